package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for what comes by itself, and fails when it does not come in time.
public final class Eventually {
  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private Eventually() {}

  /// What is waited for.
  @FunctionalInterface
  public interface Condition<E extends Exception> {
    boolean holds() throws E;
  }

  /// @param what is waited for, to be told when it does not come
  /// @param patience how long that may take
  public static <E extends Exception> void holds(
      String what, Duration patience, Condition<E> condition) throws E {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited in vain: %s", what).isLessThan(end);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
