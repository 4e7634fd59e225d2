package dev.hearken.http;

import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A body that has come in whole, unpacked, and can be read again from any place: in memory while
/// it is small and there is room, else in a file that has no name any more, so that nothing of it
/// stays behind whatever happens to the server.
public final class Spool implements Closeable {
  /// A larger one goes to a file.
  public static final int IN_MEMORY = 8 << 20;

  private static final int PIECE = 16 << 10;

  /// So much is taken at once of what is said to be large: who says it may be wrong.
  private static final int FIRST = 256 << 10;

  private final byte[] memory;
  private final int filled;
  private final @Nullable FileChannel file;
  private final long size;
  private final Budget.Share share;
  private final LongFunction<Budget.Share> work;

  private Spool(
      byte[] memory,
      int filled,
      @Nullable FileChannel file,
      Budget.Share share,
      LongFunction<Budget.Share> work)
      throws IOException {
    this.memory = memory;
    this.filled = filled;
    this.file = file;
    this.size = file == null ? filled : file.size();
    this.share = share;
    this.work = work;
  }

  /// Takes in all there is, for one who waits for nothing and whom nobody waits for.
  public static Spool of(InputStream in, Budget budget) throws IOException {
    return of(in, -1, budget, new AtWork(1).outside());
  }

  /// Takes in all there is.
  ///
  /// @param expected how many bytes that are said to be; negative if nobody says it
  /// @param place of the request, left to others while it waits for memory
  static Spool of(InputStream in, long expected, Budget budget, AtWork.Place place)
      throws IOException {
    LongFunction<Budget.Share> work = bytes -> budget.working(bytes, place);
    var share = budget.arriving();
    try {
      var memory = new byte[0];
      int filled = 0;
      int size = Math.clamp(expected, PIECE, FIRST);
      for (int next; (next = in.read()) >= 0; size = Math.min(2 * size, IN_MEMORY)) {
        if (filled == IN_MEMORY || !share.growTo(size)) {
          var file = file(ByteBuffer.wrap(memory, 0, filled), (byte) next, in);
          share.close();
          return new Spool(new byte[0], 0, file, share, work);
        }
        memory = Arrays.copyOf(memory, size);
        memory[filled++] = (byte) next;
        filled += in.readNBytes(memory, filled, size - filled);
      }
      return new Spool(memory, filled, null, share, work);
    } catch (IOException | RuntimeException e) {
      share.close();
      throw e;
    }
  }

  private static FileChannel file(ByteBuffer head, byte next, InputStream in) throws IOException {
    var file =
        FileChannel.open(
            Files.createTempFile("hearken", ".body"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      write(file, head);
      write(file, ByteBuffer.wrap(new byte[] {next}));
      var piece = new byte[PIECE];
      for (int count; (count = in.read(piece)) >= 0; ) {
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

  /// How many bytes it has.
  public long size() {
    return size;
  }

  /// The bytes from one place on.
  public InputStream from(long offset) {
    return file == null
        ? new ByteArrayInputStream(memory, (int) offset, filled - (int) offset)
        : new FileStream(file, offset);
  }

  /// Some of its bytes; what is in memory where it is, and nobody changes it.
  public ByteBuffer bytes(long from, int length) throws IOException {
    if (file == null) {
      return ByteBuffer.wrap(memory, (int) from, length);
    }
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
    return bytes.flip();
  }

  /// Reads it as JSON, from one place on; what is in memory where it is.
  public JsonParser json(long offset) throws IOException {
    return file == null
        ? Json.parser(memory, (int) offset, filled - (int) offset)
        : Json.parser(from(offset));
  }

  /// So much memory to work on it, of what all requests share; waits for its turn. Whoever holds
  /// some may not ask for more.
  ///
  /// @throws Refusal.Unavailable when the turn does not come
  public Budget.Share work(long bytes) {
    return work.apply(bytes);
  }

  @Override
  public void close() throws IOException {
    share.close();
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

    @Override
    public long skip(long count) throws IOException {
      long skipped = Math.clamp(file.size() - position, 0, Math.max(count, 0));
      position += skipped;
      return skipped;
    }
  }
}
