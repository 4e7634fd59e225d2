package dev.hearken.translation;

import dev.hearken.database.Database;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// What waits to be translated, and what became of it.
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
                WHERE source_id = :source AND key = asked.key
                OFFSET 0
              ) c ON true
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

  /// Writes what became of comments, unless they have other messages by now, and that they wait no
  /// longer.
  ///
  /// @param characters how many were sent for it
  /// @return whether this server is still the one at work; if not, nothing was written
  boolean store(Turn turn, Slice slice, List<Result> results, long characters) {
    return database.transaction(handle -> {
      if (!count(handle, turn, characters)) {
        return false;
      }
      var settled =
          slice.waiting().stream()
              .filter(each -> each.settled() || each.digest() == null)
              .map(Slice.Waiting::key)
              .collect(Collectors.toSet());
      results.forEach(each -> settled.add(each.waiting().key()));
      var nothing =
          slice.waiting().stream()
              .filter(each -> each.digest() == null)
              .map(Slice.Waiting::key)
              .collect(Collectors.toSet());
      results.stream().filter(Result::isNothing).forEach(each -> nothing.add(each.waiting().key()));
      write(handle, turn.sourceId(), results.stream().filter(each -> !each.isNothing()).toList());
      forget(handle, turn.sourceId(), nothing);
      shorten(handle, turn.sourceId(), slice.queued(), settled);
      return true;
    });
  }

  private static boolean count(Handle handle, Turn turn, long characters) {
    return handle
            .createUpdate(
                """
                UPDATE translated_source
                SET month = CAST(date_trunc('month', now() AT TIME ZONE 'UTC') AS date),
                  characters = :characters + CASE
                    WHEN month = CAST(date_trunc('month', now() AT TIME ZONE 'UTC') AS date)
                    THEN characters
                    ELSE 0
                  END
                WHERE id = :source AND holder = :holder
                """)
            .bind("source", turn.sourceId())
            .bind("holder", turn.holder())
            .bind("characters", characters)
            .execute()
        == 1;
  }

  /// The comments are held, lest a translation outlives one that is deleted at this moment.
  private static void write(Handle handle, Id source, List<Result> results) {
    if (results.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            WITH made AS (
              SELECT *
              FROM unnest(:keys, :digests, :states, :messages, :served, :reasons, :waits)
                AS made (key, digest, state, messages, served_digest, reason, wait)
            ), held AS (
              SELECT made.*
              FROM made
              JOIN comment c
                ON c.source_id = :source
                  AND c.key = made.key
                  AND c.messages_digest = made.digest
              ORDER BY made.key
              FOR KEY SHARE OF c
            )
            INSERT INTO comment_translation AS t
              (source_id, key, for_digest, state, messages, served_digest, reason, attempts, due_at)
            SELECT :source, key, digest, state, messages, served_digest, reason,
              CASE WHEN state = 'waiting' THEN 1 ELSE 0 END,
              CASE
                WHEN state = 'waiting' THEN clock_timestamp() + wait * INTERVAL '1 millisecond'
              END
            FROM held
            ORDER BY key
            ON CONFLICT (source_id, key) DO UPDATE
            SET for_digest = excluded.for_digest,
              state = excluded.state,
              messages = CASE
                WHEN excluded.messages IS NULL AND t.for_digest = excluded.for_digest
                THEN t.messages
                ELSE excluded.messages
              END,
              served_digest = CASE
                WHEN excluded.messages IS NULL AND t.for_digest = excluded.for_digest
                THEN t.served_digest
                ELSE excluded.served_digest
              END,
              reason = excluded.reason,
              attempts = CASE
                WHEN excluded.state <> 'waiting' THEN 0
                WHEN t.for_digest = excluded.for_digest THEN t.attempts + 1
                ELSE 1
              END,
              due_at = excluded.due_at,
              afresh = t.afresh AND excluded.state = 'waiting'
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("source", source)
        .bind("keys", bytes(results, each -> each.waiting().key()))
        .bind("digests", bytes(results, each -> each.waiting().digest()))
        .bind("states", texts(results, Result::state))
        .bind("messages", texts(results, Result::messages))
        .bind("served", bytes(results, Result::servedDigest))
        .bind("reasons", texts(results, Result::reason))
        .bindArray(
            "waits", Long.class, results.stream().map(each -> each.after().toMillis()).toList())
        .execute();
  }

  private static void forget(Handle handle, Id source, Collection<ByteBuffer> keys) {
    if (keys.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            "DELETE FROM comment_translation WHERE source_id = :source AND key = ANY(:keys)")
        .bind("source", source)
        .bind("keys", keys.toArray(ByteBuffer[]::new))
        .execute();
  }

  private static void shorten(
      Handle handle, Id source, List<Slice.Queued> queued, Set<ByteBuffer> settled) {
    var empty = new ArrayList<Long>();
    for (var row : queued) {
      var left = row.without(settled);
      if (left.keys().isEmpty()) {
        empty.add(row.arrived());
      } else if (left.keys().size() < row.keys().size()) {
        handle
            .createUpdate(
                """
                UPDATE translation_queue
                SET keys = :keys
                WHERE source_id = :source AND arrived = :arrived
                """)
            .bind("source", source)
            .bind("arrived", row.arrived())
            .bind("keys", left.keys().toArray(ByteBuffer[]::new))
            .execute();
      }
    }
    if (!empty.isEmpty()) {
      handle
          .createUpdate(
              """
              DELETE FROM translation_queue
              WHERE source_id = :source AND arrived = ANY(:arrived)
              """)
          .bind("source", source)
          .bindArray("arrived", Long.class, empty)
          .execute();
    }
  }

  private static @Nullable ByteBuffer[] bytes(
      List<Result> results, Function<Result, @Nullable ByteBuffer> bytes) {
    return results.stream().map(bytes).toArray(ByteBuffer[]::new);
  }

  private static @Nullable String[] texts(
      List<Result> results, Function<Result, @Nullable String> text) {
    return results.stream().map(text).toArray(String[]::new);
  }
}
