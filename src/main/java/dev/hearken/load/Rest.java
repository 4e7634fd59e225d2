package dev.hearken.load;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What the process holds when it has nothing to do.
///
/// @param threads of the operating system
/// @param heapKib after a garbage collection
/// @param directKib of buffers outside the heap
/// @param connections of clients
public record Rest(int threads, long heapKib, long directKib, int connections) {
  private static final double TOLERANCE = 1.2;

  private static final int SETTLE_MILLIS = 2_000;

  /// A thread or a few more or less are no leak.
  private static final int FEW = 4;

  public static Rest now(Subject subject) {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new Rest(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        memory.getHeapMemoryUsage().getUsed() >> 10,
        direct >> 10,
        subject.connections().getAsInt());
  }

  /// Looks when the clients that were there are gone and threads have ended.
  public static Rest settled(Subject subject) throws InterruptedException {
    Thread.sleep(SETTLE_MILLIS);
    return now(subject);
  }

  /// Looks again and again until it is like another one, but not for longer than this.
  public static Rest like(Rest before, Subject subject, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    var rest = now(subject);
    while (!rest.isLike(before) && System.nanoTime() < end) {
      Thread.sleep(250);
      rest = now(subject);
    }
    return rest;
  }

  public boolean isLike(Rest before) {
    return threads <= Math.max(before.threads * TOLERANCE, before.threads + FEW)
        && heapKib + directKib <= (before.heapKib + before.directKib) * TOLERANCE
        && connections <= before.connections * TOLERANCE;
  }
}
