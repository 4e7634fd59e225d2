package dev.hearken.loading;

import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Where the mails of a bucket hang together, remembered by Message-ID, so that every source and
/// every later reading agrees, whichever mail came first.
final class MailThreads {
  /// More answers in a row, each of them without references, are not followed; nor are two mails
  /// that answer each other, which have the same thread all the same.
  private static final int LONGEST_CHAIN = 1_000;

  /// What is sent and not known yet, as both statements begin.
  private static final String NEWS =
      """
      sent AS (
        SELECT *
        FROM unnest(:keys, :email_keys, :puts, :ids, :threads, :parents, :parent_ids)
          AS sent (key, email_key, put, id, thread_id, parent_key, parent_id)
      ), news AS (
        SELECT sent.*,
          CASE
            WHEN t.key IS NULL THEN sent.thread_id IS DISTINCT FROM sent.id
            ELSE (t.thread_id, t.parent_key) IS DISTINCT FROM (sent.thread_id, sent.parent_key)
          END AS moved
        FROM sent
        LEFT JOIN LATERAL (
          SELECT *
          FROM mail_thread
          WHERE bucket_id = :bucket AND key >= sent.key
          ORDER BY key
          LIMIT 1
        ) t ON t.key = sent.key
        WHERE t.put IS NULL
          OR t.put < sent.put
          OR (t.put = sent.put
            AND (t.thread_id, t.parent_key) IS DISTINCT FROM (sent.thread_id, sent.parent_key))
      )
      """;

  private static final String IS_NEWS =
      "WITH "
          + NEWS
          + """
          SELECT EXISTS (SELECT FROM news)
          """;

  private static final String WRITE =
      "WITH "
          + NEWS
          + """
          , written AS (
            INSERT INTO mail_thread AS t
              (bucket_id, key, email_key, put, thread_id, parent_key, parent_id)
            SELECT :bucket, key, email_key, put, thread_id, parent_key, parent_id
            FROM news
            ORDER BY key
            ON CONFLICT (bucket_id, key) DO UPDATE
            SET email_key = excluded.email_key,
              put = excluded.put,
              thread_id = excluded.thread_id,
              parent_key = excluded.parent_key,
              parent_id = excluded.parent_id
          )
          SELECT key
          FROM news
          WHERE moved
          """;

  private final Handle handle;
  private final Id bucket;

  MailThreads(Handle handle, Id bucket) {
    this.handle = handle;
    this.bucket = bucket;
  }

  /// What a mail says of its thread: either which one it is, or which mail it answers.
  ///
  /// @param key of the comment that it is
  /// @param emailKey the mail
  /// @param put when it was put
  /// @param id its own, as it may name a thread
  /// @param parent the key of the mail that it answers
  /// @param parentId that mail's id, as it may name a thread
  record Said(
      ByteBuffer key,
      ByteBuffer emailKey,
      long put,
      String id,
      @Nullable String thread,
      @Nullable ByteBuffer parent,
      @Nullable String parentId) {}

  /// Remembers what these say; of two that are one comment, what was put later. What a mail said
  /// when it had another Message-ID is forgotten, also where nothing else is new: whoever had read
  /// it before it was put again, for another source, may have remembered it since.
  ///
  /// Who has something new to say is alone in the bucket until his transaction ends, and all others
  /// keep him out until theirs does: so he knows of every mail whose thread somebody looked up
  /// before, and whoever looks one up later knows what he has said.
  ///
  /// @return the keys of those whose answers may have thought of another thread
  List<ByteBuffer> remember(Collection<Said> said) {
    var distinct = new HashMap<ByteBuffer, Said>();
    for (var each : said) {
      distinct.merge(each.key(), each, (one, other) -> one.put() > other.put() ? one : other);
    }
    if (!isNews(distinct.values()) && forgettable(said).isEmpty()) {
      lock("SELECT pg_advisory_xact_lock_shared(hashint8extended(:bucket, 1)) IS NULL");
      return List.of();
    }
    lock("SELECT pg_advisory_xact_lock(hashint8extended(:bucket, 1)) IS NULL");
    var moved = new ArrayList<>(forget(said));
    moved.addAll(write(distinct.values()));
    return moved;
  }

  private void lock(String statement) {
    handle.createQuery(statement).bind("bucket", bucket).mapTo(Boolean.class).one();
  }

  private boolean isNews(Collection<Said> said) {
    return bound(handle.createQuery(IS_NEWS), said).mapTo(Boolean.class).one();
  }

  private Query bound(Query query, Collection<Said> said) {
    return query
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("bucket", bucket)
        .bind("keys", Keys.of(said.stream().map(Said::key)))
        .bind("email_keys", Keys.of(said.stream().map(Said::emailKey)))
        .bindArray("puts", Long.class, said.stream().map(Said::put).toList())
        .bindArray("ids", String.class, texts(said.stream().map(Said::id)))
        .bindArray("threads", String.class, texts(said.stream().map(Said::thread)))
        .bind("parents", Keys.of(said.stream().map(Said::parent)))
        .bindArray("parent_ids", String.class, texts(said.stream().map(Said::parentId)));
  }

  private static Object[] texts(Stream<? extends @Nullable String> texts) {
    return texts.toArray();
  }

  private List<ByteBuffer> forget(Collection<Said> said) {
    var keys = forgettable(said);
    if (keys.isEmpty()) {
      return keys;
    }
    handle
        .createUpdate("DELETE FROM mail_thread WHERE bucket_id = :bucket AND key = ANY(:keys)")
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("bucket", bucket)
        .bind("keys", Keys.of(keys.stream()))
        .execute();
    return keys;
  }

  /// What is deleted is looked for first, for there is next to never anything, and a statement that
  /// did both would read all of a bucket of which the database has no statistics yet.
  private List<ByteBuffer> forgettable(Collection<Said> said) {
    return handle
        .createQuery(
            """
            SELECT t.key
            FROM unnest(:keys, :email_keys, :puts) AS sent (key, email_key, put)
            CROSS JOIN LATERAL (
              SELECT key, put
              FROM mail_thread
              WHERE bucket_id = :bucket AND email_key = sent.email_key
              OFFSET 0
            ) t
            WHERE t.key <> sent.key AND t.put < sent.put
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("bucket", bucket)
        .bind("keys", Keys.of(said.stream().map(Said::key)))
        .bind("email_keys", Keys.of(said.stream().map(Said::emailKey)))
        .bindArray("puts", Long.class, said.stream().map(Said::put).toList())
        .mapTo(ByteBuffer.class)
        .list();
  }

  private List<ByteBuffer> write(Collection<Said> said) {
    return bound(handle.createQuery(WRITE), said).mapTo(ByteBuffer.class).list();
  }

  /// The thread of each of these mails, by its comment's key.
  Map<ByteBuffer, String> of(Collection<Said> said) {
    var threads = new HashMap<ByteBuffer, String>();
    handle
        .createQuery(
            """
            WITH RECURSIVE up AS (
              SELECT sent.key AS mail, t.thread_id, t.parent_key, t.parent_id, 1 AS length
              FROM unnest(:keys) AS sent (key)
              JOIN LATERAL (
                SELECT *
                FROM mail_thread
                WHERE bucket_id = :bucket AND key >= sent.key
                ORDER BY key
                LIMIT 1
              ) t ON t.key = sent.key
              UNION ALL
              SELECT up.mail, t.thread_id, t.parent_key, t.parent_id, up.length + 1
              FROM up
              JOIN LATERAL (
                SELECT *
                FROM mail_thread
                WHERE bucket_id = :bucket AND key >= up.parent_key
                ORDER BY key
                LIMIT 1
              ) t ON t.key = up.parent_key
              WHERE up.length < :longest
            )
            SELECT DISTINCT ON (mail) mail,
              CASE
                WHEN length < :longest OR thread_id IS NOT NULL THEN coalesce(thread_id, parent_id)
                ELSE (
                  SELECT min(circle.parent_id COLLATE "C")
                  FROM up circle
                  WHERE circle.mail = up.mail AND circle.length > :longest / 2
                )
              END AS thread
            FROM up
            ORDER BY mail, length DESC
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("bucket", bucket)
        .bind("keys", Keys.of(said.stream().map(Said::key).distinct()))
        .bind("longest", LONGEST_CHAIN)
        .map((row, _) -> Map.entry(ByteBuffer.wrap(row.getBytes("mail")), row.getString("thread")))
        .forEach(entry -> threads.put(entry.getKey(), entry.getValue()));
    return threads;
  }
}
