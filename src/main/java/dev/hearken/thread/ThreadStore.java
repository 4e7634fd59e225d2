package dev.hearken.thread;

import dev.hearken.body.Digest;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;

/// Threads in the database. They are not stored: a thread is the comments that name it.
public final class ThreadStore {
  /// A page ends where its ids would take more memory, be it inside of a thread: as many pages as
  /// requests may be at work take an eighth of a small heap.
  private static final int PAGE_BYTES =
      (int) Math.min(1 << 20, Runtime.getRuntime().maxMemory() / 2_048);

  /// What an id takes beside its characters.
  private static final int ID_BYTES = 64;

  /// No page has more ids.
  private static final int MOST_IDS = PAGE_BYTES / ID_BYTES + 1;

  /// How many ids the database hands over at a time.
  private static final int FETCHED = 256;

  private static final RowMapper<Found> FOUND = Rows.of(Found.class);
  private static final RowMapper<Placed> PLACED = Rows.of(Placed.class);

  private final Database database;

  public ThreadStore(Database database) {
    this.database = database;
  }

  /// A comment of a thread.
  ///
  /// @param first when the first comment of the thread was sent
  record Found(Instant first, String threadId, String id, Instant ts, ByteBuffer key) {}

  /// Where a page ends: behind this thread among those that begin at this time, or behind one of
  /// its comments.
  ///
  /// @param inside null when the whole thread was shown
  record Position(Instant first, String threadId, @Nullable Place inside) {}

  /// Where a comment stands in its source.
  record Place(Instant timestamp, ByteBuffer key) {
    byte[] bytes() {
      var bytes = new byte[key.remaining()];
      key.duplicate().get(bytes);
      return bytes;
    }
  }

  /// @param last where the next page begins; null when there is none
  record Page(Id source, List<CommentThread> threads, @Nullable Position last) {
    /// The same page, behind which the threads go on that come after the one it ends.
    Page before(Position ended) {
      return new Page(source, threads, new Position(ended.first(), ended.threadId(), null));
    }
  }

  /// A page, in the order in which threads begin. A thread that is too large for a page goes on on
  /// the next ones, which have nothing else.
  ///
  /// @param start where the page of this source begins
  Page page(Caller caller, FullName name, Function<Id, @Nullable Position> start, int limit) {
    return database.transaction(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_READ).id();
      var after = start.apply(source);
      if (after != null && after.inside() != null) {
        try (var rows = rest(handle, source, after, after.inside()).iterator()) {
          var page = page(source, rows, limit);
          return page.last() == null ? page.before(after) : page;
        }
      }
      try (var rows = read(handle, source, after, limit).iterator()) {
        return page(source, rows, limit);
      }
    });
  }

  private static Page page(Id source, Iterator<Found> rows, int limit) {
    var threads = new ArrayList<CommentThread>();
    Found last = null;
    long bytes = 0;
    while (rows.hasNext()) {
      var row = rows.next();
      boolean begins = last == null || !last.threadId().equals(row.threadId());
      bytes += ID_BYTES + row.id().length() + (begins ? row.threadId().length() : 0);
      if (last != null && ((begins && threads.size() == limit) || bytes > PAGE_BYTES)) {
        var inside = begins ? null : new Place(last.ts(), last.key());
        return new Page(source, threads, new Position(last.first(), last.threadId(), inside));
      }
      if (begins) {
        threads.add(new CommentThread(row.threadId(), new ArrayList<>()));
      }
      threads.getLast().comments().add(row.id());
      last = row;
    }
    return new Page(source, threads, null);
  }

  /// A thread begins with the comment before which it has none. So the comments are walked in the
  /// order of time, and for each of them one look tells.
  private static ResultIterable<Found> read(
      Handle handle, Id source, @Nullable Position after, int limit) {
    return handle
        .createQuery(
            """
            WITH begun AS (
              SELECT c.thread_id, c.thread_key, c.ts
              FROM comment c
              WHERE c.source_id = :source
                AND c.thread_key IS NOT NULL
                AND c.ts >= :after_ts
                AND (c.ts > :after_ts OR c.thread_id COLLATE "C" > :after_id)
                AND NOT EXISTS (
                  SELECT
                  FROM comment e
                  WHERE e.source_id = :source
                    AND e.thread_key = c.thread_key
                    AND (e.ts, e.key) < (c.ts, c.key)
                )
              ORDER BY c.ts, c.thread_id COLLATE "C"
              LIMIT :limit + 1
            )
            SELECT begun.ts AS first, begun.thread_id, m.id, m.ts, m.key
            FROM begun
            CROSS JOIN LATERAL (
              SELECT id, ts, key
              FROM comment
              WHERE source_id = :source AND thread_key = begun.thread_key
              ORDER BY ts, key
              LIMIT :ids
            ) m
            ORDER BY begun.ts, begun.thread_id COLLATE "C", m.ts, m.key
            """)
        .bind("source", source)
        .bind("after_ts", after == null ? Json.FIRST_TIME : after.first())
        .bind("after_id", after == null ? "" : after.threadId())
        .bind("limit", limit)
        .bind("ids", MOST_IDS)
        .setFetchSize(FETCHED)
        .map(FOUND);
  }

  /// What comes behind a place in a thread.
  private static ResultIterable<Found> rest(
      Handle handle, Id source, Position after, Place inside) {
    return handle
        .createQuery(
            """
            SELECT CAST(:first AS timestamptz) AS first, thread_id, id, ts, key
            FROM comment
            WHERE source_id = :source
              AND thread_key = :thread_key
              AND (ts, key) > (:inside_ts, :inside_key)
            ORDER BY ts, key
            LIMIT :ids
            """)
        .bind("source", source)
        .bind("first", after.first())
        .bind("thread_key", Digest.of(after.threadId()))
        .bind("inside_ts", inside.timestamp())
        .bind("inside_key", inside.bytes())
        .bind("ids", MOST_IDS)
        .setFetchSize(FETCHED)
        .map(FOUND);
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
