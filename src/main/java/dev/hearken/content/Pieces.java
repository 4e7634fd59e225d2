package dev.hearken.content;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A stretch of some content, chunk by chunk. A chunk is asked for when it is wanted: the memory of
/// a reader is that of one, however long he takes.
final class Pieces implements Iterator<ByteBuffer> {
  private final IntFunction<byte[]> chunks;
  private final long end;
  private long place;
  private @Nullable ByteBuffer next;

  /// @param chunks reads the one at a position
  /// @param first place of the first byte
  /// @param end place behind the last byte
  Pieces(IntFunction<byte[]> chunks, long first, long end) {
    this.chunks = chunks;
    this.place = first;
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    if (next == null && place < end) {
      var chunk = chunks.apply((int) (place / ContentStore.CHUNK));
      int from = (int) (place % ContentStore.CHUNK);
      int count = (int) Math.min(chunk.length - from, end - place);
      next = ByteBuffer.wrap(chunk, from, count);
      place += count;
    }
    return next != null;
  }

  @Override
  public ByteBuffer next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    var piece = next;
    next = null;
    return piece;
  }
}
