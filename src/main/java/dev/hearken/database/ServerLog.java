package dev.hearken.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what PostgreSQL says, as long as it says anything, into the server's log. Unread, a full
/// pipe would stop it.
final class ServerLog {
  /// Put before each line: which kind of process speaks.
  static final String PREFIX = "%b: ";

  private static final System.Logger LOG = System.getLogger("dev.hearken.database.postgres");
  private static final Pattern LINE = Pattern.compile("(?<who>[^:]*): (?<severity>[A-Z]+): .*");
  private static final int KEPT = 40;

  private final Deque<String> last = new ArrayDeque<>();
  private final Thread reader;

  private ServerLog(BufferedReader output) {
    // A thread of the system: a virtual one that waits for a process keeps a processor from all
    // others.
    reader = Thread.ofPlatform().daemon().name("postgres-log").start(() -> read(output));
  }

  static ServerLog of(Process process) {
    return new ServerLog(process.inputReader());
  }

  private void read(BufferedReader output) {
    try (output) {
      String line;
      while ((line = output.readLine()) != null) {
        synchronized (last) {
          last.addLast(line);
          if (last.size() > KEPT) {
            last.removeFirst();
          }
        }
        var said = line;
        LOG.log(levelOf(line), () -> said);
      }
    } catch (IOException _) {
      // The process has ended.
    }
  }

  /// Errors of a client are told to that client, and are part of an ordinary day; what goes wrong
  /// in the server's own processes nobody else hears of.
  static Level levelOf(String line) {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      // A continued line, or the loader that could not start the program at all.
      return Level.DEBUG;
    }
    var ofClient = parts.group("who").equals("client backend");
    return switch (parts.group("severity")) {
      case "PANIC" -> Level.WARNING;
      case "FATAL", "ERROR" -> {
        var refused = line.contains("authentication failed") || line.contains("pg_hba.conf");
        yield ofClient ? (refused ? Level.INFO : Level.DEBUG) : Level.WARNING;
      }
      case "WARNING" -> ofClient ? Level.DEBUG : Level.WARNING;
      default -> Level.DEBUG;
    };
  }

  /// The last lines of a process that has ended.
  List<String> last() throws InterruptedException {
    // Its words arrive after its end; children that live on for a moment may hold the pipe open.
    reader.join(java.time.Duration.ofSeconds(2));
    synchronized (last) {
      return List.copyOf(last);
    }
  }
}
