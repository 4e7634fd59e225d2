package dev.hearken.translation;

import dev.hearken.database.Database;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// What waits to be translated, and what was there before.
final class SliceStore {
  /// Comments at a time, at the most; but never less than one. Of those that have one text, they
  /// fill calls of 25, 50 or 125 to the last place.
  static final int SLICE = 250;

  private static final int SLICE_BYTES = 4 << 20;

  /// The largest messages of one comment, in bytes, that are translated at all.
  private static final int LARGEST = 8 << 20;

  private static final RowMapper<Slice.Waiting> WAITING = Rows.of(Slice.Waiting.class);

  private final Database database;

  SliceStore(Database database) {
    this.database = database;
  }

  /// What is to be tried again, and behind it what came first.
  Slice waiting(Turn turn) {
    return database.with(handle -> {
      var keys = new LinkedHashSet<>(again(handle, turn.sourceId()));
      var queued = keys.size() < SLICE ? queued(handle, turn.sourceId()) : List.<Slice.Queued>of();
      queued.forEach(each -> keys.addAll(each.keys()));
      var first = keys.stream().limit(SLICE).toArray(ByteBuffer[]::new);
      return first.length == 0
          ? new Slice(List.of(), List.of())
          : new Slice(queued, comments(handle, turn.sourceId(), first));
    });
  }

  private static List<ByteBuffer> again(Handle handle, Id source) {
    return handle
        .createQuery(
            """
            SELECT key
            FROM comment_translation
            WHERE source_id = :source AND state = 'waiting' AND due_at <= clock_timestamp()
            ORDER BY due_at
            LIMIT :most
            """)
        .bind("source", source)
        .bind("most", SLICE)
        .mapTo(ByteBuffer.class)
        .list();
  }

  private static List<Slice.Queued> queued(Handle handle, Id source) {
    return handle
        .createQuery(
            """
            SELECT arrived, keys
            FROM (
              SELECT arrived, keys,
                sum(cardinality(keys)) OVER (ORDER BY arrived) - cardinality(keys) AS before
              FROM (
                SELECT arrived, keys
                FROM translation_queue
                WHERE source_id = :source
                ORDER BY arrived
                LIMIT :most
              ) first
            ) counted
            WHERE before < :most
            ORDER BY arrived
            """)
        .bind("source", source)
        .bind("most", SLICE)
        .map((row, _) -> {
          var keys = new ArrayList<ByteBuffer>();
          for (var key : (byte[][]) row.getArray("keys").getArray()) {
            keys.add(ByteBuffer.wrap(key));
          }
          return new Slice.Queued(row.getLong("arrived"), keys);
        })
        .list();
  }

  private static List<Slice.Waiting> comments(Handle handle, Id source, ByteBuffer[] keys) {
    return handle
        .createQuery(
            """
            WITH found AS (
              SELECT asked.key, asked.place, c.messages_digest AS digest, c.messages,
                octet_length(c.messages) AS size,
                coalesce(t.state = 'done' AND t.for_digest = c.messages_digest, false) AS settled,
                CASE WHEN t.for_digest = c.messages_digest THEN t.attempts END AS attempts,
                coalesce(t.afresh, false) AS afresh
              FROM unnest(:keys) WITH ORDINALITY AS asked (key, place)
              LEFT JOIN LATERAL (
                SELECT *
                FROM comment
                WHERE source_id = :source AND key >= asked.key
                ORDER BY key
                LIMIT 1
              ) c ON c.key = asked.key
              LEFT JOIN LATERAL (
                SELECT *
                FROM comment_translation
                WHERE source_id = :source AND key = asked.key
                OFFSET 0
              ) t ON true
            )
            SELECT key, digest, CASE WHEN size <= :largest THEN messages END AS messages, settled,
              coalesce(attempts, 0) AS attempts, afresh
            FROM (
              SELECT *, sum(coalesce(size, 0)) OVER (ORDER BY place) AS bytes
              FROM found
            ) sized
            WHERE place = 1 OR bytes <= :most_bytes
            ORDER BY place
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("source", source)
        .bind("keys", keys)
        .bind("largest", LARGEST)
        .bind("most_bytes", SLICE_BYTES)
        .map(WAITING)
        .list();
  }

  /// Waits until everybody has ended who wrote comments and did not know that they are to be
  /// translated.
  void awaitWriters(Turn turn) {
    database.transaction(handle -> {
      var begins =
          handle
              .createQuery(
                  "SELECT walked_ts = 'infinity' FROM translated_source WHERE id = :source")
              .bind("source", turn.sourceId())
              .mapTo(Boolean.class)
              .findOne()
              .orElse(false);
      return begins
          && handle
              .createQuery("SELECT pg_advisory_xact_lock(:source) IS NULL")
              .bind("source", turn.sourceId())
              .mapTo(Boolean.class)
              .one();
    });
  }

  /// Goes on with the walk, and puts those it finds into the queue that have no translation.
  ///
  /// @return whether it goes on
  boolean walk(Turn turn) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                WITH place AS (
                  SELECT walked_ts, walked_key
                  FROM translated_source
                  WHERE id = :source AND walked_ts IS NOT NULL
                  FOR UPDATE
                ), next AS (
                  SELECT c.ts, c.key, c.messages_digest
                  FROM place
                  CROSS JOIN LATERAL (
                    SELECT ts, key, messages_digest
                    FROM comment
                    WHERE source_id = :source
                      AND (ts, key) < (place.walked_ts, place.walked_key)
                    ORDER BY ts DESC, key DESC
                    LIMIT :most
                  ) c
                ), missing AS (
                  SELECT next.ts, next.key
                  FROM next
                  LEFT JOIN LATERAL (
                    SELECT *
                    FROM comment_translation
                    WHERE source_id = :source AND key = next.key
                    OFFSET 0
                  ) t ON true
                  WHERE t.key IS NULL
                    OR t.for_digest <> next.messages_digest
                    OR t.state IN ('failed', 'skipped')
                ), queued AS (
                  INSERT INTO translation_queue (source_id, keys)
                  SELECT :source, array_agg(key ORDER BY ts DESC, key DESC)
                  FROM missing
                  HAVING count(*) > 0
                )
                UPDATE translated_source
                SET (walked_ts, walked_key) = (
                  SELECT ts, key
                  FROM next
                  ORDER BY ts, key
                  LIMIT 1
                )
                WHERE id = :source AND EXISTS (SELECT FROM place)
                RETURNING walked_ts IS NOT NULL
                """)
            .bind("source", turn.sourceId())
            .bind("most", SLICE)
            .mapTo(Boolean.class)
            .findOne()
            .orElse(false));
  }
}
