package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.body.Digest;
import dev.hearken.database.RecordedStatements;
import dev.hearken.database.TestDatabase;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The big tables can be partitioned, or distributed, by what their keys begin with: every
/// statement of the program, as the tests before this one had it executed, is explained on
/// partitioned copies and must touch one partition. See docs/scaling.md.
@LastOfAll
@Tag("database")
class PartitionTest {
  private static final int PARTITIONS = 4;

  /// Rooms that measure; their statements are not the server's.
  private static final Set<String> MEASURING =
      Set.of("bench", "volume", "stock", "load", "yardstick", "kill", "hostile", "mailbench");

  /// What every statement that looks for something in these finds here.
  private static final Set<String> FILLED = Set.of("comment", "email", "email_chunk");

  /// Of a comment and of a mail that are in what was filled.
  private static final Argument KEYS =
      (position, statement, _) -> {
        byte[][] keys = {Digest.of("c0"), Digest.of("e0")};
        statement.setArray(position, statement.getConnection().createArrayOf("bytea", keys));
      };

  private static final Pattern STATEMENT =
      Pattern.compile("(?s)\\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\\b.*");

  private static final Pattern PLACEHOLDER = Pattern.compile("%(\\d\\$)?s");

  private static TestDatabase testDatabase;
  private static Set<String> tables = Set.of();
  private static Map<String, Map<String, Argument>> recorded = Map.of();
  private static TestServer server;
  private static String source = "";
  private static String bucket = "";

  @BeforeAll
  static void prepare() {
    recorded = RecordedStatements.all();
    assumeThat(recorded).as("statements of other tests: run all of them").isNotEmpty();
    testDatabase = TestDatabase.fresh();
    Jdbi.create(testDatabase.superuser())
        .useHandle(handle -> {
          tables = bigTables(handle);
          tables.forEach(table -> partition(handle, table));
        });
    server = new TestServer(testDatabase);
    for (var name : List.of("other", "another", "part")) {
      fill(name);
      fillBucket(name);
    }
    fillRecordings();
    fillAttachments();
    fillLoading();
    source =
        server.admin().get("/api/v1/sources/DefaultProject/part").json().at("/source/id").asText();
    bucket =
        server
            .admin()
            .get("/api/_private/buckets/DefaultProject/part")
            .json()
            .at("/bucket/id")
            .asText();
    server.sql().useHandle(handle -> handle.execute("ANALYZE"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
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

  /// Enough that no plan that reads everything is the cheaper one.
  private static void fill(String name) {
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

  private static void fillBucket(String name) {
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
  private static void fillRecordings() {
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
  private static void fillAttachments() {
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
  private static void fillLoading() {
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

  private static boolean isBig(String sql) {
    return tables.stream().anyMatch(table -> names(table, sql));
  }

  private static boolean names(String table, String sql) {
    return Pattern.compile("(FROM|JOIN|INTO|UPDATE|USING)\\s+" + table + "\\b").matcher(sql).find();
  }

  private static boolean searches(String table, String sql) {
    return names(table, sql.replace("INSERT INTO", ""));
  }

  /// The texts of statements on big tables in the classes of the program.
  private static Set<String> ofTheProgram() throws IOException {
    var classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    var found = new TreeSet<String>();
    try (var files = Files.walk(classes)) {
      for (var file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".class") && !measures(file)) {
          for (var entry : ClassFile.of().parse(file).constantPool()) {
            if (entry instanceof StringEntry text
                && STATEMENT.matcher(text.stringValue()).matches()
                && isBig(text.stringValue())) {
              found.add(text.stringValue());
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean measures(Path file) {
    return MEASURING.contains(file.getName(file.getNameCount() - 2).toString());
  }

  @Test
  void everyStatementOfTheProgramWasRecorded() throws IOException {
    var texts = ofTheProgram();
    assertThat(texts).isNotEmpty();
    texts.removeIf(PartitionTest::wasRecorded);
    assertThat(texts).isEmpty();
  }

  private static boolean wasRecorded(String text) {
    var filledIn =
        PLACEHOLDER
            .splitAsStream(text)
            .map(Pattern::quote)
            .collect(Collectors.collectingAndThen(Collectors.joining(".+"), Pattern::compile));
    return recorded.keySet().stream().anyMatch(filledIn.asMatchPredicate());
  }

  @Test
  void everyStatementTouchesOnePartition() {
    var others = new TreeMap<String, Object>();
    recorded.forEach((sql, values) -> {
      if (isBig(sql)) {
        var touched = touched(plan(sql, values));
        boolean several = touched.values().stream().anyMatch(parts -> parts.size() > 1);
        // Otherwise it would not show where it looks.
        boolean unseen =
            FILLED.stream().anyMatch(table -> searches(table, sql) && !touched.containsKey(table));
        if (several || unseen) {
          others.put(sql, touched);
        }
      }
    });
    assertThat(others).isEmpty();
  }

  /// Executes the statement, of which nothing stays.
  private static JsonNode plan(String sql, Map<String, Argument> values) {
    return server
        .sql()
        .withHandle(handle -> {
          handle.begin();
          handle.execute("SET LOCAL plan_cache_mode = force_custom_plan");
          var query = handle.createQuery("EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) " + sql);
          values.forEach(query::bind);
          here()
              .forEach((name, value) -> {
                if (values.containsKey(name)) {
                  query.bind(name, value);
                }
              });
          if (sql.contains("= ANY(:keys)") || sql.contains("unnest(:keys)")) {
            query.bind("keys", KEYS);
          }
          var plan = query.mapTo(String.class).one();
          handle.rollback();
          return ApiDocument.json(plan).orElseThrow();
        });
  }

  /// What makes a statement one about the source, or the bucket, that was filled.
  private static Map<String, Object> here() {
    return Map.of(
        "owner",
        "DefaultProject",
        "name",
        "part",
        "everywhere",
        true,
        "key",
        Digest.of("e0"),
        "source",
        Long.parseUnsignedLong(source, 16),
        "bucket",
        Long.parseUnsignedLong(bucket, 16));
  }

  /// The partitions that were read or written, by their table.
  private static Map<String, Set<String>> touched(JsonNode plan) {
    var touched = new TreeMap<String, Set<String>>();
    var nodes = new ArrayList<JsonNode>(List.of(plan));
    while (!nodes.isEmpty()) {
      var node = nodes.removeLast();
      node.forEach(nodes::add);
      var relation = node.path("Relation Name").asText();
      var table = relation.replaceFirst("_\\d+$", "");
      if (!relation.equals(table)
          && tables.contains(table)
          && node.path("Actual Loops").asInt() > 0) {
        touched.computeIfAbsent(table, _ -> new TreeSet<>()).add(relation);
      }
    }
    return touched;
  }
}
