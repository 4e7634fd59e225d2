package dev.hearken.loading;

import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The mails of a bucket that wait to be loaded into a source, or could not be.
final class WaitingMails {
  private final Handle handle;
  private final Id source;
  private final Id bucket;

  WaitingMails(Handle handle, Id source, Id bucket) {
    this.handle = handle;
    this.source = source;
    this.bucket = bucket;
  }

  /// Nothing waits any longer but what was put again meanwhile, or is just being put.
  void removeDone(List<Outcome> outcomes) {
    var done = outcomes.stream().filter(each -> !each.isFailure()).map(Outcome::waiting).toList();
    if (done.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            DELETE FROM email_load
            WHERE source_id = :source
              AND bucket_id = :bucket
              AND key = ANY(ARRAY(
                SELECT l.key
                FROM unnest(:keys, :puts) AS done (key, put)
                CROSS JOIN LATERAL (
                  SELECT key
                  FROM email_load
                  WHERE source_id = :source
                    AND bucket_id = :bucket
                    AND key = done.key
                    AND put <= done.put
                  FOR UPDATE SKIP LOCKED
                ) l
              ))
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("keys", Keys.of(done.stream().map(Slice.Waiting::key)))
        .bindArray("puts", Long.class, done.stream().map(Slice.Waiting::put).toList())
        .execute();
  }

  /// Keeps the reasons for people; tried again when the recipe can do more.
  void addFailed(List<Outcome> outcomes) {
    var failed = outcomes.stream().filter(Outcome::isFailure).toList();
    if (failed.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO email_load AS l (source_id, bucket_id, key, put, reason, attempts)
            SELECT :source, :bucket, key, put, reason, 1
            FROM unnest(:keys, :puts, :reasons) AS failed (key, put, reason)
            ORDER BY key
            ON CONFLICT (source_id, bucket_id, key) DO UPDATE
            SET reason = excluded.reason, attempts = l.attempts + 1
            WHERE l.put <= excluded.put
            """)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("keys", Keys.of(failed.stream().map(each -> each.waiting().key())))
        .bindArray("puts", Long.class, failed.stream().map(each -> each.waiting().put()).toList())
        .bindArray("reasons", String.class, failed.stream().map(Outcome::reason).toList())
        .execute();
  }
}
