package dev.hearken.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.comment.CommentCalls;
import java.util.Arrays;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Files go when no comment names them any more, and never before.
@Tag("database")
class AttachmentRemovalTest {
  private static CommentCalls calls;
  private static Jdbi sql;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    sql = calls.server().sql();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  /// Uploads a file to a source and says its hash.
  private static String upload(String source, String file) {
    var path = CommentCalls.PRIVATE + source + "/comments/any/attachments/0";
    return calls
        .server()
        .admin()
        .send("PUT", path, file, "Content-Type", "application/pdf")
        .json()
        .get("content_hash")
        .asText();
  }

  private static String comment(String id, String... hashes) {
    var attachments =
        Arrays.stream(hashes)
            .map(
                """
                {"name": "n", "size": 1, "content_type": "", "content_hash": "%s"}
                """
                    ::formatted)
            .toList();
    return calls.comment(id, ", \"attachments\": " + attachments);
  }

  private static void delete(String source, String comment) {
    var path = CommentCalls.IN_DEFAULT + source + "/comments?id=" + comment;
    assertThat(calls.server().admin().delete(path).status()).isEqualTo(200);
  }

  private static long count(String what, String source) {
    return sql.withHandle(handle ->
        handle
            .createQuery("SELECT count(*) FROM " + what)
            .bind("source", Long.parseUnsignedLong(source, 16))
            .mapTo(Long.class)
            .one());
  }

  private static long files(String source) {
    long chunks = count("blob_chunk WHERE source_id = :source", source);
    assertThat(count("blob WHERE source_id = :source", source)).isEqualTo(chunks);
    return chunks;
  }

  private static long looks(String source) {
    return count(
        """
        scheduled_tasks
        WHERE task_name = 'remove-content'
          AND convert_from(task_data, 'UTF8') LIKE hex_id(:source) || '/%'
        """,
        source);
  }

  /// Does what waits for its turn, as if a day had passed, until this source has nothing to wait
  /// for.
  private static void aDayPasses(String source) throws InterruptedException {
    sql.useHandle(handle -> {
      handle.execute("UPDATE blob SET touched_at = touched_at - interval '26 hours'");
      handle.execute("UPDATE scheduled_tasks SET execution_time = now()");
    });
    try (var jobs = calls.server().hearken().work()) {
      assertThat(jobs).isNotNull();
      for (int i = 0; i < 2_000 && looks(source) > 0; i++) {
        Thread.sleep(5);
      }
    }
    assertThat(looks(source)).isZero();
  }

  @Test
  void whatNobodyNamesGoesAfterADay() throws Exception {
    var source = calls.source("lost");
    upload("lost", "never named");
    assertThat(files(source)).isEqualTo(1);

    aDayPasses(source);

    assertThat(files(source)).isZero();
  }

  @Test
  void theLastCommentThatNamesItTakesItAlong() throws Exception {
    var source = calls.source("shared");
    var hash = upload("shared", "the same");
    calls.sync("shared", comment("a", hash, hash), comment("b", hash));
    aDayPasses(source);
    delete("shared", "a");
    aDayPasses(source);
    assertThat(files(source)).isEqualTo(1);

    delete("shared", "b");
    assertThat(looks(source)).isEqualTo(1);
    aDayPasses(source);

    assertThat(files(source)).isZero();
    assertThat(count("comment_attachment WHERE source_id = :source", source)).isZero();
  }

  @Test
  void aCommentThatNamesAnotherLetsGoOfTheOne() throws Exception {
    var source = calls.source("changed");
    var one = upload("changed", "one");
    var two = upload("changed", "two");
    calls.sync("changed", comment("a", one, two));
    aDayPasses(source);

    calls.sync("changed", comment("a", two, two));
    aDayPasses(source);
    assertThat(files(source)).isEqualTo(1);

    calls.sync("changed", calls.comment("a", ""));
    aDayPasses(source);
    assertThat(files(source)).isZero();
  }

  @Test
  void manyThatGoTogetherAreOneLook() throws Exception {
    var source = calls.source("logo");
    var hash = upload("logo", "a logo");
    for (int i = 0; i < 20; i++) {
      calls.sync("logo", comment("c" + i, hash));
    }
    aDayPasses(source);

    sql.useHandle(
        handle -> handle.execute("DELETE FROM comment WHERE source_id = " + bits(source)));

    assertThat(looks(source)).isEqualTo(1);
    aDayPasses(source);
    assertThat(files(source)).isZero();
  }

  /// Whoever stores a comment that names old content does so while it is about to be removed.
  @Test
  void whatIsNamedAtTheLastMomentStays() throws Exception {
    var source = calls.source("late");
    var hash = upload("late", "late");
    sql.useHandle(handle -> {
      handle.execute("UPDATE blob SET touched_at = touched_at - interval '26 hours'");
      handle.execute("UPDATE scheduled_tasks SET execution_time = now()");
    });
    try (var other = sql.open()) {
      other.begin();
      other.execute(
          """
          INSERT INTO comment (source_id, key, id, ts, messages, properties, attachments,
            content_digest, messages_digest, created, updated)
          VALUES (%d, 'k', 'a', now(), '[]', '{}', '[{"content_hash": "%s"}]', '', '', now(), now())
          """
              .formatted(bits(source), hash));
      try (var jobs = calls.server().hearken().work()) {
        assertThat(jobs).isNotNull();
        for (int i = 0; i < 2_000 && waiting() == 0; i++) {
          Thread.sleep(5);
        }
        assertThat(waiting()).isPositive();
        other.commit();
        for (int i = 0; i < 2_000 && looks(source) > 0; i++) {
          Thread.sleep(5);
        }
      }
    }

    assertThat(looks(source)).isZero();
    assertThat(files(source)).isEqualTo(1);
  }

  @Test
  void twoWhoLetGoOfTheSameAtOnceDoNotLeaveItToEachOther() throws Exception {
    var source = calls.source("race");
    var hash = upload("race", "the same");
    calls.sync("race", comment("a", hash), comment("b", hash));
    aDayPasses(source);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var other = sql.open()) {
      other.begin();
      other.execute("DELETE FROM comment WHERE source_id = " + bits(source) + " AND id = 'a'");
      var second = threads.submit(() -> delete("race", "b"));
      for (int i = 0; i < 2_000 && !second.isDone() && waiting() == 0; i++) {
        Thread.sleep(5);
      }
      other.commit();
      second.get();
    }
    aDayPasses(source);

    assertThat(files(source)).isZero();
  }

  @Test
  void anOlderServerCannotRemoveWhatItTakesForNotHeld() {
    var source = calls.source("older");
    calls.sync("older", comment("a", upload("older", "held")));

    sql.useHandle(handle -> handle.execute("DELETE FROM blob WHERE source_id = " + bits(source)));

    assertThat(files(source)).isEqualTo(1);
  }

  @Test
  void aDeletedSourceFreesItsFilesAtOnce() throws Exception {
    var source = calls.source("deleted");
    calls.sync(
        "deleted", comment("a", upload("deleted", "one")), comment("b", upload("deleted", "two")));
    calls.server().admin().delete("/api/v1/sources/id:" + source);

    try (var jobs = calls.server().hearken().work()) {
      assertThat(jobs).isNotNull();
      for (int i = 0; i < 2_000 && count("blob WHERE source_id = :source", source) > 0; i++) {
        Thread.sleep(5);
      }
    }

    assertThat(files(source)).isZero();
    assertThat(count("comment_attachment WHERE source_id = :source", source)).isZero();
  }

  private static long bits(String source) {
    return Long.parseUnsignedLong(source, 16);
  }

  /// How many wait for another's transaction.
  private static long waiting() {
    return sql.withHandle(handle ->
        handle
            .createQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")
            .mapTo(Long.class)
            .one());
  }
}
