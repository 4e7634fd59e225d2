package dev.hearken.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The memory that the bodies of all requests may take together: a quarter of the heap. A third of
/// it is for what comes in or goes out, which goes to a file, or in small pieces, where there is no
/// room, so that slow clients make nobody wait; the rest is for working on them, where each waits
/// for its turn.
public final class Budget {
  private static final int UNIT = 1 << 10;
  private static final int WHOLE = 4;

  /// Clients give up after four minutes.
  private static final long MOST_WAIT_SECONDS = 180;

  private final Semaphore arriving;
  private final Semaphore working;
  private final int mostAtWork;

  /// @param heap the most memory that the process may use, in bytes
  public Budget(long heap) {
    int units = (int) Math.min(heap / WHOLE / UNIT, Integer.MAX_VALUE);
    mostAtWork = units - units / 3;
    arriving = new Semaphore(units / 3);
    working = new Semaphore(mostAtWork, true);
  }

  /// A part of it that is in use until it is closed.
  public static final class Share implements AutoCloseable {
    private final Semaphore whole;
    private int units;

    private Share(Semaphore whole, int units) {
      this.whole = whole;
      this.units = units;
    }

    /// Makes it so large, if there is room.
    boolean growTo(long bytes) {
      int more = units(bytes) - units;
      if (more > 0 && !whole.tryAcquire(more)) {
        return false;
      }
      units += Math.max(more, 0);
      return true;
    }

    @Override
    public void close() {
      whole.release(units);
      units = 0;
    }
  }

  private static int units(long bytes) {
    return (int) Math.min((bytes + UNIT - 1) / UNIT, Integer.MAX_VALUE);
  }

  /// Nothing yet, for a body that is coming in or a file that is going out.
  Share arriving() {
    return new Share(arriving, 0);
  }

  /// So many bytes for working on a body, or all there are for work if that is less; in the order
  /// of arrival.
  ///
  /// @param place is left to others while it waits
  /// @throws Refusal.Unavailable when its turn does not come
  Share working(long bytes, AtWork.Place place) {
    int units = Math.min(units(bytes), mostAtWork);
    try {
      if (working.tryAcquire(units, 0, TimeUnit.SECONDS) || comesToItsTurn(units, place)) {
        return new Share(working, units);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Refusal.Unavailable(
        "The server is at work on as many large bodies as its memory holds: try again later.");
  }

  private boolean comesToItsTurn(int units, AtWork.Place place) throws InterruptedException {
    place.leave();
    try {
      return working.tryAcquire(units, MOST_WAIT_SECONDS, TimeUnit.SECONDS);
    } finally {
      place.resume();
    }
  }
}
