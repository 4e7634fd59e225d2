package dev.hearken.content;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A stretch of some content, piece by piece. One is asked for when it is wanted: the memory of a
/// reader is that of one, however long he takes.
final class Pieces implements Iterator<ByteBuffer> {
  /// Reads a part of a chunk.
  @FunctionalInterface
  interface Chunks {
    /// @param position of the chunk
    /// @param from place of the first byte in it
    byte[] read(int position, int from, int count);
  }

  private final Chunks chunks;
  private final long end;
  private final int most;
  private long place;
  private @Nullable ByteBuffer next;

  /// @param first place of the first byte
  /// @param end place behind the last byte
  /// @param most how many bytes a piece may have
  Pieces(Chunks chunks, long first, long end, int most) {
    this.chunks = chunks;
    this.place = first;
    this.end = end;
    this.most = most;
  }

  @Override
  public boolean hasNext() {
    if (next == null && place < end) {
      int from = (int) (place % ContentStore.CHUNK);
      int count = (int) Math.min(Math.min(ContentStore.CHUNK - from, most), end - place);
      next = ByteBuffer.wrap(chunks.read((int) (place / ContentStore.CHUNK), from, count));
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
