package dev.hearken.loading;

import dev.hearken.database.Id;
import dev.hearken.recipe.Recipe;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The slices of a source with what becomes of their mails, one behind the other. While one of what
/// waits is stored, which is work for the database, the next is read already, if there seems to be
/// one. A walk is not read ahead, for what waits goes before it.
final class Batches {
  private final SliceStore slices;
  private final MailReaders readers;
  private final Id bucket;
  private final Recipe recipe;
  private @Nullable FutureTask<Batch> ahead;

  Batches(SliceStore slices, MailReaders readers, Id bucket, Recipe recipe) {
    this.slices = slices;
    this.readers = readers;
    this.bucket = bucket;
    this.recipe = recipe;
  }

  /// Has one been read that was not asked for yet?
  boolean isAhead() {
    return ahead != null;
  }

  /// The first of what waits; what was read ahead comes before, and may have nothing in it.
  Batch waiting(Feed feed) {
    var read = ahead;
    ahead = null;
    return read == null ? read(slices.waiting(feed, bucket, Long.MIN_VALUE)) : result(read);
  }

  Batch walking(ByteBuffer walked) {
    return read(slices.walking(bucket, walked));
  }

  /// Begins to read the one behind this. A slice that is not full was the last one.
  void readBehind(Slice slice, Feed feed) {
    if (slice.walked() || !slice.isFull()) {
      return;
    }
    var task = new FutureTask<>(() -> read(slices.waiting(feed, bucket, slice.last().put())));
    ahead = task;
    Thread.ofVirtual().name("mail-ahead").start(task);
  }

  private Batch read(Slice slice) {
    var first = slice.isEmpty() ? null : slice.waiting().getFirst().mail();
    boolean readable = !slice.isEmpty() && (first == null || first.isWhole());
    return new Batch(slice, readable ? readers.read(slice, recipe) : List.of());
  }

  private static Batch result(FutureTask<Batch> read) {
    try {
      return read.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The server is stopping.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
