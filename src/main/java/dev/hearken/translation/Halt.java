package dev.hearken.translation;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When this server does not ask the service at all: it said when it wants to be asked again, or
/// failed several times in a row, or no more characters may be sent.
final class Halt {
  private static final int PATIENCE = 3;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /// A service that wants to be left alone for longer is asked whether that still holds.
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private long until = System.nanoTime();
  private int failures;
  private @Nullable String why;

  /// Is it not the time?
  synchronized boolean holds() {
    return System.nanoTime() - until < 0;
  }

  /// Why nothing is translated, a sentence; nothing when something is.
  synchronized Optional<String> why() {
    return Optional.ofNullable(why);
  }

  synchronized void succeeded() {
    failures = 0;
    why = null;
  }

  /// @param after what the service asked for, zero for nothing
  synchronized void failed(String reason, Duration after) {
    failures++;
    if (after.isPositive()) {
      rest(reason, after.compareTo(LONGEST_ASKED) < 0 ? after : LONGEST_ASKED);
    } else if (failures >= PATIENCE) {
      var wait = FIRST.multipliedBy(1L << Math.min(failures - PATIENCE, 6));
      rest(reason, wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    }
  }

  synchronized void rest(String reason, Duration wait) {
    until = System.nanoTime() + wait.toNanos();
    why = reason;
  }
}
