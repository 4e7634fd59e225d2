package dev.hearken.loading;

import dev.hearken.comment.SyncResult;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import dev.hearken.email.EmailChanges;
import dev.hearken.job.Jobs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What is to be loaded again because of a slice.
///
/// @param moved keys of mails whose thread is another one, and so that of their answers
/// @param left keys of comments that are made of other mails now
/// @param just the mails of the slice itself, which know of it
/// @param done what the slice changed
record Again(
    List<ByteBuffer> moved, List<ByteBuffer> left, List<ByteBuffer> just, SyncResult done) {
  static final Again NOTHING = new Again(List.of(), List.of(), List.of(), SyncResult.NOTHING);

  /// Puts what is to be loaded again behind what waits, for every source of the bucket. One
  /// statement, before others that touch what waits, and in an order that whoever puts mail keeps
  /// too: so nobody waits for another in a circle.
  ///
  /// @return the sources for which something waits now
  List<Id> putBehind(Handle handle, Id source, Id bucket) {
    if (moved.isEmpty() && left.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            """
            WITH RECURSIVE answer (key, email_key) AS (
              SELECT t.key, t.email_key
              FROM unnest(:moved) AS moved (key)
              CROSS JOIN LATERAL (
                SELECT key, email_key
                FROM mail_thread
                WHERE bucket_id = :bucket AND parent_key = moved.key
                OFFSET 0
              ) t
              UNION
              SELECT t.key, t.email_key
              FROM answer
              CROSS JOIN LATERAL (
                SELECT key, email_key
                FROM mail_thread
                WHERE bucket_id = :bucket AND parent_key = answer.key
                OFFSET 0
              ) t
            ), fed AS (
              SELECT id
              FROM source
              WHERE bucket_id = :bucket
            ), again AS (
              SELECT m.source_id, m.email_key, m.put
              FROM answer
              CROSS JOIN fed
              JOIN LATERAL (
                SELECT *
                FROM mail_comment
                WHERE source_id = fed.id
                  AND bucket_id = :bucket
                  AND email_key >= answer.email_key
                ORDER BY email_key
                LIMIT 1
              ) m ON m.email_key = answer.email_key
              UNION
              SELECT m.source_id, m.email_key, m.put
              FROM unnest(:moved) AS moved (key)
              CROSS JOIN fed
              CROSS JOIN LATERAL (
                SELECT *
                FROM mail_comment
                WHERE source_id = fed.id AND comment_key = moved.key
                OFFSET 0
              ) m
              WHERE m.bucket_id = :bucket
              UNION
              SELECT m.source_id, m.email_key, m.put
              FROM unnest(:left) AS remaining (key)
              CROSS JOIN LATERAL (
                SELECT *
                FROM mail_comment
                WHERE source_id = :source AND comment_key = remaining.key
                OFFSET 0
              ) m
              WHERE m.bucket_id = :bucket
            ), waiting AS (
              INSERT INTO email_load (source_id, bucket_id, key, put)
              SELECT source_id, :bucket, email_key, put
              FROM again
              WHERE source_id <> :source OR email_key <> ALL(:just)
              ORDER BY email_key, source_id
              ON CONFLICT (source_id, bucket_id, key) DO NOTHING
              RETURNING source_id
            )
            SELECT DISTINCT source_id
            FROM waiting
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("moved", Keys.of(moved.stream()))
        .bind("left", Keys.of(left.stream()))
        .bind("just", Keys.of(just.stream()))
        .mapTo(Id.class)
        .list();
  }

  /// Wakes the others; this source is at work.
  static void wake(Handle handle, Id source, List<Id> waking) {
    var others = waking.stream().filter(id -> !id.equals(source)).map(Id::toString).toList();
    if (!others.isEmpty()) {
      Jobs.wake(handle, EmailChanges.LOAD, others, Duration.ZERO);
    }
  }
}
