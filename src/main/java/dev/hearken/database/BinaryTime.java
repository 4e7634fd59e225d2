package dev.hearken.database;

import java.time.Instant;

/// A `timestamptz` in the binary form of PostgreSQL: microseconds since 2000.
final class BinaryTime {
  private static final long EPOCH_SECOND = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
  private static final long MICROS = 1_000_000;
  private static final int NANOS_OF_MICRO = 1_000;

  private BinaryTime() {}

  /// Cut to microseconds.
  static long micros(Instant at) {
    return (at.getEpochSecond() - EPOCH_SECOND) * MICROS + at.getNano() / NANOS_OF_MICRO;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        EPOCH_SECOND + Math.floorDiv(micros, MICROS),
        Math.floorMod(micros, MICROS) * NANOS_OF_MICRO);
  }
}
