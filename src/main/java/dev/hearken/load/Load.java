package dev.hearken.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Does the same thing again and again, in several threads at once, for a while. They are platform
/// threads, so that they do not stand in one queue with those of the server.
public final class Load {
  /// What came of one run.
  public static final class Run {
    private final long[] nanos;
    private final double seconds;
    private final int errors;
    private final @Nullable Throwable firstError;

    private Run(long[] nanos, double seconds, int errors, @Nullable Throwable firstError) {
      this.nanos = nanos;
      this.seconds = seconds;
      this.errors = errors;
      this.firstError = firstError;
    }

    public double perSecond() {
      return nanos.length / seconds;
    }

    /// How long it took, each time that it went well.
    public LongStream nanos() {
      return Arrays.stream(nanos);
    }

    public int errors() {
      return errors;
    }

    /// What went wrong first in one of the threads.
    public @Nullable Throwable firstError() {
      return firstError;
    }
  }

  /// One of those who do it, who has for himself what it takes.
  @FunctionalInterface
  public interface Worker {
    /// Does it once.
    ///
    /// @throws Exception when it went wrong, or its answer is not the right one
    void once(int number) throws Exception;

    /// Does what must be done before, and does not count.
    default void prepare(int number) {}
  }

  private Load() {}

  /// What went wrong first in one of several runs, in words.
  public static @Nullable String firstError(Stream<Run> runs) {
    return runs.map(Run::firstError)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .findFirst()
        .orElse(null);
  }

  /// @param workers each gets a thread of its own
  public static Run run(List<? extends Worker> workers, Duration duration)
      throws InterruptedException {
    var ready = new CountDownLatch(1);
    var tallies = new ArrayList<Tally>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < workers.size(); i++) {
      var worker = workers.get(i);
      var tally = new Tally(i * 31);
      tallies.add(tally);
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("load-" + i)
              .start(() -> tally.measure(worker, ready, duration)));
    }
    long start = System.nanoTime();
    ready.countDown();
    for (var thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    var all = tallies.stream().flatMapToLong(tally -> Arrays.stream(tally.nanos, 0, tally.count));
    return new Run(
        all.toArray(),
        seconds,
        tallies.stream().mapToInt(tally -> tally.errors).sum(),
        tallies.stream().map(tally -> tally.error).filter(e -> e != null).findFirst().orElse(null));
  }

  /// What one thread has done. Others look at it only when the thread has ended.
  private static final class Tally {
    /// A thread that meets nothing but errors stops.
    private static final int MOST_ERRORS = 100;

    private long[] nanos = new long[1 << 14];
    private int count;
    private int errors;
    private int number;
    private @Nullable Throwable error;

    Tally(int number) {
      this.number = number;
    }

    void measure(Worker worker, CountDownLatch ready, Duration duration) {
      try {
        ready.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      long before = System.nanoTime();
      long end = before + duration.toNanos();
      while (before < end && errors < MOST_ERRORS) {
        worker.prepare(number);
        long start = System.nanoTime();
        boolean done = attempt(worker);
        before = System.nanoTime();
        if (done) {
          note(before - start);
        }
      }
    }

    private boolean attempt(Worker worker) {
      try {
        worker.once(number++);
        return true;
      } catch (Exception e) {
        errors++;
        error = error == null ? e : error;
        return false;
      }
    }

    private void note(long elapsed) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = elapsed;
    }
  }
}
