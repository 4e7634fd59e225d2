package dev.hearken.intake;

import dev.hearken.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Stores slices one after the other in a thread of its own, each while the next one is read. What
/// goes wrong with one is thrown when the next one, or the end, has come.
final class Storing implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("import").factory());

  private final BadLines bad;
  private final Progress progress;
  private Counts total = Counts.NOTHING;
  private @Nullable Future<Counts> last;

  Storing(BadLines bad, Progress progress) {
    this.bad = bad;
    this.progress = progress;
  }

  /// Takes a slice over, which it closes, as soon as the one before is in.
  void store(ReadSlice<?> slice) throws IOException {
    try {
      finish();
    } catch (IOException | RuntimeException e) {
      slice.close();
      throw e;
    }
    last = thread.submit(() -> stored(slice));
  }

  private Counts stored(ReadSlice<?> slice) throws IOException {
    try (slice) {
      var done = slice.store(bad);
      progress.done(done.all());
      return done;
    }
  }

  /// What became of all of them, once they are in.
  Counts end() throws IOException {
    finish();
    return total;
  }

  private void finish() throws IOException {
    var storing = last;
    last = null;
    if (storing == null) {
      return;
    }
    try {
      total = total.plus(storing.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      throw whatItWas(e.getCause());
    }
  }

  private static RuntimeException whatItWas(@Nullable Throwable failure) throws IOException {
    return switch (failure) {
      case IOException e -> throw e;
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(failure);
    };
  }

  /// Waits for the last one.
  @Override
  public void close() {
    thread.close();
  }
}
