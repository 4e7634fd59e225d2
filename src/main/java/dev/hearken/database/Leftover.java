package dev.hearken.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Logger;

/// What a server that was killed may leave behind: a PostgreSQL that still runs, or its pid file,
/// whose pid may belong to another program by now. Whoever deals with it holds the lock of the
/// folder.
final class Leftover {
  private static final Logger LOG = Logger.getLogger(Leftover.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Leftover() {}

  /// Stops a PostgreSQL that nobody watches any more, and removes a file that says there is one.
  ///
  /// A running one is not used: its version, settings and watchdog are unknown.
  static void clear(DataFolder data, Binaries binaries, Unprivileged runner) throws IOException {
    var content = data.pidFile().read();
    if (content.isPresent() && isOurs(content.get().pid(), data.cluster())) {
      LOG.info("A PostgreSQL of an earlier server still runs in the data folder; it is stopped.");
      stop(content.get().pid(), binaries, runner);
    }
    data.pidFile().delete();
  }

  private static void stop(long pid, Binaries binaries, Unprivileged runner) throws IOException {
    var orphan = ProcessHandle.of(pid);
    try {
      var command = List.of(binaries.program("pg_ctl"), "kill", "INT", String.valueOf(pid));
      Postmaster.builder(runner.command(command)).start().waitFor();
      if (orphan.isPresent()) {
        orphan.get().onExit().get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException(
          "a PostgreSQL of an earlier server (pid %d) does not stop".formatted(pid), e);
    }
  }

  /// Is this process a PostgreSQL that works in this folder?
  private static boolean isOurs(long pid, Path cluster) {
    var process = Path.of("/proc", String.valueOf(pid));
    try {
      return Files.readSymbolicLink(process.resolve("exe")).endsWith("postgres")
          && Files.readSymbolicLink(process.resolve("cwd")).equals(cluster.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
