package dev.hearken.loading;

import dev.hearken.database.Id;
import dev.hearken.recipe.Recipe;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The slices of a source with what becomes of their mails, one behind the other. While one is
/// stored, which is work for the database, the next is read already, if there seems to be one. What
/// waits goes before a walk: of that, one slice at the most has been read before, and stays so
/// until nothing waits. A mail that was put again meanwhile waits for itself, and wins.
final class Batches {
  private static final Batch NOTHING = new Batch(new Slice(List.of(), false), List.of());

  private final SliceStore slices;
  private final MailReaders readers;
  private final Id bucket;
  private final Recipe recipe;
  private @Nullable FutureTask<Batch> ahead;
  private @Nullable Walk walkAhead;

  Batches(SliceStore slices, MailReaders readers, Id bucket, Recipe recipe) {
    this.slices = slices;
    this.readers = readers;
    this.bucket = bucket;
    this.recipe = recipe;
  }

  /// @param from behind which the slice begins
  private record Walk(ByteBuffer from, FutureTask<Batch> batch) {}

  /// Has one of what waits been read that was not asked for yet?
  boolean isAhead() {
    return ahead != null;
  }

  /// Has any?
  boolean isAnyAhead() {
    return ahead != null || walkAhead != null;
  }

  /// The first of what waits; what was read ahead comes before, and may have nothing in it.
  ///
  /// @param last whether nothing is to be read any more
  Batch waiting(Feed feed, boolean last) {
    var read = ahead;
    ahead = null;
    if (read != null) {
      return result(read);
    }
    return last ? NOTHING : read(slices.waiting(feed, bucket, Long.MIN_VALUE));
  }

  Batch walking(ByteBuffer walked) {
    var read = walkAhead;
    walkAhead = null;
    return read != null && read.from.equals(walked)
        ? result(read.batch)
        : read(slices.walking(bucket, walked));
  }

  /// Begins to read the one behind this. A slice of what waits that is not full was the last one.
  void readBehind(Slice slice, Feed feed) {
    if (slice.walked()) {
      var from = slice.last().key();
      walkAhead = new Walk(from, begun(() -> slices.walking(bucket, from)));
    } else if (slice.isFull()) {
      ahead = begun(() -> slices.waiting(feed, bucket, slice.last().put()));
    }
  }

  private FutureTask<Batch> begun(Supplier<Slice> slice) {
    var task = new FutureTask<>(() -> read(slice.get()));
    Thread.ofVirtual().name("mail-ahead").start(task);
    return task;
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
