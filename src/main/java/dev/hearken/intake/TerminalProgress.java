package dev.hearken.intake;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// Shows how far an import is: on a terminal in one line that changes, else in plain lines.
final class TerminalProgress implements Progress {
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final Duration SELDOM = Duration.ofSeconds(10);
  private static final String ERASE = "\r\033[K";

  private final PrintStream out;
  private final boolean terminal;
  private final long whole;
  private final long begun = System.nanoTime();
  private long shown = begun;
  private long bytes;
  private long things;
  private boolean drawn;

  /// @param whole how many bytes there are to be read; 0 when that is not known
  TerminalProgress(PrintStream out, boolean terminal, long whole) {
    this.out = out;
    this.terminal = terminal;
    this.whole = whole;
  }

  @Override
  public void read(long more) {
    bytes += more;
  }

  @Override
  public void done(long more) {
    things += more;
    long now = System.nanoTime();
    if (now - shown >= (terminal ? OFTEN : SELDOM).toNanos()) {
      shown = now;
      drawn = terminal;
      out.print(terminal ? ERASE + line(now) : line(now) + System.lineSeparator());
      out.flush();
    }
  }

  /// Leaves the terminal as it was.
  void end() {
    if (drawn) {
      out.print(ERASE);
      out.flush();
    }
  }

  private String line(long now) {
    double seconds = (now - begun) / 1e9;
    var line = String.format(Locale.ROOT, "%,d done, %,.0f a second", things, things / seconds);
    if (whole <= 0 || bytes <= 0) {
      return line;
    }
    double share = Math.min((double) bytes / whole, 1);
    return line
        + String.format(
            Locale.ROOT, ", %.0f %%, %s left", 100 * share, left(seconds / share - seconds));
  }

  private static String left(double seconds) {
    long left = Math.round(seconds);
    return left < 60
        ? left + " s"
        : left < 3600
            ? "%d:%02d min".formatted(left / 60, left % 60)
            : "%d:%02d h".formatted(left / 3600, left % 3600 / 60);
  }
}
