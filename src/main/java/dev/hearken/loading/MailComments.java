package dev.hearken.loading;

import dev.hearken.comment.CommentChanges;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// Which comment of a source each mail of a bucket is: several mails may be one.
final class MailComments {
  private static final RowMapper<Counting> COUNTING = Rows.of(Counting.class);

  private final Handle handle;
  private final Id source;
  private final Id bucket;

  MailComments(Handle handle, Id source, Id bucket) {
    this.handle = handle;
    this.source = source;
    this.bucket = bucket;
  }

  /// The mail that counts for a comment: the one that was put last.
  record Counting(ByteBuffer commentKey, ByteBuffer emailKey, long put, boolean skipped) {
    boolean is(Outcome outcome) {
      return emailKey.equals(outcome.waiting().key()) && put == outcome.mail().put();
    }
  }

  /// Remembers which comment each mail is.
  ///
  /// @return the keys of comments that some of them were before
  Set<ByteBuffer> remember(List<Outcome> made) {
    return new HashSet<>(
        handle
            .createQuery(
                """
                WITH sent AS (
                  SELECT *
                  FROM unnest(:emails, :comments, :puts, :digests)
                    AS sent (email_key, comment_key, put, digest)
                ), known AS (
                  SELECT m.email_key, m.comment_key, m.put, m.digest
                  FROM sent
                  JOIN LATERAL (
                    SELECT *
                    FROM mail_comment
                    WHERE source_id = :source
                      AND bucket_id = :bucket
                      AND email_key >= sent.email_key
                    ORDER BY email_key
                    LIMIT 1
                  ) m ON m.email_key = sent.email_key
                ), written AS (
                  INSERT INTO mail_comment AS m
                    (source_id, bucket_id, email_key, comment_key, put, digest)
                  SELECT :source, :bucket, sent.email_key, sent.comment_key, sent.put, sent.digest
                  FROM sent
                  LEFT JOIN known USING (email_key)
                  WHERE known.put IS NULL
                    OR (known.put <= sent.put
                      AND (known.comment_key, known.put, known.digest)
                        IS DISTINCT FROM (sent.comment_key, sent.put, sent.digest))
                  ORDER BY sent.email_key
                  ON CONFLICT (source_id, bucket_id, email_key) DO UPDATE
                  SET comment_key = excluded.comment_key,
                    put = excluded.put,
                    digest = excluded.digest
                  WHERE m.put <= excluded.put
                )
                SELECT known.comment_key
                FROM known
                JOIN sent USING (email_key)
                WHERE known.put <= sent.put AND known.comment_key <> sent.comment_key
                """)
            .addCustomizer(FreshPlan.EACH_TIME)
            .bind("source", source)
            .bind("bucket", bucket)
            .bind("emails", Keys.of(made.stream().map(each -> each.waiting().key())))
            .bind("comments", Keys.of(made.stream().map(Outcome::commentKey)))
            .bindArray("puts", Long.class, made.stream().map(each -> each.mail().put()).toList())
            .bind("digests", Keys.of(made.stream().map(each -> each.mail().digest())))
            .mapTo(ByteBuffer.class)
            .list());
  }

  /// Of all the mails of each comment that are in the bucket, the one that counts. What was deleted
  /// by hand is skipped until one is put later with other content, and no longer.
  Map<ByteBuffer, Counting> counting(List<Outcome> made) {
    var counting = new HashMap<ByteBuffer, Counting>();
    handle
        .createQuery(
            """
            WITH last AS (
              SELECT DISTINCT ON (sent.comment_key) sent.comment_key, m.email_key, m.put, m.digest
              FROM unnest(:keys) AS sent (comment_key)
              CROSS JOIN LATERAL (
                SELECT *
                FROM mail_comment
                WHERE source_id = :source AND comment_key = sent.comment_key
                OFFSET 0
              ) m
              CROSS JOIN LATERAL (
                SELECT
                FROM email
                WHERE bucket_id = :bucket AND key = m.email_key
                OFFSET 0
              ) e
              WHERE m.bucket_id = :bucket
              ORDER BY sent.comment_key, m.put DESC
            ), judged AS (
              SELECT last.comment_key, last.email_key, last.put,
                coalesce(last.put <= k.put OR last.digest = k.digest, false) AS skipped
              FROM last
              LEFT JOIN LATERAL (
                SELECT *
                FROM email_skip
                WHERE source_id = :source AND key = last.comment_key
                OFFSET 0
              ) k ON true
            ), brought_back AS (
              DELETE FROM email_skip
              WHERE source_id = :source
                AND key = ANY(ARRAY(SELECT comment_key FROM judged WHERE NOT skipped))
            )
            SELECT *
            FROM judged
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("keys", Keys.of(made.stream().map(Outcome::commentKey).distinct()))
        .map(COUNTING)
        .forEach(each -> counting.put(each.commentKey(), each));
    return counting;
  }

  /// Comments that lost a mail go, unless there is another one.
  void removeLeft(CommentChanges comments, Set<ByteBuffer> keys) {
    if (keys.isEmpty()) {
      return;
    }
    var gone =
        handle
            .createQuery(
                """
                SELECT sent.key
                FROM unnest(:keys) AS sent (key)
                WHERE NOT EXISTS (
                  SELECT
                  FROM mail_comment m
                  WHERE m.source_id = :source AND m.comment_key = sent.key
                )
                """)
            .bind("source", source)
            .bind("keys", Keys.of(keys.stream()))
            .mapTo(ByteBuffer.class)
            .list();
    comments.remove(handle, source, gone);
  }
}
