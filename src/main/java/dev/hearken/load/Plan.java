package dev.hearken.load;

import java.time.Duration;

/// How long, and how many at once.
///
/// @param rounds how often both sides take turns
/// @param round how long a turn takes
/// @param warmUp of each side, before anything counts
public record Plan(int connections, int rounds, Duration round, Duration warmUp) {
  /// The same with so many at once.
  public Plan with(int others) {
    return new Plan(others, rounds, round, warmUp);
  }

  public double seconds() {
    return round.toMillis() / 1e3;
  }
}
