package dev.hearken.translation;

import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.source.Source;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Tells how far the comments of a source are translated.
public final class ProgressStore {
  /// Reasons of each kind, at the most.
  private static final int REASONS = 16;

  private static final String NO_SERVICE =
      "No service is configured: the setting HEARKEN_TRANSLATOR names one.";

  private static final RowMapper<Counts> COUNTS = Rows.of(Counts.class);
  private static final RowMapper<Group> GROUP = Rows.of(Group.class);

  private ProgressStore() {}

  /// @param known how many have a row, of whatever state
  record Counts(
      @Nullable String service,
      @Nullable String halted,
      long queued,
      long known,
      long waiting,
      long failed,
      long skipped,
      @Nullable Long passed,
      long total,
      long characters) {}

  /// Those with one state and reason.
  record Group(String state, @Nullable String reason, long count) {}

  /// Nothing when the source is not translated.
  public static Optional<Progress> get(Handle handle, Source source) {
    return source.shouldTranslate()
        ? counts(handle, source.id()).map(counts -> progress(counts, groups(handle, source.id())))
        : Optional.empty();
  }

  private static Progress progress(Counts counts, List<Group> groups) {
    return new Progress(
        counts.service(),
        counts.service() == null ? NO_SERVICE : counts.halted(),
        counts.queued() + counts.waiting(),
        counts.known() - counts.waiting() - counts.failed() - counts.skipped(),
        counts.failed(),
        counts.skipped(),
        counts.passed() == null ? null : new Progress.Backfill(counts.passed(), counts.total()),
        reasons(groups, "failed"),
        reasons(groups, "skipped"),
        counts.characters());
  }

  private static List<Progress.Reason> reasons(List<Group> groups, String state) {
    return groups.stream()
        .filter(group -> group.state().equals(state) && group.reason() != null)
        .map(group -> new Progress.Reason(String.valueOf(group.reason()), group.count()))
        .limit(REASONS)
        .toList();
  }

  private static Optional<Counts> counts(Handle handle, Id source) {
    return handle
        .createQuery(
            """
            WITH seen AS (
              SELECT service, halted
              FROM translator
              WHERE seen_at > now() - interval '1 hour'
            )
            SELECT (SELECT service FROM seen) AS service,
              (SELECT halted FROM seen) AS halted,
              (
                SELECT coalesce(sum(cardinality(keys)), 0)
                FROM translation_queue
                WHERE source_id = :source
              ) AS queued,
              (
                SELECT count(*)
                FROM comment_translation
                WHERE source_id = :source
              ) AS known,
              (
                SELECT count(*)
                FROM comment_translation
                WHERE source_id = :source AND state = 'waiting'
              ) AS waiting,
              (
                SELECT count(*)
                FROM comment_translation
                WHERE source_id = :source AND state = 'failed'
              ) AS failed,
              (
                SELECT count(*)
                FROM comment_translation
                WHERE source_id = :source AND state = 'skipped'
              ) AS skipped,
              CASE
                WHEN t.walked_ts IS NOT NULL THEN (
                  SELECT count(*)
                  FROM comment
                  WHERE source_id = :source AND (ts, key) >= (t.walked_ts, t.walked_key)
                )
              END AS passed,
              CASE
                WHEN t.walked_ts IS NOT NULL THEN (
                  SELECT count(*)
                  FROM comment
                  WHERE source_id = :source
                )
                ELSE 0
              END AS total,
              CASE
                WHEN t.month = CAST(date_trunc('month', now() AT TIME ZONE 'UTC') AS date)
                THEN t.characters
                ELSE 0
              END AS characters
            FROM translated_source t
            WHERE t.id = :source
            """)
        .bind("source", source)
        .map(COUNTS)
        .findOne();
  }

  private static List<Group> groups(Handle handle, Id source) {
    return handle
        .createQuery(
            """
            SELECT state, reason, count(*) AS count
            FROM comment_translation
            WHERE source_id = :source AND state IN ('failed', 'skipped')
            GROUP BY state, reason
            ORDER BY count(*) DESC, reason
            """)
        .bind("source", source)
        .map(GROUP)
        .list();
  }
}
