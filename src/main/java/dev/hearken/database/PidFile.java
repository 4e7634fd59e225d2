package dev.hearken.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `postmaster.pid` says. It is left behind by a server that was killed, so its word counts
/// only together with a look at the process.
///
/// @param pid the server's process
/// @param port where it listens; 0 while it does not say so yet
/// @param ready whether it takes connections
record PidFile(long pid, int port, boolean ready) {
  private static final int PORT_LINE = 3;
  private static final int STATE_LINE = 7;

  /// More than any system gives out, yet a number PostgreSQL accepts.
  private static final String NO_PROCESS = "1073741823";

  static Path in(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /// Nothing when there is none, or when it is being written.
  static Optional<PidFile> read(Path cluster) {
    try {
      var lines = Files.readAllLines(in(cluster));
      return Optional.of(
          new PidFile(
              Long.parseLong(lines.getFirst().strip()),
              lines.size() > PORT_LINE ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0,
              lines.size() > STATE_LINE && lines.get(STATE_LINE).startsWith("ready")));
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /// Whether the process is a PostgreSQL that works in this very cluster, and no other program that
  /// has come by the same number since.
  boolean isServerOf(Path cluster) {
    var process = Path.of("/proc", String.valueOf(pid));
    if (Files.isDirectory(Path.of("/proc/self"))) {
      try {
        // An unpacked runtime that is gone is shown as "postgres (deleted)".
        return Files.readSymbolicLink(process.resolve("exe"))
                .getFileName()
                .toString()
                .startsWith("postgres")
            && Files.isSameFile(process.resolve("cwd"), cluster);
      } catch (IOException _) {
        return false;
      }
    }
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().commandLine())
        .filter(line -> line.contains("postgres") && line.contains(cluster.toString()))
        .isPresent();
  }

  boolean isAlive() {
    return ProcessHandle.of(pid).isPresent();
  }

  /// Makes the file one of a process that is gone. It is not deleted, because PostgreSQL finds in
  /// it what it needs to see whether backends of the killed server are still at work.
  void disown(Path cluster) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(in(cluster)));
    lines.set(0, NO_PROCESS);
    Files.write(in(cluster), lines);
  }
}
