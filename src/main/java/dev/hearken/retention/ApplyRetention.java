package dev.hearken.retention;

import dev.hearken.job.Job;
import dev.hearken.job.Retry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Removes what has been kept long enough, in slices, and sees to it that it is looked again. Never
/// on a clock that jumped.
public final class ApplyRetention {
  private static final System.Logger LOG = System.getLogger(ApplyRetention.class.getName());

  /// After a slice the database is left to others for so many times as long as the slice took.
  private static final int REST = 2;

  private final RetentionStore store;
  private final TrustedClock clock;
  private final Duration every;

  public ApplyRetention(RetentionStore store, TrustedClock clock, Duration every) {
    this.store = store;
    this.clock = clock;
    this.every = every;
  }

  public Job job() {
    return new Job(RetentionStore.APPLY, Retry.SOON, _ -> apply());
  }

  /// Looks soon, at the beginning of a server.
  public void wake() {
    store.wake(Duration.ZERO);
  }

  private void apply() {
    boolean more = trusted();
    while (more) {
      more = store.take().map(this::apply).orElse(false);
    }
    store.wake(every);
  }

  /// @return whether the clock could be trusted all the time
  private boolean apply(Rule rule) {
    var before = rule.retention().before(clock.now());
    Expiring.@Nullable Place place = Expiring.Place.BEGINNING;
    while (place != null) {
      if (!trusted()) {
        return false;
      }
      long begun = System.nanoTime();
      place = store.slice(rule, place, before).next();
      LockSupport.parkNanos(place == null ? 0 : REST * (System.nanoTime() - begun));
    }
    return true;
  }

  private boolean trusted() {
    var jump = clock.jump(store.databaseTime());
    jump.ifPresent(why ->
        LOG.log(
            Level.ERROR,
            why
                + ": nothing is removed that has been kept long enough, until the clocks agree. If"
                + " this one is right, start the server again."));
    return jump.isEmpty();
  }
}
