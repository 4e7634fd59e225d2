package dev.hearken.email;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.job.Job;
import dev.hearken.job.Retry;
import java.util.List;
import java.util.function.Predicate;

/// Removes the mails of a bucket that is gone, and what other rooms keep for it, in slices, so that
/// nobody else waits long. The database enqueues it when a bucket's row goes (migration V7).
public final class PurgeBucket {
  private static final int SLICE = 2_000;

  private final Database database;
  private final List<Predicate<Id>> others;

  /// @param others each removes a slice of what it keeps for a bucket and says whether there is
  ///   more
  public PurgeBucket(Database database, List<Predicate<Id>> others) {
    this.database = database;
    this.others = List.copyOf(others);
  }

  public Job job() {
    return new Job("purge-bucket", Retry.SOON, this::purge);
  }

  private void purge(String subject) {
    var bucket = Id.parse(subject).orElseThrow(() -> new IllegalArgumentException(subject));
    while (purgeChunks(bucket) == SLICE || purgeEmails(bucket) == SLICE) {
      // The next slice.
    }
    for (var other : others) {
      while (other.test(bucket)) {
        // The next slice.
      }
    }
  }

  private int purgeChunks(Id bucket) {
    return database.with(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM email_chunk c
                WHERE c.bucket_id = :bucket
                  AND (c.key, c.content_id, c.position) IN (
                    SELECT key, content_id, position
                    FROM email_chunk
                    WHERE bucket_id = :bucket
                    ORDER BY key, content_id, position
                    LIMIT :slice
                  )
                """)
            .bind("bucket", bucket)
            .bind("slice", SLICE)
            .execute());
  }

  private int purgeEmails(Id bucket) {
    return database.with(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM email e
                WHERE e.bucket_id = :bucket
                  AND e.key IN (
                    SELECT key
                    FROM email
                    WHERE bucket_id = :bucket
                    ORDER BY key
                    LIMIT :slice
                  )
                """)
            .bind("bucket", bucket)
            .bind("slice", SLICE)
            .execute());
  }
}
