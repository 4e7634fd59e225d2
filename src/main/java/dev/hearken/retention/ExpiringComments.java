package dev.hearken.retention;

import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The comments of a source. The mails that some of them were made of do not bring them back as
/// they are.
final class ExpiringComments implements Expiring {
  /// How many are looked at in one transaction.
  private static final int SLICE = 500;

  private static final RowMapper<Due> DUE = Rows.of(Due.class);
  private static final RowMapper<Row> ROW = Rows.of(Row.class);

  private final Clock clock;

  ExpiringComments(Clock clock) {
    this.clock = clock;
  }

  record Row(long looked, long gone, @Nullable Instant ts, @Nullable ByteBuffer key) {}

  @Override
  public Due due(Handle handle, Id source, Retention retention, Instant before) {
    return handle
        .createQuery(
            """
            SELECT count(*) AS count, min(ts) AS oldest, max(ts) AS newest
            FROM comment
            WHERE source_id = :source
              AND CASE WHEN :by_arrival THEN created ELSE ts END < :before
              AND (:annotated OR NOT has_annotations)
            """)
        .bind("source", source)
        .bind("by_arrival", retention.byArrival())
        .bind("annotated", retention.includeAnnotated())
        .bind("before", before)
        .map(DUE)
        .one();
  }

  /// Whoever is just storing what mails have become has finished before, or he would not know that
  /// some are not to come back.
  @Override
  public Taken take(Handle handle, Rule rule, Place after, Instant before) {
    var row =
        handle
            .createQuery(
                """
                WITH rule AS (
                  SELECT holder
                  FROM retention
                  WHERE holder = :source AND set_at = :set_at
                  FOR SHARE
                ), feed AS (
                  SELECT source_id
                  FROM source_load
                  WHERE source_id = :source
                  FOR SHARE
                ), looked AS (
                  SELECT key, ts, created
                  FROM comment
                  WHERE source_id = :source
                    AND (ts, key) > (:after_ts, :after_key)
                    AND (:by_arrival OR ts < :before)
                  ORDER BY ts, key
                  LIMIT :slice
                ), doomed AS (
                  SELECT key
                  FROM comment
                  WHERE source_id = :source
                    AND key = ANY(ARRAY(SELECT key FROM looked))
                    AND CASE WHEN :by_arrival THEN created ELSE ts END < :before
                    AND (:annotated OR NOT has_annotations)
                    AND (SELECT count(*) FROM rule) = 1
                    AND (SELECT count(*) FROM feed) IS NOT NULL
                  ORDER BY key
                  FOR UPDATE
                ), gone AS (
                  DELETE FROM comment c
                  USING doomed
                  WHERE c.source_id = :source AND c.key = doomed.key
                  RETURNING c.key
                ), skipped AS (
                  INSERT INTO email_skip (source_id, key, put, digest)
                  SELECT DISTINCT ON (m.comment_key) :source, m.comment_key, m.put, m.digest
                  FROM doomed
                  JOIN mail_comment m ON m.source_id = :source AND m.comment_key = doomed.key
                  ORDER BY m.comment_key, m.put DESC
                  ON CONFLICT (source_id, key) DO UPDATE
                  SET put = excluded.put, digest = excluded.digest
                ), audited AS (
                  INSERT INTO audit_event (at, type, actor_id, about, after)
                  SELECT :now, 'retention.apply', :caller, about_holder(:source),
                    jsonb_build_object(
                      'comments', taken.count, 'older_than', CAST(:before AS timestamptz))
                  FROM (SELECT count(*) AS count FROM gone) taken
                  WHERE taken.count > 0
                )
                SELECT (SELECT count(*) FROM looked) AS looked,
                  (SELECT count(*) FROM gone) AS gone, last.ts, last.key
                FROM (SELECT true) one
                LEFT JOIN (
                  SELECT ts, key
                  FROM looked
                  ORDER BY ts DESC, key DESC
                  LIMIT 1
                ) last ON true
                """)
            .bind("source", rule.holder())
            .bind("set_at", rule.setAt())
            .bind("by_arrival", rule.retention().byArrival())
            .bind("annotated", rule.retention().includeAnnotated())
            .bind("after_ts", after.timestamp())
            .bind("after_key", after.key())
            .bind("before", before)
            .bind("slice", SLICE)
            .bind("now", clock.instant())
            .bind("caller", RetentionStore.system(handle))
            .map(ROW)
            .one();
    return new Taken(
        row.gone(),
        row.looked() < SLICE || row.ts() == null || row.key() == null
            ? null
            : new Place(row.ts(), row.key()));
  }
}
