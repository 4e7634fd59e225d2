package dev.hearken.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Tells a clock that goes from one that jumped: it is held against one that only counts since this
/// server began, and against that of the database. How long the server was off counts for nothing.
public final class TrustedClock {
  private static final Duration MOST = Duration.ofDays(1);

  private final Clock clock;
  private final LongSupplier nanos;
  private final Instant begun;
  private final long begunNanos;

  public TrustedClock(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.begun = clock.instant();
    this.begunNanos = nanos.getAsLong();
  }

  Instant now() {
    return clock.instant();
  }

  /// What is wrong with it, as the beginning of a sentence; nothing when it can be trusted.
  ///
  /// @param database what the database takes the time for
  Optional<String> jump(Instant database) {
    var now = now();
    var expected = begun.plusNanos(nanos.getAsLong() - begunNanos);
    if (apart(now, expected)) {
      return Optional.of(
          "The clock says %s, but from when the server began it should be %s"
              .formatted(now, expected));
    }
    if (apart(now, database)) {
      return Optional.of("The clock says %s, that of the database %s".formatted(now, database));
    }
    return Optional.empty();
  }

  private static boolean apart(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(MOST) > 0;
  }
}
