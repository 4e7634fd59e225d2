package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.database.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// A server whose big tables, those whose keys begin with a source or a bucket, are partitioned by
/// that; filled so that no plan that reads everything is the cheaper one.
final class PartitionedCopy implements AutoCloseable {
  /// Of the source and the bucket that statements are asked about.
  static final String PART = "part";

  private static final int PARTITIONS = 4;

  private final Set<String> tables;
  private final TestServer server;

  PartitionedCopy() {
    var database = TestDatabase.fresh();
    tables =
        Jdbi.create(database.superuser())
            .withHandle(handle -> {
              var big = bigTables(handle);
              big.forEach(table -> partition(handle, table));
              return big;
            });
    server = new TestServer(database);
    for (var name : List.of("other", "another", PART)) {
      fill(name);
      fillBucket(name);
    }
    fillRecordings();
    fillAttachments();
    fillLoading();
    fillTranslations();
    server.sql().useHandle(handle -> handle.execute("ANALYZE"));
  }

  /// The big ones.
  Set<String> tables() {
    return tables;
  }

  TestServer server() {
    return server;
  }

  /// The id of the source that was filled, and is asked about.
  long source() {
    return id("/api/v1/sources/DefaultProject/" + PART, "/source/id");
  }

  /// The id of its bucket.
  long bucket() {
    return id("/api/_private/buckets/DefaultProject/" + PART, "/bucket/id");
  }

  private long id(String path, String pointer) {
    return Long.parseUnsignedLong(server.admin().get(path).json().at(pointer).asText(), 16);
  }

  /// Those whose keys begin with a source or a bucket.
  private static Set<String> bigTables(Handle handle) {
    return new TreeSet<>(
        handle
            .createQuery(
                """
                SELECT c.relname
                FROM pg_class c
                JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                WHERE c.relkind = 'r'
                  AND c.relnamespace = CAST('public' AS regnamespace)
                  AND a.attname IN ('source_id', 'bucket_id')
                """)
            .mapTo(String.class)
            .list());
  }

  private static void partition(Handle handle, String table) {
    var first =
        handle
            .createQuery(
                """
                SELECT a.attname
                FROM pg_index i
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                WHERE i.indisprimary AND i.indrelid = CAST(:table AS regclass)
                """)
            .bind("table", table)
            .mapTo(String.class)
            .one();
    var triggers = triggers(handle, table);
    handle.execute("ALTER TABLE " + table + " RENAME TO " + table + "_whole");
    handle.execute(
        "CREATE TABLE %s (LIKE %s_whole INCLUDING ALL) PARTITION BY HASH (%s)"
            .formatted(table, table, first));
    for (int i = 0; i < PARTITIONS; i++) {
      handle.execute(
          "CREATE TABLE %s_%d PARTITION OF %s FOR VALUES WITH (MODULUS %d, REMAINDER %d)"
              .formatted(table, i, table, PARTITIONS, i));
    }
    handle.execute("ALTER TABLE " + table + " OWNER TO hearken");
    handle.execute("DROP TABLE " + table + "_whole");
    triggers.forEach(handle::execute);
  }

  /// What makes them again.
  private static List<String> triggers(Handle handle, String table) {
    return handle
        .createQuery(
            """
            SELECT pg_get_triggerdef(oid)
            FROM pg_trigger
            WHERE tgrelid = CAST(:table AS regclass) AND NOT tgisinternal
            """)
        .bind("table", table)
        .mapTo(String.class)
        .list();
  }

  private void fill(String name) {
    server.admin().put("/api/v1/sources/DefaultProject/" + name, "{\"source\":{}}");
    for (int batch = 0; batch < 2; batch++) {
      int from = batch * 4_000;
      var comments =
          IntStream.range(from, from + 4_000)
              .mapToObj(i ->
                  """
                  {"id": "c%d", "timestamp": "2026-01-31T12:%02d:00Z", "thread_id": "t%d",
                   "messages": [{"body": {"text": "x"}}]}
                  """
                      .formatted(i, i % 60, i / 3))
              .collect(Collectors.joining(",", "{\"comments\":[", "]}"));
      var stored =
          server.admin().post("/api/v1/sources/DefaultProject/" + name + "/sync", comments);
      assertThat(stored.json().path("new").asInt()).as(stored.message()).isEqualTo(4_000);
    }
  }

  private void fillBucket(String name) {
    var bucket = "/api/_private/buckets/DefaultProject/" + name;
    server.admin().put(bucket, "{\"bucket\":{\"bucket_type\":\"emails\"}}");
    var emails =
        IntStream.range(0, 8_000)
            .mapToObj(i ->
                """
                {"id": "e%d", "mailbox": "m", "timestamp": "2026-01-31T12:00:00Z",
                 "mime_content": "x"}
                """
                    .formatted(i))
            .collect(Collectors.joining(",", "{\"emails\":[", "]}"));
    var stored = server.admin().put(bucket + "/emails", emails);
    assertThat(stored.status()).as(stored.message()).isEqualTo(200);
  }

  /// One for each comment.
  private void fillRecordings() {
    server
        .sql()
        .useHandle(handle -> {
          handle.execute(
              """
              INSERT INTO blob (source_id, sha256, blob_id, size, touched_at)
              SELECT source_id, sha256(convert_to(id, 'UTF8')), hashtextextended(id, 0), 1, now()
              FROM comment
              """);
          handle.execute(
              """
              INSERT INTO blob_chunk (source_id, blob_id, position, bytes)
              SELECT source_id, blob_id, 0, '\\x00'
              FROM blob
              """);
          handle.execute(
              """
              INSERT INTO recording (source_id, key, blob_id, content_type, recorded_at)
              SELECT source_id, key, hashtextextended(id, 0), 'audio/wav', now()
              FROM comment
              """);
        });
  }

  /// Each comment names the content of its recording.
  private void fillAttachments() {
    server
        .sql()
        .useHandle(handle ->
            handle.execute(
                """
                UPDATE comment
                SET attachments =
                  '[{"content_hash": "' || encode(sha256(convert_to(id, 'UTF8')), 'hex') || '"}]'
                """));
  }

  /// Each mail is a comment of the source that is called as its bucket, and waits, or failed.
  private void fillLoading() {
    server
        .sql()
        .useHandle(handle -> {
          handle.execute(
              "UPDATE source s SET bucket_id = b.id FROM bucket b WHERE b.name = s.name");
          handle.execute("UPDATE source_load SET walked = '\\xff'");
          handle.execute(
              """
              INSERT INTO mail_comment (source_id, bucket_id, email_key, comment_key, put, digest)
              SELECT s.id, e.bucket_id, e.key, e.key, e.put, e.content_digest
              FROM email e
              JOIN source s USING (bucket_id)
              """);
          handle.execute(
              """
              INSERT INTO email_load (source_id, bucket_id, key, put, reason)
              SELECT source_id, bucket_id, email_key, put, CASE WHEN put % 2 = 0 THEN 'none' END
              FROM mail_comment
              """);
          handle.execute(
              """
              INSERT INTO mail_thread (bucket_id, key, email_key, put, thread_id)
              SELECT bucket_id, key, key, put, id
              FROM email
              """);
          handle.execute(
              """
              INSERT INTO email_skip (source_id, key, put, digest)
              SELECT source_id, comment_key, put, digest
              FROM mail_comment
              """);
        });
  }

  /// Each comment is translated, or waits, and its source is being walked.
  private void fillTranslations() {
    server
        .sql()
        .useHandle(handle -> {
          handle.execute(
              """
              INSERT INTO translated_source (id, walked_ts, walked_key)
              SELECT id, 'infinity', ''
              FROM source
              """);
          handle.execute(
              """
              INSERT INTO comment_translation
                (source_id, key, for_digest, state, messages, served_digest, due_at)
              SELECT source_id, key, messages_digest,
                CASE WHEN get_byte(key, 0) % 8 = 0 THEN 'waiting' ELSE 'done' END, messages,
                messages_digest, now()
              FROM comment
              """);
          handle.execute(
              """
              INSERT INTO translation_queue (source_id, keys)
              SELECT source_id, ARRAY[key]
              FROM comment
              """);
        });
  }

  /// Does it name one of the big tables?
  boolean isBig(String sql) {
    return tables.stream().anyMatch(table -> names(table, sql));
  }

  static boolean names(String table, String sql) {
    return Pattern.compile("(FROM|JOIN|INTO|UPDATE|USING)\\s+" + table + "\\b").matcher(sql).find();
  }

  @Override
  public void close() {
    server.close();
  }
}
