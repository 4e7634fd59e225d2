package dev.hearken.email;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The memory for mails that are too large to be read beside others: one is read at a time in the
/// whole server, whatever for, and only if the memory is enough.
public final class LargeMails {
  /// How many times its size a mail takes while it is read (measured).
  private static final int TIMES = 4;

  /// How many times their size its texts take on top of that, should they be HTML.
  private static final int TIMES_TEXT = 4;

  private final long memory;
  private final ReentrantLock alone = new ReentrantLock(true);

  /// @param heap the most memory that the process may use, of which a quarter is for requests and
  ///   an eighth for all the rest
  public LargeMails(long heap) {
    this.memory = heap / 8 * 5;
  }

  /// The most bytes that a mail may have.
  public long largest() {
    return memory / TIMES;
  }

  /// The most bytes that the texts of a mail may have.
  ///
  /// @param size of the mail
  public long mostText(long size) {
    return (memory - TIMES * size) / TIMES_TEXT;
  }

  /// Reads one while nobody else reads one.
  public <T> T alone(Supplier<T> reading) {
    alone.lock();
    try {
      return reading.get();
    } finally {
      alone.unlock();
    }
  }
}
