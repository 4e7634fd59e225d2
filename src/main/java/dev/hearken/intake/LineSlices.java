package dev.hearken.intake;

import dev.hearken.http.Refusal;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The lines of a stream in slices that memory can hold and that one transaction stores: each is a
/// stream of its own, which ends behind a line.
final class LineSlices {
  /// As many lines as a statement takes.
  private static final int MOST_LINES = 1_000;

  private static final int MOST_BYTES = 4 << 20;

  /// As large as a body with mails may be.
  private static final long LONGEST = 512L << 20;

  private static final int PIECE = 64 << 10;

  private final InputStream in;
  private final Naming naming;
  private final byte[] piece = new byte[PIECE];
  private int at;
  private int end;
  private long first = 1;
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
  @Nullable InputStream next() throws IOException {
    first += lines;
    lines = 0;
    if (at == end && !fill()) {
      return null;
    }
    return new Slice();
  }

  /// The name of a line of the slice that was read last.
  ///
  /// @param number from 0
  String name(int number) {
    return naming.of(first + number);
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

  private final class Slice extends InputStream {
    private long bytes;
    private long line;
    private boolean ended;

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
      int most = Math.min(length, end - at);
      int count = 0;
      while (count < most && !ended) {
        byte octet = piece[at++];
        into[offset + count++] = octet;
        if (octet == '\n') {
          lines++;
          line = 0;
          ended = lines == MOST_LINES || bytes + count >= MOST_BYTES;
        } else if (++line > LONGEST) {
          throw new Refusal.Invalid(
              "%s: It has more than %,d bytes, which is the most that a line may have."
                  .formatted(name((int) lines), LONGEST));
        }
      }
      bytes += count;
      return count;
    }
  }
}
