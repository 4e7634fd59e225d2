package dev.hearken.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/// What is left of a body that nobody wants to read: the next request on the connection begins
/// behind it.
///
/// A connection that is closed while its client is still sending is reset, and he loses the answer
/// that says why. So a client is heard out for a while before his connection is closed.
final class Remainder {
  /// A body that has already come so far is skipped, and its connection kept.
  private static final int MOST_SKIPPED = 64 << 10;

  private static final long MOST_HEARD = 32 << 20;
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

  private Remainder() {}

  /// Skips what is there already. Is nothing left?
  static boolean isSkipped(Request request) {
    int skipped = 0;
    while (skipped <= MOST_SKIPPED) {
      var chunk = request.read();
      if (chunk == null || Content.Chunk.isFailure(chunk)) {
        return false;
      }
      skipped += chunk.remaining();
      chunk.release();
      if (chunk.isLast()) {
        return true;
      }
    }
    return false;
  }

  /// Hears a client out whose answer has been sent.
  static void hear(Request request) throws InterruptedException {
    long end = System.nanoTime() + MOST_NANOS;
    long heard = 0;
    while (heard < MOST_HEARD) {
      var chunk = request.read();
      if (chunk == null) {
        var arrived = new CountDownLatch(1);
        request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, arrived::countDown));
        if (!arrived.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          return;
        }
        continue;
      }
      heard += chunk.remaining();
      chunk.release();
      if (Content.Chunk.isFailure(chunk) || chunk.isLast() || System.nanoTime() > end) {
        return;
      }
    }
  }
}
