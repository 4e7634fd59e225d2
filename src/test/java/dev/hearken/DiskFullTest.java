package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data folder on a disk of 300 MB that somebody else fills up.
class DiskFullTest {
  private static final String TOKEN = "administrator-".repeat(3);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final int LONG = 2_000;

  @TempDir private Path folder;
  private boolean mounted;
  private final Set<String> acknowledged = new TreeSet<>();
  private final Random random = new Random();
  private int number;

  private void mount() throws Exception {
    Files.createDirectory(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", disk().toString());
    assumeTrue(mounted, "skipped: this user may not mount a disk of 300 MB");
  }

  private Path disk() {
    return folder.resolve("disk");
  }

  private static boolean run(String... words) throws Exception {
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk().toString())).isTrue();
    }
  }

  @Test
  void nothingAcknowledgedIsLostAndServiceResumesWhenThereIsRoom() throws Exception {
    mount();
    var log = folder.resolve("server.log");
    var command = TestLaunch.of(disk().resolve("data"), TOKEN);
    command.environment().put("HEARKEN_LOG_LEVEL", "info");
    var process = command.redirectError(log.toFile()).start();
    try {
      var address = address(process);
      for (int i = 0; i < 20; i++) {
        write(address);
      }
      awaitTrue(() -> Files.exists(disk().resolve("data/ballast")), "a ballast is made");
      fill();

      refusesWritesOnlyUntilThereIsRoom(address);
      fill();
      exhaustLog();
      outlivesAFullLog(address);
    } finally {
      process.destroy();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(log))
        .contains("is full")
        .containsOnlyOnce("Freed the ballast")
        .containsOnlyOnce("for reading only")
        .containsOnlyOnce("There is room again")
        .doesNotContain("SEVERE", "Exception");
  }

  private void refusesWritesOnlyUntilThereIsRoom(URI address) throws IOException {
    var refused = writeUntilRefused(address);
    assertThat(refused.headers()).containsKey("retry-after");
    assertThat(refused.body()).contains("\"status\":\"error\"", "no disk space left");
    assertThat(disk().resolve("data/ballast")).exists();
    assertKept(address);
    Files.delete(disk().resolve("filling"));
    awaitTrue(() -> write(address).status() == 200, "writes are taken again");
    assertKept(address);
  }

  /// PostgreSQL ends when its log finds no room.
  private void exhaustLog() throws IOException {
    var port = Files.readAllLines(disk().resolve("data/pg/postmaster.pid")).get(3).strip();
    var password = Files.readAllLines(disk().resolve("data/secret")).get(1);
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/hearken";
    try (var connection = DriverManager.getConnection(url, "hearken", password);
        var statement = connection.createStatement()) {
      while (true) {
        statement.execute("SELECT pg_logical_emit_message(true, 'x', repeat('x', 1000000))");
      }
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.getMessage()).isIn("08006", "57P02", "08003", "53100");
    }
  }

  private void outlivesAFullLog(URI address) throws IOException {
    awaitTrue(() -> !Files.exists(disk().resolve("data/ballast")), "the ballast is freed");
    awaitTrue(() -> get(address, "/api/v1/sources").status() == 200, "reading goes on");
    var refused = put(address, "refused");
    assertThat(refused.status()).as(refused.body()).isEqualTo(503);
    assertThat(refused.body()).contains("takes no writes at the moment");
    assertKept(address);
    Files.delete(disk().resolve("filling"));
    awaitTrue(() -> Files.exists(disk().resolve("data/ballast")), "the ballast is made again");
    awaitTrue(() -> write(address).status() == 200, "writes are taken again");
    assertKept(address);
  }

  private static URI address(Process process) throws IOException {
    var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    var line = "";
    while (!line.contains("listens on ")) {
      line = out.readLine();
      assertThat(line).isNotNull();
    }
    return URI.create(line.replaceFirst("^.*listens on ", ""));
  }

  /// Takes all the room there is.
  private void fill() throws Exception {
    try (var out = Files.newOutputStream(disk().resolve("filling"))) {
      var block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full now.
    }
  }

  /// Makes sources until one is refused, and remembers which were acknowledged.
  private RawConnection.Answer writeUntilRefused(URI address) {
    while (true) {
      var answer = write(address);
      if (answer.status() != 200) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        return answer;
      }
    }
  }

  private RawConnection.Answer write(URI address) {
    var name = "source-" + number++;
    var answer = put(address, name);
    if (answer.status() == 200) {
      acknowledged.add(name);
    }
    return answer;
  }

  private RawConnection.Answer put(URI address, String name) {
    // Random, for what is alike would be packed.
    var words = new StringBuilder();
    while (words.length() < LONG) {
      words.append(Long.toString(random.nextLong(), 36));
    }
    var body =
        "{\"source\":{\"title\":\"%s\",\"description\":\"%s\"}}"
            .formatted(name, words.substring(0, LONG));
    return ask(
        address,
        "PUT /api/v1/sources/DefaultProject/%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(name, TOKEN, body.length(), body));
  }

  private static RawConnection.Answer get(URI address, String path) {
    return ask(
        address,
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n".formatted(path, TOKEN));
  }

  private static RawConnection.Answer ask(URI address, String request) {
    try (var connection = new RawConnection(address)) {
      return connection.send(request).answer();
    }
  }

  private void assertKept(URI address) {
    var kept = new TreeSet<String>();
    var answer = get(address, "/api/v1/sources/DefaultProject");
    answer.json().path("sources").forEach(source -> kept.add(source.path("name").asText()));
    assertThat(kept).as(answer.body()).containsAll(acknowledged);
  }

  private static void awaitTrue(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
