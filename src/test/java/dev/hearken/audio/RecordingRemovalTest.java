package dev.hearken.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.comment.CommentCalls;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The bytes of recordings go when nobody has them any more.
@Tag("database")
class RecordingRemovalTest {
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

  /// A source with comments that have this recording, and its id.
  private static String source(String name, String recording, String... comments) {
    var id = calls.source(name);
    for (var comment : comments) {
      calls.sync(name, calls.comment(comment, ""));
      assertThat(put(name, comment, recording)).isEqualTo(200);
    }
    return id;
  }

  private static int put(String source, String comment, String recording) {
    var path = CommentCalls.PRIVATE + source + "/comments/" + comment + "/audio";
    return calls
        .server()
        .admin()
        .send("PUT", path, recording, "Content-Type", "audio/wav")
        .status();
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

  private static long chunks(String source) {
    return count("blob_chunk WHERE source_id = :source", source);
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
      handle.execute("UPDATE blob SET touched_at = touched_at - interval '25 hours'");
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
  void theLastCommentThatHasItTakesItAlong() throws Exception {
    var source = source("shared", "the same", "a", "b");
    assertThat(chunks(source)).isEqualTo(1);
    delete("shared", "a");
    aDayPasses(source);
    assertThat(chunks(source)).isEqualTo(1);

    delete("shared", "b");
    aDayPasses(source);

    assertThat(chunks(source)).isZero();
    assertThat(count("blob WHERE source_id = :source", source)).isZero();
  }

  @Test
  void twoWhoLetGoOfTheSameAtOnceDoNotLeaveItToEachOther() throws Exception {
    var source = source("race", "the same", "a", "b");
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

    assertThat(chunks(source)).isZero();
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

  @Test
  void theSameAgainLetsGoOfNothing() throws Exception {
    var source = source("again", "the same", "a");
    aDayPasses(source);

    assertThat(put("again", "a", "the same")).isEqualTo(200);
    assertThat(looks(source)).isZero();

    assertThat(put("again", "a", "another")).isEqualTo(200);
    assertThat(looks(source)).as("the new one, and the old one").isEqualTo(2);
    aDayPasses(source);
    assertThat(chunks(source)).isEqualTo(1);
  }

  @Test
  void aDeletedSourceFreesItsRecordingsAtOnce() throws Exception {
    var source = source("deleted", "the same", "a", "b");
    calls.server().admin().delete("/api/v1/sources/id:" + source);

    try (var jobs = calls.server().hearken().work()) {
      assertThat(jobs).isNotNull();
      for (int i = 0; i < 2_000 && count("blob WHERE source_id = :source", source) > 0; i++) {
        Thread.sleep(5);
      }
    }

    assertThat(chunks(source)).isZero();
    assertThat(count("blob WHERE source_id = :source", source)).isZero();
    assertThat(count("recording WHERE source_id = :source", source)).isZero();
  }
}
