package dev.hearken.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Sets up the one log of the process. Libraries that log by other means end in `java.util.logging`
/// too.
public final class Log {
  /// Libraries that say at INFO what only their authors want to know.
  private static final List<String> NOISY =
      List.of("org.flywaydb", "org.eclipse.jetty", "org.postgresql", "java", "sun");

  /// Warns of each connection that breaks, with a stack trace: when a database ends, of all at
  /// once. What that means for requests is logged by those who wait for them.
  private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

  /// Complains at every look for work while the database is away, which others say once.
  private static final Logger SILENT = Logger.getLogger("com.github.kagkarlsson");

  /// Kept from the garbage collector, which would take their levels along.
  private static final List<Logger> QUIETED = NOISY.stream().map(Logger::getLogger).toList();

  private Log() {}

  /// Sends every record from a level on to a stream.
  ///
  /// @param json whether lines are JSON
  public static void install(boolean json, Level level, PrintStream stream) {
    var root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new Lines(json ? new JsonLine() : new TextLine(), stream));
    root.setLevel(level);
    SILENT.setLevel(Level.OFF);
    QUIETED.forEach(logger -> logger.setLevel(Level.WARNING));
    POOL.setLevel(Level.SEVERE);
  }

  private static final class Lines extends Handler {
    private final PrintStream stream;

    Lines(Formatter line, PrintStream stream) {
      this.stream = stream;
      setFormatter(line);
    }

    /// One write a line, so that lines of several threads do not mix.
    @Override
    public void publish(LogRecord logged) {
      if (isLoggable(logged)) {
        stream.writeBytes(getFormatter().format(logged).getBytes(StandardCharsets.UTF_8));
        stream.flush();
      }
    }

    @Override
    public void flush() {
      stream.flush();
    }

    @Override
    public void close() {
      stream.flush();
    }
  }
}
