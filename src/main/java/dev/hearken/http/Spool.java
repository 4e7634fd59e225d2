package dev.hearken.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A body that has come in whole, unpacked, and can be read again from any place: in memory while
/// it is small, else in a file that has no name any more, so that nothing of it stays behind
/// whatever happens to the server.
public final class Spool implements Closeable {
  /// A larger one goes to a file.
  public static final int IN_MEMORY = 8 << 20;

  private static final int PIECE = 64 << 10;

  private final byte[] memory;
  private final @Nullable FileChannel file;

  private Spool(byte[] memory, @Nullable FileChannel file) {
    this.memory = memory;
    this.file = file;
  }

  /// Takes in all there is.
  public static Spool of(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream(PIECE);
    var piece = new byte[PIECE];
    for (int count; (count = in.read(piece)) >= 0; ) {
      if (head.size() + count > IN_MEMORY) {
        return new Spool(new byte[0], file(head, piece, count, in));
      }
      head.write(piece, 0, count);
    }
    return new Spool(head.toByteArray(), null);
  }

  private static FileChannel file(
      ByteArrayOutputStream head, byte[] piece, int begun, InputStream in) throws IOException {
    var file =
        FileChannel.open(
            Files.createTempFile("hearken", ".body"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      write(file, ByteBuffer.wrap(head.toByteArray()));
      for (int count = begun; count >= 0; count = in.read(piece)) {
        write(file, ByteBuffer.wrap(piece, 0, count));
      }
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /// Is it small enough to be held in memory?
  public boolean inMemory() {
    return file == null;
  }

  /// The bytes from one place on.
  public InputStream from(long offset) {
    return file == null
        ? new ByteArrayInputStream(memory, (int) offset, memory.length)
        : new FileStream(file, offset);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private static final class FileStream extends InputStream {
    private final FileChannel file;
    private long position;

    FileStream(FileChannel file, long position) {
      this.file = file;
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = file.read(ByteBuffer.wrap(bytes, offset, length), position);
      position += Math.max(count, 0);
      return count;
    }
  }
}
