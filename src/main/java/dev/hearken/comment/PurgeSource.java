package dev.hearken.comment;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.job.Job;
import dev.hearken.job.Retry;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Removes the comments of a source that is gone, and what other rooms keep for it, in slices, so
/// that nobody else waits long. The database enqueues it when a source's row goes (migration V4).
public final class PurgeSource {
  private static final int SLICE = 500;

  /// After a slice the database is left to others for so many times as long as the slice took.
  private static final int REST = 2;

  private final Database database;
  private final List<Predicate<Id>> others;

  /// @param others each removes a slice of what it keeps for a source and says whether there is
  ///   more
  public PurgeSource(Database database, List<Predicate<Id>> others) {
    this.database = database;
    this.others = List.copyOf(others);
  }

  public Job job() {
    return new Job("purge-source", Retry.SOON, this::purge);
  }

  private void purge(String subject) {
    var source = Id.parse(subject).orElseThrow(() -> new IllegalArgumentException(subject));
    bySlices(() -> purgeSlice(source) == SLICE);
    others.forEach(other -> bySlices(() -> other.test(source)));
  }

  /// @param slice says whether there is more
  private static void bySlices(BooleanSupplier slice) {
    long begun = System.nanoTime();
    while (slice.getAsBoolean()) {
      LockSupport.parkNanos(REST * (System.nanoTime() - begun));
      begun = System.nanoTime();
    }
  }

  /// In the order of time, in which most of them were stored: so a slice is in few pages of the
  /// table, where one in the order of keys would have a page for each comment.
  private int purgeSlice(Id source) {
    return database.with(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM comment c
                WHERE c.source_id = :source
                  AND c.key IN (
                    SELECT key
                    FROM comment
                    WHERE source_id = :source
                    ORDER BY ts, key
                    LIMIT :slice
                  )
                """)
            .bind("source", source)
            .bind("slice", SLICE)
            .execute());
  }
}
