package dev.hearken.intake;

import dev.hearken.http.Refusal;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The lines of a stream in slices of which memory can hold two and that one transaction stores:
/// each is a stream of its own, which ends behind a line.
final class LineSlices {
  /// As many as a statement takes. With more of them less is read while others are stored
  /// (measured).
  static final int MOST_LINES = 1_000;

  /// With the memory for work on it such a slice takes half of what there is for that (see
  /// [dev.hearken.http.Budget]).
  private static final long MOST_BYTES =
      Math.clamp(Runtime.getRuntime().maxMemory() / 80, 512 << 10, 4 << 20);

  /// As large as a body with mails may be.
  private static final long LONGEST = 512L << 20;

  private static final int PIECE = 64 << 10;

  private final InputStream in;
  private final Naming naming;
  private final byte[] piece = new byte[PIECE];
  private int at;
  private int end;
  private long lines;
  private boolean begun;

  /// How a line is named to people.
  @FunctionalInterface
  interface Naming {
    /// @param number of the line, from 1
    String of(long number);
  }

  LineSlices(InputStream in, Naming naming) {
    this.in = in;
    this.naming = naming;
  }

  /// The next slice, which must be read to its end; null when there are no more.
  @Nullable Slice next() throws IOException {
    return at == end && !fill() ? null : new Slice(lines + 1);
  }

  private boolean fill() throws IOException {
    at = 0;
    do {
      end = in.read(piece);
    } while (end == 0);
    if (end < 0) {
      end = 0;
      return false;
    }
    if (!begun && end >= 3 && isMark()) {
      at = 3;
    }
    begun = true;
    return at < end || fill();
  }

  /// Of the order of bytes, which UTF-8 has no need of.
  private boolean isMark() {
    return piece[0] == (byte) 0xef && piece[1] == (byte) 0xbb && piece[2] == (byte) 0xbf;
  }

  /// Some lines, to be read once.
  final class Slice extends InputStream {
    private final long first;
    private long bytes;
    private long line;
    private boolean ended;

    private Slice(long first) {
      this.first = first;
    }

    /// The name of one of its lines.
    ///
    /// @param number from 0
    String name(int number) {
      return naming.of(first + number);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (ended || (at == end && !fill())) {
        return -1;
      }
      int begin = at;
      int most = at + Math.min(length, end - at);
      while (at < most && !ended) {
        line(most);
        ended = line == 0 && (lines == first + MOST_LINES - 1 || bytes + at - begin >= MOST_BYTES);
      }
      int count = at - begin;
      System.arraycopy(piece, begin, into, offset, count);
      bytes += count;
      return count;
    }

    /// Goes on to the end of the line, or as far as may be.
    private void line(int most) {
      int begin = at;
      while (at < most) {
        if (piece[at++] == '\n') {
          lines++;
          line = 0;
          return;
        }
      }
      line += at - begin;
      if (line > LONGEST) {
        throw new Refusal.Invalid(
            "%s: It has more than %,d bytes, which is the most that a line may have."
                .formatted(naming.of(lines + 1), LONGEST));
      }
    }
  }
}
