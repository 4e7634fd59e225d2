package dev.hearken.loading;

import dev.hearken.body.Digest;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Permission;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Tells how far the mails of a source's bucket are loaded.
public final class ProgressStore {
  private static final RowMapper<Counts> COUNTS = Rows.of(Counts.class);
  private static final RowMapper<Progress.Failure> FAILURE = Rows.of(Progress.Failure.class);

  private final Database database;

  public ProgressStore(Database database) {
    this.database = database;
  }

  /// @param visible whether the caller may look at the mails of the bucket
  record Counts(
      long waiting,
      long done,
      long failed,
      @Nullable Long passed,
      long total,
      @Nested Progress.@Nullable Walk walk,
      boolean visible) {
    Progress with(
        List<Progress.Failure> failures, dev.hearken.translation.@Nullable Progress translation) {
      return new Progress(
          waiting,
          done,
          failed,
          passed == null ? null : new Progress.Backfill(passed, total),
          walk,
          failures,
          translation);
    }
  }

  /// @param after the id of the mail behind which the failures go on; empty for the first ones
  /// @param limit of the failures
  Progress get(Caller caller, FullName name, String after, int limit) {
    return database.with(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_READ);
      var translation = dev.hearken.translation.ProgressStore.get(handle, source).orElse(null);
      var bucket = source.bucketId();
      if (bucket == null) {
        return Progress.without(translation);
      }
      var counts = counts(handle, caller, source.id(), bucket);
      return counts.with(
          counts.visible() && counts.failed() > 0
              ? failures(handle, source.id(), bucket, after, limit)
              : List.of(),
          translation);
    });
  }

  private static Counts counts(Handle handle, Caller caller, Id source, Id bucket) {
    return handle
        .createQuery(
            """
            WITH walk AS (
              SELECT *
              FROM source_load
              WHERE source_id = :source AND bucket_id = :bucket
            )
            SELECT
              (
                SELECT count(*)
                FROM email_load
                WHERE source_id = :source AND bucket_id = :bucket AND reason IS NULL
              ) AS waiting,
              (
                SELECT count(*)
                FROM mail_comment
                WHERE source_id = :source AND bucket_id = :bucket
              ) AS done,
              (
                SELECT count(*)
                FROM email_load
                WHERE source_id = :source AND bucket_id = :bucket AND reason IS NOT NULL
              ) AS failed,
              CASE
                WHEN (SELECT walked FROM walk) IS NOT NULL THEN (
                  SELECT count(*)
                  FROM email
                  WHERE bucket_id = :bucket AND key <= (SELECT walked FROM walk)
                )
              END AS passed,
              CASE
                WHEN (SELECT walked FROM walk) IS NOT NULL THEN (
                  SELECT count(*)
                  FROM email
                  WHERE bucket_id = :bucket
                )
                ELSE 0
              END AS total,
              (SELECT walk_added FROM walk) AS added,
              (SELECT walk_updated FROM walk) AS updated,
              (SELECT walk_unchanged FROM walk) AS unchanged,
              (SELECT walk_ended FROM walk) AS ended_at,
              :everywhere OR EXISTS (
                SELECT
                FROM bucket b
                JOIN member m ON m.project_id = b.project_id AND m.user_id = :caller
                WHERE b.id = :bucket AND m.permissions && :granting
              ) AS visible
            """)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("caller", caller.id())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("granting", String.class, Permission.BUCKETS_ITEMS_READ.grantedBy())
        .map(COUNTS)
        .one();
  }

  private static List<Progress.Failure> failures(
      Handle handle, Id source, Id bucket, String after, int limit) {
    return handle
        .createQuery(
            """
            SELECT e.id AS email_id, l.reason, l.attempts
            FROM email_load l
            JOIN email e ON e.bucket_id = :bucket AND e.key = l.key
            WHERE l.source_id = :source
              AND l.bucket_id = :bucket
              AND l.reason IS NOT NULL
              AND l.key > :after
            ORDER BY l.key
            LIMIT :limit
            """)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("after", after.isEmpty() ? new byte[0] : Digest.of(after))
        .bind("limit", limit)
        .map(FAILURE)
        .list();
  }
}
