package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.body.Digest;
import dev.hearken.database.RecordedStatements;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The big tables can be partitioned, or distributed, by what their keys begin with: every
/// statement of the program, as the tests before this one had it executed, is explained on
/// partitioned copies and must touch one partition. See docs/scaling.md.
@LastOfAll
@Tag("database")
class PartitionTest {
  /// Rooms that measure; their statements are not the server's.
  private static final Set<String> MEASURING =
      Set.of(
          "bench",
          "filebench",
          "volume",
          "stock",
          "load",
          "yardstick",
          "kill",
          "hostile",
          "mailbench");

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

  private static Map<String, Map<String, Argument>> recorded = Map.of();
  private static @Nullable PartitionedCopy copy;

  @BeforeAll
  static void prepare() {
    recorded = RecordedStatements.all();
    assumeThat(recorded).as("statements of other tests: run all of them").isNotEmpty();
    copy = new PartitionedCopy();
  }

  @AfterAll
  static void stop() {
    if (copy != null) {
      copy.close();
    }
  }

  private static PartitionedCopy copy() {
    return Objects.requireNonNull(copy);
  }

  private static boolean searches(String table, String sql) {
    return PartitionedCopy.names(table, sql.replace("INSERT INTO", ""));
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
                && copy().isBig(text.stringValue())) {
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
      if (copy().isBig(sql)) {
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

  @Test
  void comparingTouchesOnePartition() {
    var marks =
        ofOnePartition(
            """
            SELECT compared_comments(:source, '{}', array_agg(key), array_agg(content_digest),
              array_agg(messages_digest), array_agg(CAST(properties AS text)))
            FROM (SELECT * FROM comment WHERE source_id = :source LIMIT 100) stored
            """);

    assertThat(marks).isEqualTo("=".repeat(100));
  }

  /// One of them is new, and the others have another thread.
  @Test
  void writingTouchesOnePartition() {
    var added =
        ofOnePartition(
            """
            SELECT CAST(added AS text)
            FROM (
              SELECT array_agg(key) AS keys, array_agg(id) AS ids, array_agg(ts) AS times,
                array_agg(thread_id) AS threads, array_agg(thread_key) AS thread_keys,
                array_agg(text_format) AS formats, array_agg(messages) AS messages,
                array_agg(CAST(properties AS text)) AS properties,
                array_agg(attachments) AS attachments, array_agg(messages_digest) AS texts
              FROM (
                SELECT *
                FROM comment
                WHERE source_id = :source
                ORDER BY key
                LIMIT 10
              ) stored
            ) sent
            CROSS JOIN LATERAL written_comments(
              :source, '{}', true, now(), NULL, keys || decode(repeat('ff', 17), 'hex'), ids || 'last'::text,
              times || now(), threads || NULL::text, thread_keys || NULL::bytea,
              formats || NULL::text, messages || '[]'::text, properties || '{}'::text,
              attachments || NULL::text, array_fill(decode('00', 'hex'), ARRAY[11]),
              texts || decode('00', 'hex')
            )
            """);

    assertThat(added).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPageTouchesOnePartition(boolean descending) {
    var ids =
        ofOnePartition(
            """
            SELECT encode(comment_page(:source, false, '{}', %s, %s, 10, 1000), 'escape')
            """
                .formatted(
                    descending,
                    descending ? "'infinity', '', '-infinity'" : "'-infinity', '', 'infinity'"));

    assertThat(ids).isNotEmpty();
  }

  /// What a function reads stands in no plan: it is seen by what was scanned. Nothing of it stays.
  private static String ofOnePartition(String sql) {
    return copy()
        .server()
        .sql()
        .withHandle(handle -> {
          handle.begin();
          var found =
              handle.createQuery(sql).bind("source", copy().source()).mapTo(String.class).one();
          var read =
              handle
                  .createQuery(
                      """
                      SELECT relname
                      FROM pg_stat_xact_user_tables
                      WHERE relname ~ '^comment_[0-9]+$' AND seq_scan + idx_scan > 0
                      """)
                  .mapTo(String.class)
                  .list();
          handle.rollback();
          assertThat(read).hasSize(1);
          return found;
        });
  }

  /// Executes the statement, of which nothing stays.
  private static JsonNode plan(String sql, Map<String, Argument> values) {
    return copy()
        .server()
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
        PartitionedCopy.PART,
        "everywhere",
        true,
        "key",
        Digest.of("e0"),
        "source",
        copy().source(),
        "bucket",
        copy().bucket());
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
          && copy().tables().contains(table)
          && node.path("Actual Loops").asInt() > 0) {
        touched.computeIfAbsent(table, _ -> new TreeSet<>()).add(relation);
      }
    }
    return touched;
  }
}
