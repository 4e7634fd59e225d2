package dev.hearken.job;

import java.time.Duration;

/// What happens when work fails: it is done again after `first`, and each time twice as long after,
/// but never longer than `longest`. It is never given up, for somebody may mend the cause.
public record Retry(Duration first, Duration longest) {
  /// For work that fails for reasons that pass soon, if at all.
  public static final Retry SOON = new Retry(Duration.ofSeconds(1), Duration.ofMinutes(10));

  /// How long to wait after so many failures in a row.
  Duration after(int failures) {
    var wait = first;
    for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
