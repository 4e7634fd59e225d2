package dev.hearken.http;

import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The bytes of a body as they come in. Who sends them too slowly is cut off; only the time spent
/// waiting for him counts, and meanwhile his request is not at work.
final class SlowBody extends InputStream {
  private final Request request;
  private final AtWork.Place place;
  private final Limits limits;
  private Content.@Nullable Chunk chunk;
  private long waitedNanos;
  private long received;

  SlowBody(Request request, AtWork.Place place, Limits limits) {
    this.request = request;
    this.place = place;
    this.limits = limits;
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    while (true) {
      var next = chunk == null ? next() : chunk;
      chunk = next;
      var content = next.getByteBuffer();
      if (content.hasRemaining()) {
        int count = Math.min(length, content.remaining());
        content.get(bytes, offset, count);
        received += count;
        return count;
      }
      if (next.isLast()) {
        return -1;
      }
      next.release();
      chunk = null;
    }
  }

  /// The next piece, waited for.
  private Content.Chunk next() {
    while (true) {
      var next = request.read();
      if (next == null) {
        await();
      } else if (Content.Chunk.isFailure(next)) {
        throw next.getFailure() instanceof TimeoutException
            ? new Refusal.TimedOut()
            : new Refusal.Broken();
      } else {
        return next;
      }
    }
  }

  private void await() {
    var arrived = new CountDownLatch(1);
    place.leave();
    try {
      request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, arrived::countDown));
      while (!isHere(arrived)) {
        judge();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal.Unavailable("The server stops.");
    } finally {
      place.resume();
    }
    if (waitedNanos >= limits.bodyPatience().toNanos()) {
      judge();
    }
  }

  private boolean isHere(CountDownLatch arrived) throws InterruptedException {
    long begin = System.nanoTime();
    boolean here =
        arrived.await(limits.bodyPatience().toNanos() - waitedNanos, TimeUnit.NANOSECONDS);
    waitedNanos += System.nanoTime() - begin;
    return here;
  }

  /// Was what came in the time that is over enough? Then the next begins.
  private void judge() {
    if (received < limits.leastOfBody()) {
      throw new Refusal.TimedOut(limits.bodyBytesPerSecond());
    }
    received = 0;
    waitedNanos = 0;
  }

  @Override
  public void close() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
    }
  }
}
