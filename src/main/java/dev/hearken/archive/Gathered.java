package dev.hearken.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A file of an archive before its size is known: in memory, and what is too large for that in a
/// file that has no name any more. It is used again for the next one.
final class Gathered extends OutputStream implements Closeable {
  private static final int USUAL = 64 << 10;

  /// The most that is held: a part as it usually is, less on a small heap.
  private static final int MOST =
      Math.clamp(Runtime.getRuntime().maxMemory() / 32, 1 << 20, 9 << 20);

  private byte[] memory = new byte[USUAL];
  private int filled;
  private @Nullable FileChannel file;
  private long inFile;

  long size() {
    return inFile + filled;
  }

  @Override
  public void write(int octet) throws IOException {
    if (filled == memory.length) {
      makeRoom(1);
    }
    memory[filled++] = (byte) octet;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > memory.length - filled) {
      makeRoom(length);
    }
    if (length > memory.length) {
      store(ByteBuffer.wrap(bytes, offset, length));
    } else {
      System.arraycopy(bytes, offset, memory, filled, length);
      filled += length;
    }
  }

  private void makeRoom(int more) throws IOException {
    long wanted = (long) filled + more;
    if (wanted <= MOST) {
      memory = Arrays.copyOf(memory, (int) Math.min(MOST, Math.max(wanted, 2L * memory.length)));
      return;
    }
    store(ByteBuffer.wrap(memory, 0, filled));
    filled = 0;
  }

  private void store(ByteBuffer bytes) throws IOException {
    if (file == null) {
      file =
          FileChannel.open(
              Files.createTempFile("hearken", ".part"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    while (bytes.hasRemaining()) {
      inFile += file.write(bytes, inFile);
    }
  }

  /// Copies all of it.
  void copy(OutputStream out) throws IOException {
    if (file != null && inFile > 0) {
      file.position(0);
      // It is not longer than what was stored.
      Channels.newInputStream(file).transferTo(out);
    }
    out.write(memory, 0, filled);
  }

  /// Begins anew.
  void clear() throws IOException {
    filled = 0;
    inFile = 0;
    if (file != null) {
      file.truncate(0);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
