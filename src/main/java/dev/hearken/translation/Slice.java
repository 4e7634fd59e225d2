package dev.hearken.translation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is translated at a time.
///
/// @param queued the rows of the queue that it was taken from
/// @param waiting the comments, in the order in which they came
record Slice(List<Queued> queued, List<Waiting> waiting) {
  /// A row of the queue.
  record Queued(long arrived, List<ByteBuffer> keys) {
    /// What is left of it.
    Queued without(Set<ByteBuffer> done) {
      var left = new ArrayList<>(keys);
      left.removeAll(done);
      return new Queued(arrived, left);
    }
  }

  /// A comment that waits.
  ///
  /// @param digest of its messages; null when there is no such comment any more
  /// @param messages JSON; null when there are none, or they are too large
  /// @param settled whether these messages have been translated meanwhile
  /// @param attempts how often it failed
  /// @param afresh whether what is known is not good enough
  record Waiting(
      ByteBuffer key,
      @Nullable ByteBuffer digest,
      @Nullable String messages,
      boolean settled,
      int attempts,
      boolean afresh) {}

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
