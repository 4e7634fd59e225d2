package dev.hearken.translation;

import dev.hearken.database.Database;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What became of the comments of a slice.
final class ResultStore {
  private final Database database;

  ResultStore(Database database) {
    this.database = database;
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
