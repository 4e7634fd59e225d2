package dev.hearken.retention;

import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.email.EmailChanges;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The mails of a bucket. The comments that were made of them stay in their sources.
final class ExpiringMails implements Expiring {
  /// How many are looked at in one transaction.
  private static final int SLICE = 500;

  private static final RowMapper<Due> DUE = Rows.of(Due.class);
  private static final RowMapper<Row> ROW = Rows.of(Row.class);

  private final Clock clock;

  ExpiringMails(Clock clock) {
    this.clock = clock;
  }

  record Row(long looked, List<byte[]> gone, @Nullable ByteBuffer last) {}

  @Override
  public Due due(Handle handle, Id bucket, Retention retention, Instant before) {
    return handle
        .createQuery(
            """
            SELECT count(*) AS count, min(ts) AS oldest, max(ts) AS newest
            FROM email
            WHERE bucket_id = :bucket
              AND CASE WHEN :by_arrival THEN created ELSE ts END < :before
            """)
        .bind("bucket", bucket)
        .bind("by_arrival", retention.byArrival())
        .bind("before", before)
        .map(DUE)
        .one();
  }

  @Override
  public Taken take(Handle handle, Rule rule, Place after, Instant before) {
    var row =
        handle
            .createQuery(
                """
                WITH rule AS (
                  SELECT holder
                  FROM retention
                  WHERE holder = :bucket AND set_at = :set_at
                  FOR SHARE
                ), looked AS (
                  SELECT key
                  FROM email
                  WHERE bucket_id = :bucket AND key > :after
                  ORDER BY key
                  LIMIT :slice
                ), doomed AS (
                  SELECT key
                  FROM email
                  WHERE bucket_id = :bucket
                    AND key = ANY(ARRAY(SELECT key FROM looked))
                    AND CASE WHEN :by_arrival THEN created ELSE ts END < :before
                    AND (SELECT count(*) FROM rule) = 1
                  ORDER BY key
                  FOR UPDATE
                ), gone AS (
                  DELETE FROM email e
                  USING doomed
                  WHERE e.bucket_id = :bucket AND e.key = doomed.key
                  RETURNING e.key
                ), audited AS (
                  INSERT INTO audit_event (at, type, actor_id, about, after)
                  SELECT :now, 'retention.apply', :caller, about_holder(:bucket),
                    jsonb_build_object(
                      'emails', taken.count, 'older_than', CAST(:before AS timestamptz))
                  FROM (SELECT count(*) AS count FROM gone) taken
                  WHERE taken.count > 0
                )
                SELECT (SELECT count(*) FROM looked) AS looked,
                  ARRAY(SELECT key FROM gone) AS gone,
                  (SELECT key FROM looked ORDER BY key DESC LIMIT 1) AS last
                """)
            .bind("bucket", rule.holder())
            .bind("set_at", rule.setAt())
            .bind("by_arrival", rule.retention().byArrival())
            .bind("after", after.key())
            .bind("before", before)
            .bind("slice", SLICE)
            .bind("now", clock.instant())
            .bind("caller", RetentionStore.system(handle))
            .map(ROW)
            .one();
    EmailChanges.removeRest(handle, rule.holder(), row.gone());
    return new Taken(
        row.gone().size(),
        row.looked() < SLICE || row.last() == null
            ? null
            : new Place(after.timestamp(), row.last()));
  }
}
