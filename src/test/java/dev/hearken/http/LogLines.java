package dev.hearken.http;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What a logger is told while this is open.
final class LogLines extends Handler implements AutoCloseable {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Logger logger;
  private final Level before;

  LogLines(String name) {
    logger = Logger.getLogger(name);
    before = logger.getLevel();
    logger.setLevel(Level.INFO);
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  /// The next line, once it is there.
  String next() throws InterruptedException {
    var line = lines.poll(20, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("nothing more is said");
    }
    return line;
  }

  /// The lines that were not asked for.
  List<String> rest() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord logged) {
    lines.add(
        logged.getLevel()
            + " "
            + logged.getMessage()
            + (logged.getParameters() == null ? "" : " " + List.of(logged.getParameters())));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.setUseParentHandlers(true);
    logger.removeHandler(this);
    logger.setLevel(before);
  }
}
