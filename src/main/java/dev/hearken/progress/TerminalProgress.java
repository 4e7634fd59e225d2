package dev.hearken.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Shows how far it is: on a terminal in one line that changes, else in plain lines. Several
/// threads may tell it.
public final class TerminalProgress implements Progress {
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final Duration SELDOM = Duration.ofSeconds(10);

  /// In seconds. What has passed before tells nothing of what is to come.
  private static final double TELLING = 2;

  private static final String ERASE = "\r\033[K";

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final long begun;
  private long shown;
  private long whole;
  private long passed;
  private long things;
  private boolean drawn;

  public TerminalProgress(PrintStream out, boolean terminal) {
    this(out, terminal, System::nanoTime);
  }

  /// @param nanos as of [System#nanoTime]
  TerminalProgress(PrintStream out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.shown = begun;
  }

  /// Is standard error a terminal? Java cannot tell; the launcher does.
  public static boolean onTerminal() {
    return Boolean.getBoolean("hearken.terminal");
  }

  @Override
  public synchronized void whole(LongSupplier parts) {
    whole = parts.getAsLong();
  }

  @Override
  public synchronized void passed(long parts) {
    passed += parts;
  }

  @Override
  public synchronized void done(long more) {
    things += more;
    long now = nanos.getAsLong();
    if (now - shown >= (terminal ? OFTEN : SELDOM).toNanos()) {
      shown = now;
      drawn = terminal;
      out.print(terminal ? ERASE + line(now) : line(now) + System.lineSeparator());
      out.flush();
    }
  }

  /// Leaves the terminal as it was.
  public synchronized void end() {
    if (drawn) {
      drawn = false;
      out.print(ERASE);
      out.flush();
    }
  }

  private String line(long now) {
    double seconds = (now - begun) / 1e9;
    var line = String.format(Locale.ROOT, "%,d done, %,.0f a second", things, things / seconds);
    if (whole <= 0 || passed <= 0) {
      return line;
    }
    double share = Math.min((double) passed / whole, 1);
    line += String.format(Locale.ROOT, ", %.0f %%", 100 * share);
    return seconds < TELLING ? line : line + ", " + left(seconds / share - seconds) + " left";
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
