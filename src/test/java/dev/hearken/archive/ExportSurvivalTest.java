package dev.hearken.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.RawConnection;
import dev.hearken.TestServer;
import dev.hearken.comment.CommentCalls;
import dev.hearken.content.FileCalls;
import dev.hearken.http.Limits;
import dev.hearken.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Archives while others write, and when something breaks.
@Tag("database")
class ExportSurvivalTest {
  private static final String EXPORT = "/api/v1/projects/DefaultProject/export";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static CommentCalls calls;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    fill(calls.server(), calls.source("large"), 60, 1 << 20);
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  /// Comments of so many characters, past the server.
  private static void fill(TestServer server, String source, int count, int size) {
    server
        .sql()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO comment (source_id, key, id, ts, messages, properties,
                      content_digest, messages_digest, created, updated)
                    SELECT :source, decode(md5(CAST(i AS text)), 'hex'), 'c' || lpad(CAST(i AS text), 6, '0'),
                      TIMESTAMPTZ '2026-01-01 00:00:00Z' + i * INTERVAL '1 second',
                      '[{"body":{"text":"' || repeat('x', :size) || '"}}]', '{}', '', '',
                      now(), now()
                    FROM generate_series(1, :count) i
                    """)
                .bind("source", Long.parseUnsignedLong(source, 16))
                .bind("count", count)
                .bind("size", size)
                .execute());
  }

  private static void write(OutputStream out, Wanted wanted) {
    var hearken = calls.server().hearken();
    hearken.exports().write(hearken.users().system(), wanted, out, Progress.NONE);
  }

  private static Wanted source(String name) {
    return Wanted.of("DefaultProject", List.of(name));
  }

  /// Does something when the first byte comes, by when the archive has begun.
  private static final class Hooked extends ByteArrayOutputStream {
    private final Runnable first;
    private boolean begun;

    Hooked(Runnable first) {
      this.first = first;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (!begun) {
        begun = true;
        first.run();
      }
      super.write(bytes, offset, length);
    }
  }

  @Test
  void itHasWhatWasThereWhenItBeganWhateverHappensMeanwhile() {
    var id = calls.source("moving");
    calls.sync("moving", calls.comment("kept", ""), calls.comment("changed", ""));
    var admin = calls.server().admin();
    var archive =
        new Hooked(() -> {
          calls.sync(
              "moving",
              calls.comment("new", ""),
              calls.comment("changed", ", \"thread_id\": \"t\""));
          calls.delete("moving", "kept");
          assertThat(admin.delete("/api/v1/sources/id:" + id).status()).isEqualTo(200);
          // As the purge does.
          calls
              .server()
              .sql()
              .useHandle(handle ->
                  handle.execute(
                      "DELETE FROM comment WHERE source_id = ?", Long.parseUnsignedLong(id, 16)));
        });

    write(archive, source("moving"));

    var files = Untarred.of(archive.toByteArray());
    assertThat(files.lines("sources/moving/comments-*.jsonl"))
        .hasSize(2)
        .anyMatch(line -> line.contains("\"id\":\"kept\""))
        .noneMatch(line -> line.contains("thread_id"));
    assertThat(files.names().getLast()).isEqualTo("end.json");
    assertThatThrownBy(() -> write(new ByteArrayOutputStream(), source("moving")))
        .hasMessageContaining("No such source");
  }

  @Test
  void longFilesAreCutIntoParts() {
    fill(calls.server(), calls.source("many"), 25_000, 1);
    var archive = new ByteArrayOutputStream();

    write(archive, source("many"));

    var files = Untarred.of(archive.toByteArray());
    assertThat(files.names().subList(3, 9))
        .containsExactly(
            "sources/many/comments-00001.jsonl",
            "sources/many/times-00001.jsonl",
            "sources/many/comments-00002.jsonl",
            "sources/many/times-00002.jsonl",
            "sources/many/comments-00003.jsonl",
            "sources/many/times-00003.jsonl");
    assertThat(files.lines("sources/many/comments-00002.jsonl")).hasSize(10_000);
    assertThat(files.lines("sources/many/comments-*.jsonl")).hasSize(25_000).isSorted();
    archive.reset();

    write(archive, source("large"));

    files = Untarred.of(archive.toByteArray());
    assertThat(files.lines("sources/large/comments-00001.jsonl")).hasSize(8);
    assertThat(files.lines("sources/large/times-00001.jsonl")).hasSize(8);
    assertThat(files.lines("sources/large/comments-00008.jsonl")).hasSize(4);
  }

  @Test
  void moreSourcesThanTheDatabaseHandsOverAtOnceAreAllThere() {
    var server = calls.server();
    server.admin().put("/api/_private/projects/wide", "{\"project\": {}, \"user_ids\": []}");
    server
        .sql()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO source (id, project_id, name, title, description, language,
                  should_translate, sensitive_properties, kind, created_at, updated_at)
                SELECT i, p.id, 's' || lpad(CAST(i AS text), 4, '0'), '', '', 'en', false, '{}',
                  'unknown', now(), now()
                FROM generate_series(1, 1201) i
                CROSS JOIN project p
                WHERE p.name = 'wide'
                """));
    for (int source : List.of(1, 500, 501, 1_201)) {
      fill(server, "%016x".formatted(source), 10, 1);
    }
    var archive = new ByteArrayOutputStream();

    write(archive, Wanted.whole("wide"));

    var files = Untarred.of(archive.toByteArray());
    assertThat(files.lines("sources.jsonl")).hasSize(1_201);
    assertThat(files.lines("sources/s1201/comments-00001.jsonl")).hasSize(10);
    assertThat(files.json("end.json").path("comments").asInt()).isEqualTo(40);
  }

  @Test
  void onlyTwoAreMadeAtOnce() throws Exception {
    var begun = new CountDownLatch(2);
    var free = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2; i++) {
        var _ =
            executor.submit(() ->
                write(
                    new Hooked(() -> {
                      begun.countDown();
                      await(free);
                    }),
                    source("large")));
      }
      await(begun);

      var third = new FileCalls(calls.server()).send("GET", EXPORT, null);

      free.countDown();
      assertThat(FileCalls.message(third)).startsWith("503 The server is reading as much");
      assertThat(third.headers().firstValue("Retry-After")).isPresent();
      assertThat(third.headers().firstValue("Content-Disposition")).isEmpty();
    }
    write(new ByteArrayOutputStream(), source("large"));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatNobodyTakesAnyMoreEndsAtOnce() {
    for (int i = 0; i < 5; i++) {
      var full =
          new OutputStream() {
            private long room = 20 << 20;

            @Override
            public void write(int octet) throws IOException {
              write(new byte[1], 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
              room -= length;
              if (room < 0) {
                throw new IOException("full");
              }
            }
          };
      assertThatThrownBy(() -> write(full, source("large")))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("full");
    }
    assertSoon(ExportSurvivalTest::nobodyReads);
  }

  private static boolean nobodyReads() {
    return calls
        .server()
        .sql()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) = 0
                    FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE 'COPY %' AND state = 'active'
                    """)
                .mapTo(Boolean.class)
                .one());
  }

  private static void assertSoon(BooleanSupplier condition) {
    var end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("in time").isBefore(end);
      Thread.onSpinWait();
    }
  }

  private static RawConnection asked(TestServer server) {
    return server
        .connection()
        .send(
            "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
                .formatted(EXPORT + "?source=large", server.admin().bearer()));
  }

  @Test
  void aClientThatGoesAwayLeavesNothingAtWork() {
    try (var connection = asked(calls.server())) {
      assertSoon(connection::isAnswered);
      assertThat(nobodyReads()).isFalse();
    }
    assertSoon(ExportSurvivalTest::nobodyReads);
  }

  @Test
  void aDatabaseThatBreaksBreaksTheArchiveOff() {
    try (var connection = asked(calls.server())) {
      assertSoon(connection::isAnswered);
      calls
          .server()
          .sql()
          .useHandle(handle ->
              handle.execute(
                  """
                  SELECT pg_terminate_backend(pid)
                  FROM pg_stat_activity
                  WHERE datname = current_database() AND query LIKE 'COPY %' AND state = 'active'
                  """));

      assertThatThrownBy(connection::answer).hasMessageContaining("closed");
    }
    write(new ByteArrayOutputStream(), source("large"));
  }

  @Test
  void whoTakesItTooSlowlyIsCutOff() {
    var standard = Limits.STANDARD;
    var limits =
        new Limits(
            standard.connections(),
            standard.requests(),
            standard.idle(),
            standard.head(),
            1L << 40,
            Duration.ofMillis(2),
            0);
    try (var server = new TestServer(limits)) {
      var id =
          server
              .admin()
              .put(CommentCalls.IN_DEFAULT + "large", "{\"source\":{}}")
              .json()
              .at("/source/id")
              .asText();
      fill(server, id, 60, 1 << 20);
      try (var connection = asked(server)) {
        assertThatThrownBy(connection::answer).hasMessageContaining("closed");
      }
    }
  }
}
