package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server in a process of its own that is told to stop while it works.
class StopTest {
  private static final String TOKEN = "administrator-".repeat(3);
  private static final String BODY = "{\"source\":{\"title\":\"finished\"}}";
  private static final Duration LEAST = Duration.ofSeconds(9);
  private static final Duration TO_STOP = Duration.ofSeconds(15);

  @TempDir private static Path folder;

  private record Running(Process process, URI address, Path log) implements AutoCloseable {
    static Running start() throws Exception {
      var log = Files.createTempFile(folder, "server", ".log");
      var command = TestLaunch.of(folder.resolve("data"), TOKEN);
      command.environment().put("HEARKEN_LOG_LEVEL", "info");
      var process = command.redirectError(log.toFile()).start();
      var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
      var line = out.readLine();
      while (line != null && !line.contains("listens on ")) {
        line = out.readLine();
      }
      assertThat(line).as(Files.readString(log)).isNotNull();
      return new Running(process, URI.create(line.replaceFirst("^.*listens on ", "")), log);
    }

    /// A request whose body is not there yet.
    RawConnection begun(String name) {
      double before = atWork();
      var connection =
          new RawConnection(address)
              .send(
                  "PUT /api/v1/sources/DefaultProject/%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n{"
                      .formatted(name, TOKEN, BODY.length()));
      Eventually.holds("the request is at work", TO_STOP, () -> atWork() > before);
      return connection;
    }

    /// How many requests the server has begun and not answered, with the one that asks.
    private double atWork() {
      try (var connection = new RawConnection(address)) {
        var figures = connection.ask("GET /metrics HTTP/1.1", "Host: x").body();
        return Double.parseDouble(
            figures.replaceFirst("(?s).*\\nhearken_http_requests_at_work (\\S+).*", "$1"));
      }
    }

    void awaitRefusal() {
      Eventually.holds("nothing new is taken", TO_STOP, () -> !accepts());
    }

    private boolean accepts() {
      try {
        new RawConnection(address).close();
        return true;
      } catch (UncheckedIOException e) {
        return false;
      }
    }

    void assertEndedWell() throws Exception {
      assertThat(process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(Files.readString(log)).doesNotContain("WARN", "SEVERE", "ERROR", "Exception");
      assertThat(folder.resolve("data/pg/postmaster.pid")).doesNotExist();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  @Test
  void whatIsAtWorkIsFinishedAndNothingNewIsTaken() throws Exception {
    try (var server = Running.start();
        var slow = server.begun("slow");
        var idle = new RawConnection(server.address())) {
      assertThat(idle.ask("GET /health/live HTTP/1.1", "Host: x").status()).isEqualTo(200);
      server.process().destroy();
      server.awaitRefusal();
      assertThatThrownBy(() -> new RawConnection(server.address()))
          .isInstanceOf(UncheckedIOException.class);
      // Longer than an idle connection is given when the server stops.
      Thread.sleep(2_000);
      assertThat(server.process().isAlive()).isTrue();

      var answer = slow.send(BODY.substring(1)).answer();

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.json().at("/source/title").asText()).isEqualTo("finished");
      long answered = System.nanoTime();
      server.assertEndedWell();
      assertThat(Duration.ofNanos(System.nanoTime() - answered)).isLessThan(LEAST);
    }
  }

  @Test
  void requestsThatDoNotEndAreRefusedOrCutOffInTheEnd() throws Exception {
    try (var server = Running.start();
        var silent = server.begun("silent");
        var trickling = server.begun("trickling")) {
      long begun = System.nanoTime();
      server.process().destroy();
      while (server.process().isAlive() && System.nanoTime() - begun < LEAST.toNanos()) {
        trickling.send(" ");
        Thread.sleep(500);
      }
      assertThat(silent.answer().status()).isEqualTo(408);
      server.assertEndedWell();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(LEAST, TO_STOP);
      assertThat(trickling.isClosedInTheEnd()).isTrue();
    }
  }
}
