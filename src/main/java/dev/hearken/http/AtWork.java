package dev.hearken.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The requests that are being worked on. They may be so many at once and no more; the excess waits
/// for a moment, first come first served, and is refused.
final class AtWork {
  private static final long MOST_WAIT_MILLIS = 1_000;

  private final Semaphore places;
  private final int most;

  AtWork(int most) {
    this.most = most;
    this.places = new Semaphore(most, true);
  }

  /// The place of one request. Only the thread that works on it may use it.
  final class Place implements AutoCloseable {
    private final boolean counts;
    private boolean held;

    private Place(boolean counts) {
      this.counts = counts;
      this.held = counts;
    }

    /// Lets others work while this one waits for its client: slow clients keep nobody away.
    void leave() {
      if (held) {
        held = false;
        places.release();
      }
    }

    /// Goes on. A request that was let in once is not refused for having waited.
    void resume() {
      if (counts && !held) {
        places.acquireUninterruptibly();
        held = true;
      }
    }

    @Override
    public void close() {
      leave();
    }
  }

  /// Takes a place.
  ///
  /// @throws Refusal.Unavailable when none becomes free in time
  Place enter() {
    try {
      if (places.tryAcquire(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        return new Place(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Refusal.Unavailable(
        "The server is at work on %,d requests and takes no more: try again in a moment."
            .formatted(most));
  }

  /// A place outside, for what must be answered however busy the server is.
  Place outside() {
    return new Place(false);
  }
}
