package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.Eventually;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a sync stores, counts and costs.
@Tag("database")
class CommentSyncTest {
  private static final int UPLOADERS = 8;

  private static CommentCalls calls;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  @Test
  void countersCountTheDifferentIdsOfTheWholeBodyAndTheLastWins() {
    calls.source("counts");
    assertThat(
            calls.counts(
                calls.sync(
                    "counts",
                    calls.comment("a", ""),
                    calls.comment("b", ""),
                    calls.comment("a", ",\"thread_id\":\"2\""))))
        .isEqualTo("2 0 0 0 0");
    assertThat(calls.read("counts", "a").get("thread_id").asText()).isEqualTo("2");
    var changed = calls.comment("a", ",\"thread_id\":\"2\",\"user_properties\":{\"number:n\":1}");
    assertThat(
            calls.counts(
                calls.sync("counts", changed, calls.comment("b", ""), calls.comment("c", ""))))
        .isEqualTo("1 1 1 0 1");
    assertThat(calls.counts(calls.sync("counts", changed.replace(":1}", ":1.0}"))))
        .isEqualTo("0 0 1 0 0");
    assertThat(calls.counts(calls.sync("counts", calls.comment("b", "").replace("\"x\"", "\"y\""))))
        .isEqualTo("0 1 0 1 0");
    assertThat(calls.counts(calls.sync("counts"))).isEqualTo("0 0 0 0 0");
  }

  @Test
  void aBodyOverEightMebibytesIsStoredSliceBySliceAllOrNothing() {
    calls.source("large");
    var text = "y".repeat(6_000);
    var comments =
        IntStream.range(0, 2_500)
            .mapToObj(i -> calls.comment("c" + i, "").replace("\"x\"", "\"" + text + "\""))
            .toArray(String[]::new);
    var last = comments[2_499];
    comments[2_499] = last.replace("2026-01-31T", "");
    var refused = calls.sync("large", comments);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).contains("'comments[2499].timestamp'", "'c2499'", "'12:00:00Z'");
    assertThat(calls.read("large", "c0")).isNull();

    comments[2_499] = last;
    assertThat(calls.counts(calls.sync("large", comments))).isEqualTo("2500 0 0 0 0");
    assertThat(calls.counts(calls.sync("large", comments))).isEqualTo("0 0 2500 0 0");
    assertThat(calls.read("large", "c2499").at("/messages/0/body/text").asText()).isEqualTo(text);
  }

  /// A small body is compared and written by one, but behind one in which nothing differed.
  @ParameterizedTest
  @CsvSource({"100, 1, 1, 2, 1, 1", "300000, 2, 1, 2, 2, 2"})
  void syncIsOneStatementOrTwo(
      int length, int added, int unchanged, int changed, int hidden, int open) {
    var source = "statements" + length;
    calls.source(source);
    var blind =
        calls.server().user(source, Map.of("DefaultProject", List.of("sources-add-comments")));
    var text = "z".repeat(length);
    var comments =
        Stream.of("a", "b", "c")
            .map(id -> calls.comment(id, ",\"user_properties\":{\"string:Secret\":\"1\"}"))
            .map(comment -> comment.replace("\"x\"", "\"" + text + "\""))
            .toArray(String[]::new);

    assertThat(spent(calls.server().admin(), source, "3 0 0 0 0", comments)).isEqualTo(1 + added);
    assertThat(spent(calls.server().admin(), source, "0 0 3 0 0", comments))
        .isEqualTo(1 + unchanged);
    comments[0] = comments[0].replace("12:00", "13:00");
    comments[1] = comments[1].replace("zz", "zy");
    assertThat(spent(calls.server().admin(), source, "0 2 1 1 0", comments)).isEqualTo(1 + changed);
    comments[2] = comments[2].replace("\"1\"", "\"2\"");
    assertThat(spent(blind, source, "0 0 3 0 0", comments)).isEqualTo(1 + hidden);
    comments[2] = comments[2].replace("Secret", "Open");
    assertThat(spent(blind, source, "0 1 2 0 1", comments)).isEqualTo(1 + open);
    assertThat(calls.read(source, "c").get("user_properties").toString())
        .isEqualTo("{\"string:Open\":\"2\",\"string:Secret\":\"2\"}");
    assertThat(calls.read(source, "a").get("timestamp").asText()).contains("13:00");
  }

  private static long spent(
      TestServer.Client client, String source, String counts, String... comments) {
    long before = calls.server().database().statements();
    assertThat(calls.counts(calls.sync(client, source, comments))).isEqualTo(counts);
    return calls.server().database().statements() - before;
  }

  @Test
  void aBatchReadsNoMoreThanItsCommentsThoughTheDatabaseKnowsNothingOfTheSource() {
    calls.source("known");
    calls.sync("known", comments(3_000));
    calls.server().sql().useHandle(handle -> handle.execute("ANALYZE comment"));
    calls.source("unknown");
    long before = found();
    calls.sync("unknown", comments(3_000));
    var few = comments(10);
    long syncs = 0;
    // What a connection has read is told about once a second, with what it had read before.
    for (long end = System.nanoTime() + 2_500_000_000L; System.nanoTime() < end; syncs++) {
      assertThat(calls.counts(calls.sync("unknown", few))).isEqualTo("0 0 10 0 0");
    }
    assertThat(found() - before).isBetween(1L, 10_000 + 20 * syncs);
  }

  private static String[] comments(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> calls.comment("c" + i, ""))
        .toArray(String[]::new);
  }

  /// How many entries of the index of keys have been read.
  private static long found() {
    return calls
        .server()
        .database()
        .with(handle ->
            handle
                .createQuery(
                    "SELECT idx_tup_read FROM pg_stat_user_indexes WHERE indexrelname = 'comment_pkey'")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void overlappingBatchesNeitherFailNorLose() throws Exception {
    calls.source("rush");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Answer>>();
      for (int i = 0; i < UPLOADERS * 4; i++) {
        int round = i;
        answers.add(
            threads.submit(() -> {
              var ids =
                  new ArrayList<>(
                      IntStream.range(0, 60).map(n -> (n * 7 + round * 13) % 100).boxed().toList());
              return calls.sync(
                  "rush",
                  ids.stream()
                      .map(n -> calls.comment("r" + n, ",\"thread_id\":\"" + round + "\""))
                      .toArray(String[]::new));
            }));
      }
      for (var answer : answers) {
        var json = answer.get().json();
        assertThat(answer.get().status()).as(answer.get().message()).isEqualTo(200);
        assertThat(
                json.get("new").asInt()
                    + json.get("updated").asInt()
                    + json.get("unchanged").asInt())
            .isEqualTo(60);
      }
    }
    assertThat(
            calls
                .server()
                .admin()
                .get(CommentCalls.PRIVATE + "rush/comments?limit=256")
                .json()
                .get("comments"))
        .hasSize(100);
  }

  /// What differs is written by one statement as long as nobody translates the source.
  @Test
  void whatIsWrittenWhileTranslationBeginsIsToBeTranslated() {
    calls.source("begins");
    var sql = calls.server().sql();
    var syncing =
        sql.inTransaction(handle -> {
          long source =
              handle
                  .createQuery("SELECT id FROM source WHERE name = 'begins'")
                  .mapTo(Long.class)
                  .one();
          handle.execute("SELECT pg_advisory_xact_lock(?)", source);
          handle.execute("UPDATE source SET should_translate = true WHERE id = ?", source);
          handle.execute("INSERT INTO translator (service, seen_at) VALUES ('test', now())");
          var begun =
              CompletableFuture.supplyAsync(() -> calls.sync("begins", calls.comment("c", "")));
          Eventually.holds(
              "the sync waits for the lock",
              Duration.ofSeconds(10),
              () ->
                  sql.withHandle(other ->
                      other
                              .createQuery(
                                  """
                                  SELECT count(*)
                                  FROM pg_locks l
                                  JOIN pg_database d ON d.oid = l.database
                                  WHERE d.datname = current_database()
                                    AND l.locktype = 'advisory' AND NOT l.granted
                                  """)
                              .mapTo(Integer.class)
                              .one()
                          == 1));
          return begun;
        });

    assertThat(calls.counts(syncing.join())).isEqualTo("1 0 0 0 0");
    assertThat(calls.read("begins", "c").get("id").asText()).isEqualTo("c");
    var queued =
        sql.withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*)
                    FROM translation_queue q
                    JOIN source s ON s.id = q.source_id
                    WHERE s.name = 'begins'
                    """)
                .mapTo(Integer.class)
                .one());
    assertThat(queued).isEqualTo(1);
  }

  /// Else it would walk over all that was deleted, and is not yet removed, to the next one.
  @Test
  void whereACommentIsNotThereNobodyLooksOn() {
    calls.source("gaps");
    calls.sync("gaps", calls.comment("there", ""));

    var fetched =
        calls
            .server()
            .sql()
            .inTransaction(handle -> {
              var marks =
                  handle
                      .createQuery(
                          """
                          SELECT compared_comments(s.id, '{}', ARRAY[decode('00', 'hex')],
                            ARRAY[CAST('' AS bytea)], ARRAY[CAST('' AS bytea)], ARRAY['{}'])
                          FROM source s
                          WHERE s.name = 'gaps'
                          """)
                      .mapTo(String.class)
                      .one();
              assertThat(marks).isEqualTo("n");
              return handle
                  .createQuery(
                      "SELECT idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'comment'")
                  .mapTo(Long.class)
                  .one();
            });

    assertThat(fetched).isZero();
  }
}
