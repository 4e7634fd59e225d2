package dev.hearken.job;

import dev.hearken.database.DatabaseUnavailable;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Work that this server looks for again and again by itself, because it waits in tables of its
/// own: for what takes long and has a fairness of its own, and must not stand in the way of jobs.
public final class Watch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Watch.class.getName());
  private static final Duration STOP = Duration.ofSeconds(10);

  private final String name;
  private final Duration every;
  private final BooleanSupplier look;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private boolean stopping;

  private Watch(String name, Duration every, BooleanSupplier look) {
    this.name = name;
    this.every = every;
    this.look = look;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /// Begins to look.
  ///
  /// @param every how long it rests when there was nothing
  /// @param look does some of it, and says whether there may be more
  public static Watch start(String name, Duration every, BooleanSupplier look) {
    var watch = new Watch(name, every, look);
    watch.thread.start();
    return watch;
  }

  private void run() {
    int failures = 0;
    boolean stopped = false;
    while (!stopped) {
      var rest = every;
      try {
        rest = look.getAsBoolean() ? Duration.ZERO : every;
        failures = 0;
      } catch (RuntimeException e) {
        rest = Retry.SOON.after(++failures);
        tell(e, rest);
      }
      stopped = rests(rest);
    }
  }

  private void tell(RuntimeException e, Duration rest) {
    var told = "The %s failed and goes on in %d s".formatted(name, rest.toSeconds());
    if (e instanceof DatabaseUnavailable) {
      // Where it was at work then says nothing.
      LOG.log(Level.WARNING, told + ": " + e.getMessage());
    } else {
      LOG.log(Level.WARNING, told, e);
    }
  }

  /// @return whether it is to stop
  private boolean rests(Duration rest) {
    lock.lock();
    try {
      long left = rest.toNanos();
      while (left > 0 && !stopping) {
        left = told.awaitNanos(left);
      }
      return stopping;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Lets what is done at the moment finish for up to ten seconds, and ends.
  @Override
  public void close() {
    lock.lock();
    try {
      stopping = true;
      told.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
