package dev.hearken.translation;

import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Says that a source is held while it is.
final class Beat implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Beat.class.getName());

  private final CountDownLatch done = new CountDownLatch(1);
  private final TurnStore turns;
  private final Turn turn;

  Beat(TurnStore turns, Turn turn) {
    this.turns = turns;
    this.turn = turn;
    Thread.ofVirtual().name("translation-beat").start(this::run);
  }

  private void run() {
    try {
      while (!done.await(turns.beat().toMillis(), TimeUnit.MILLISECONDS)) {
        beat();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      turns.beat(turn);
    } catch (RuntimeException e) {
      // The next one may come in time.
      LOG.log(Level.DEBUG, "The database was away for a beat.", e);
    }
  }

  @Override
  public void close() {
    done.countDown();
  }
}
