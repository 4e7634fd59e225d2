package dev.hearken.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `postmaster.pid`, in which PostgreSQL says who it is and whether it is ready: pid in line 1,
/// port in line 4, state in line 8. A file that a crash left behind says `ready` as well, so the
/// pid must be looked at too.
record PidFile(Path path) {
  /// What the file says.
  record Content(long pid, int port, boolean ready) {}

  /// Empty when there is no file, or it is only just being written.
  Optional<Content> read() {
    try {
      List<String> lines = Files.readAllLines(path);
      if (lines.size() < 4) {
        return Optional.empty();
      }
      return Optional.of(
          new Content(
              Long.parseLong(lines.get(0).strip()),
              Integer.parseInt(lines.get(3).strip()),
              lines.size() >= 8 && lines.get(7).startsWith("ready")));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
