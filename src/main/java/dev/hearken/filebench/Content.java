package dev.hearken.filebench;

import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/// The content of a file that is made while it is read: any size, and no memory.
final class Content {
  private static final int BLOCK = 1 << 20;

  private final byte[] block = new byte[BLOCK];
  private final long size;

  /// @param seed others have other bytes
  /// @param size in bytes
  Content(long seed, long size) {
    this.size = size;
    new SplittableRandom(seed).nextBytes(block);
  }

  long size() {
    return size;
  }

  InputStream open() {
    return new Reading();
  }

  /// @throws IOException unless all of this, and nothing else, can be read there
  void requireSame(InputStream in) throws IOException {
    var found = new CRC32C();
    var wanted = new CRC32C();
    var piece = new byte[BLOCK];
    long read = 0;
    for (int count = in.readNBytes(piece, 0, BLOCK);
        count > 0;
        count = in.readNBytes(piece, 0, BLOCK)) {
      found.update(piece, 0, count);
      wanted.update(block, 0, count);
      read += count;
    }
    if (read != size || found.getValue() != wanted.getValue()) {
      throw new IOException("%,d bytes came, and not those that were sent".formatted(read));
    }
  }

  private final class Reading extends InputStream {
    private long at;

    @Override
    public int read() {
      return at == size ? -1 : block[(int) (at++ % BLOCK)] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at == size) {
        return -1;
      }
      int from = (int) (at % BLOCK);
      int count = (int) Math.min(Math.min(length, BLOCK - from), size - at);
      System.arraycopy(block, from, into, offset, count);
      at += count;
      return count;
    }
  }
}
