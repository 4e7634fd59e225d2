package dev.hearken.loading;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is loaded at a time.
///
/// @param walked whether it was found by walking the bucket, else it waited
record Slice(List<Waiting> waiting, boolean walked) {
  /// @param put with which it waits: if it is put again meanwhile, it goes on waiting
  /// @param mail null when it is gone
  record Waiting(ByteBuffer key, long put, @Nullable BucketMail mail) {}

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Are they as many as are read at a time, so that there are more of them for all we know?
  boolean isFull() {
    return waiting.size() == SliceStore.SLICE;
  }

  Waiting last() {
    return waiting.getLast();
  }
}
