package dev.hearken.database;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// One run of PostgreSQL, with a watchdog beside it that stops it when this process dies.
final class Postmaster {
  private static final System.Logger LOG = System.getLogger(Postmaster.class.getName());

  /// Waits for its input to end, which happens when this process lets go of it, for whatever
  /// reason.
  private static final String WATCHDOG =
      "while read -r _; do :; done; kill -INT \"$1\" 2>/dev/null";

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=40",
          "shared_buffers=128MB",
          "huge_pages=off",
          "jit=off",
          "max_wal_size=1GB",
          "wal_compression=on",
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_logical_replication_workers=0",
          "timezone=UTC",
          "log_timezone=UTC",
          "log_destination=stderr",
          "logging_collector=off",
          "log_line_prefix=" + ServerLog.PREFIX,
          // Statements and the values in them are no business of a log.
          "log_error_verbosity=terse",
          "log_min_error_statement=panic");

  private static final int FAST_STOP_SECONDS = 60;
  private static final int LOOK_MILLIS = 3;
  private static final int PATIENCE_SECONDS = 10;
  private static final int LAST_WORDS = 3;

  private final Cluster cluster;
  private final int port;
  private final Process postgres;
  private final Process watchdog;
  private final ServerLog log;

  private Postmaster(Cluster cluster, int port, Process postgres, Process watchdog, ServerLog log) {
    this.cluster = cluster;
    this.port = port;
    this.postgres = postgres;
    this.watchdog = watchdog;
    this.log = log;
  }

  /// Starts PostgreSQL, which is not ready then.
  ///
  /// @param further settings that go before ours
  static Postmaster spawn(Cluster cluster, int port, List<String> further) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                cluster.binaries().program("postgres"),
                "-D",
                cluster.data().toString(),
                "-p",
                String.valueOf(port)));
    for (var settings : List.of(SETTINGS, further)) {
      settings.forEach(setting -> words.addAll(List.of("-c", setting)));
    }
    var postgres = cluster.runAs().lasting(words).start();
    try {
      postgres.getOutputStream().close();
      var watchdog =
          cluster
              .runAs()
              .lasting(
                  List.of("sh", "-c", WATCHDOG, "hearken-watchdog", String.valueOf(postgres.pid())))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new Postmaster(cluster, port, postgres, watchdog, ServerLog.of(postgres));
    } catch (IOException e) {
      cluster.runAs().signal("INT", postgres.pid());
      throw e;
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return postgres.pid();
  }

  /// Waits until PostgreSQL takes connections or has ended. Recovery after a crash may take its
  /// time.
  ///
  /// @return whether it takes connections
  boolean awaitReady() throws InterruptedException {
    var told = System.nanoTime();
    while (!postgres.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      // An old file may say "ready" too, of another process.
      var file = PidFile.read(cluster.data());
      if (file.isPresent() && file.get().ready() && file.get().pid() == pid()) {
        return true;
      }
      if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        told = System.nanoTime();
        LOG.log(Level.INFO, "The embedded database is still starting, perhaps recovering");
      }
    }
    dismissWatchdog();
    return false;
  }

  /// Waits for the end, for so long at most.
  ///
  /// @return whether it has ended
  boolean awaitEnd(Duration time) throws InterruptedException {
    if (!postgres.waitFor(time)) {
      return false;
    }
    dismissWatchdog();
    return true;
  }

  /// Of a run that has ended.
  int exitCode() {
    return postgres.exitValue();
  }

  // Before its pipe is closed: by then the number of the ended process may be another's.
  private void dismissWatchdog() {
    watchdog.destroyForcibly();
  }

  boolean lostItsPort() throws InterruptedException {
    return log.last().stream().anyMatch(line -> line.contains("could not create any TCP/IP"));
  }

  /// Whether an earlier run is not gone yet: backends that outlived it still work in the cluster,
  /// or it was killed itself and nobody has taken note of its end.
  boolean foundRemains() throws InterruptedException {
    return log.last().stream()
        .anyMatch(line ->
            line.contains("is still in use")
                || line.contains("lock file \"postmaster.pid\" already exists"));
  }

  /// Whether PostgreSQL ended for want of disk space.
  boolean foundNoRoom() throws InterruptedException {
    return log.last().stream().anyMatch(line -> line.contains("No space left on device"));
  }

  /// What PostgreSQL gave as the reason of its end: what its own processes said, not what it told
  /// clients who came meanwhile.
  String reason() throws InterruptedException {
    var lines = log.last().stream().filter(line -> !line.contains("client backend: ")).toList();
    var worst =
        lines.stream()
            .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
            .map(line -> line.replaceFirst("^.*(FATAL|PANIC): +", ""))
            .collect(Collectors.joining("; "));
    if (!worst.isEmpty()) {
      return worst;
    }
    var last = lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
    return String.join("; ", last) + " (exit code " + postgres.exitValue() + ")";
  }

  /// Stops PostgreSQL without waiting for its clients, and returns when it has ended.
  void stop() {
    try {
      // The same way as when this process dies: the watchdog sees the end of its input.
      try {
        watchdog.getOutputStream().close();
      } catch (IOException _) {
        // It has ended before its time.
      }
      if (!watchdog.isAlive() || !postgres.waitFor(2, TimeUnit.SECONDS)) {
        cluster.runAs().signal("INT", pid());
      }
      if (!postgres.waitFor(FAST_STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "The embedded database does not end: it recovers at the next start");
        cluster.runAs().signal("QUIT", pid());
        if (!postgres.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          postgres.destroyForcibly();
        }
      }
      dismissWatchdog();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
