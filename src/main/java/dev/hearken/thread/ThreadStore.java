package dev.hearken.thread;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Json;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Permission;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Threads in the database. They are not stored: a thread is the comments that name it.
public final class ThreadStore {
  /// A page ends before the thread with which it would have more bytes of ids, but never empty.
  private static final int PAGE_BYTES = 16 << 20;

  private static final RowMapper<Found> FOUND = Rows.of(Found.class);
  private static final RowMapper<Placed> PLACED = Rows.of(Placed.class);

  private final Database database;

  public ThreadStore(Database database) {
    this.database = database;
  }

  /// @param first when its first comment was sent
  record Found(long candidates, Instant first, @Nested CommentThread thread) {}

  /// Where a page ends: behind this thread among those that begin at this time.
  record Position(Instant first, String threadId) {}

  /// @param last where the next page begins; null when there is none
  record Page(Id source, List<CommentThread> threads, @Nullable Position last) {}

  /// A page, in the order in which threads begin.
  ///
  /// @param start where the page of this source begins
  Page page(Caller caller, FullName name, Function<Id, @Nullable Position> start, int limit) {
    return database.with(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_READ).id();
      var found = read(handle, source, start.apply(source), limit);
      boolean more = !found.isEmpty() && found.getFirst().candidates() > found.size();
      return new Page(
          source,
          found.stream().map(Found::thread).toList(),
          more ? new Position(found.getLast().first(), found.getLast().thread().threadId()) : null);
    });
  }

  /// A thread begins with the comment before which it has none. So the comments are walked in the
  /// order of time, and for each of them one look tells.
  private static List<Found> read(Handle handle, Id source, @Nullable Position after, int limit) {
    return handle
        .createQuery(
            """
            WITH begun AS (
              SELECT c.thread_id, c.thread_key, c.ts
              FROM comment c
              WHERE c.source_id = :source
                AND c.thread_key IS NOT NULL
                AND c.ts >= :after_ts
                AND (c.ts > :after_ts OR c.thread_id > :after_id)
                AND NOT EXISTS (
                  SELECT
                  FROM comment e
                  WHERE e.source_id = :source
                    AND e.thread_key = c.thread_key
                    AND (e.ts, e.key) < (c.ts, c.key)
                )
              ORDER BY c.ts, c.thread_id
              LIMIT :limit + 1
            ), filled AS (
              SELECT begun.*, t.comments, count(*) OVER () AS candidates,
                row_number() OVER (ORDER BY begun.ts, begun.thread_id) AS place,
                sum(t.bytes) OVER (ORDER BY begun.ts, begun.thread_id) AS bytes
              FROM begun
              CROSS JOIN LATERAL (
                SELECT array_agg(m.id ORDER BY m.ts, m.key) AS comments,
                  sum(octet_length(m.id)) AS bytes
                FROM comment m
                WHERE m.source_id = :source AND m.thread_key = begun.thread_key
              ) t
            )
            SELECT candidates, ts AS first, thread_id, comments
            FROM filled
            WHERE place <= :limit AND (place = 1 OR bytes <= :page_bytes)
            ORDER BY place
            """)
        .bind("source", source)
        .bind("after_ts", after == null ? Json.FIRST_TIME : after.first())
        .bind("after_id", after == null ? "" : after.threadId())
        .bind("limit", limit)
        .bind("page_bytes", PAGE_BYTES)
        .map(FOUND)
        .list();
  }

  /// What is said of one comment.
  record Placed(ByteBuffer key, @Nested ThreadProperties properties) {}

  /// What can be said of the threads of some comments of a page, by the keys of these comments.
  public static Map<ByteBuffer, ThreadProperties> properties(
      Handle handle, Id source, Collection<byte[]> comments) {
    var properties = new HashMap<ByteBuffer, ThreadProperties>();
    handle
        .createQuery(
            """
            WITH asked AS (
              SELECT key, thread_key
              FROM comment
              WHERE source_id = :source AND key = ANY(:comments) AND thread_key IS NOT NULL
            ), member AS (
              SELECT c.thread_key, c.key, c.ts,
                message_participants(c.messages, 'from') AS senders,
                message_participants(c.messages, 'from')
                  || message_participants(c.messages, 'recipient') AS participants,
                row_number() OVER (PARTITION BY c.thread_key ORDER BY c.ts, c.key) - 1 AS position
              FROM comment c
              WHERE c.source_id = :source
                AND c.thread_key IN (SELECT thread_key FROM asked)
            ), beginning AS (
              SELECT thread_key, ts, senders[1] AS sender
              FROM member
              WHERE position = 0
            ), whole AS (
              SELECT m.thread_key, count(*) AS num_messages,
                CAST(extract(epoch FROM max(m.ts) - min(m.ts)) AS double precision) AS duration,
                CAST(
                  extract(epoch FROM min(m.ts) FILTER (
                    WHERE mail_address(m.senders[1]) <> mail_address(b.sender)
                  ) - min(m.ts)) AS double precision
                ) AS response_time,
                min(b.sender) AS first_sender
              FROM member m
              JOIN beginning b USING (thread_key)
              GROUP BY m.thread_key
            ), named AS (
              SELECT m.thread_key, count(DISTINCT mail_address(p)) AS num_participants
              FROM member m, unnest(m.participants) p
              GROUP BY m.thread_key
            )
            SELECT asked.key, w.num_messages, coalesce(n.num_participants, 0) AS num_participants,
              w.duration, w.response_time, w.first_sender, m.position AS thread_position
            FROM asked
            JOIN whole w USING (thread_key)
            JOIN member m ON m.thread_key = asked.thread_key AND m.key = asked.key
            LEFT JOIN named n ON n.thread_key = asked.thread_key
            """)
        .bind("source", source)
        .bind("comments", comments.toArray(byte[][]::new))
        .map(PLACED)
        .forEach(each -> properties.put(each.key(), each.properties()));
    return properties;
  }
}
