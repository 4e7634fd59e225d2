package dev.hearken.http;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// What goes through the server, for those who watch it.
public final class Traffic {
  private final LongAdder atWork = new LongAdder();
  private final LongAdder bytesInFlight = new LongAdder();
  private volatile Consumer<Served> watcher = _ -> {};

  Traffic() {}

  /// A request that was answered.
  ///
  /// @param route the template of its path, `none` where there is no such path
  /// @param nanos from its headers to the end of its answer
  /// @param bytes of the answer's body
  public record Served(String method, String route, int status, long nanos, long bytes) {}

  /// Tells somebody of each request that was answered.
  public void watch(Consumer<Served> watcher) {
    this.watcher = watcher;
  }

  /// How many requests are not answered yet.
  public long atWork() {
    return atWork.sum();
  }

  /// How many bytes of their bodies are there.
  public long bytesInFlight() {
    return bytesInFlight.sum();
  }

  void begun() {
    atWork.increment();
  }

  void arrived(long bytes) {
    bytesInFlight.add(bytes);
  }

  void ended(long bytes) {
    atWork.decrement();
    bytesInFlight.add(-bytes);
  }

  void served(Served request) {
    watcher.accept(request);
  }
}
