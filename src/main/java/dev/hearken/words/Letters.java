package dev.hearken.words;

import java.nio.charset.StandardCharsets;

/// A text in small letters with a byte for each, so that eight are looked at in one step: those of
/// English are as they are, several others may be one.
final class Letters {
  private static final int OTHER = 0x80;
  private static final int OTHER_JOINED = 0xc0;
  private static final int TELLING = 0x1f;

  /// At least eight more than there are letters.
  private final byte[] bytes;

  /// Where words may begin, a bit for each place of all.
  private final long[] starts;

  private final int from;
  private final int to;

  private Letters(byte[] bytes, long[] starts, int from, int to) {
    this.bytes = bytes;
    this.starts = starts;
    this.from = from;
    this.to = to;
  }

  /// @param text in small letters where it has others than those of English
  static Letters of(String text) {
    int length = text.length();
    var read = text.getBytes(StandardCharsets.UTF_8);
    var bytes = new byte[(length / Eight.LETTERS + 2) * Eight.LETTERS];
    if (read.length == length) {
      System.arraycopy(read, 0, bytes, 0, length);
    } else {
      for (int i = 0; i < length; i++) {
        bytes[i] = of(text.charAt(i));
      }
    }
    return new Letters(bytes, starts(bytes, length), 0, length);
  }

  /// Makes them small, too.
  private static long[] starts(byte[] bytes, int length) {
    var starts = new long[length / Long.SIZE + 1];
    long before = 0;
    for (int block = 0; block < starts.length; block++) {
      long bits = 0;
      int end = Math.min(length - block * Long.SIZE, Long.SIZE);
      for (int i = 0; i < end; i += Eight.LETTERS) {
        int at = block * Long.SIZE + i;
        long eight = Eight.lower(Eight.of(bytes, at));
        Eight.put(bytes, at, eight);
        long joined = Eight.joined(eight);
        long begins = ~(joined & (joined << Byte.SIZE | before)) & ~Eight.blanks(eight) & Eight.ALL;
        bits |= Eight.gathered(begins) << i;
        before = joined >>> (Long.SIZE - Byte.SIZE);
      }
      starts[block] = bits;
    }
    return starts;
  }

  static byte of(char c) {
    if (c < OTHER) {
      return (byte) c;
    }
    return (byte) ((Bounds.joined(c) ? OTHER_JOINED : OTHER) | ((c ^ (c >> 5)) & TELLING));
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// A part of them, places counted as in all. It begins where a word may.
  Letters part(int from, int to) {
    return new Letters(bytes, starts, from, to);
  }

  /// The next place from here on where a word may begin, or the end.
  int start(int from) {
    if (from >= to) {
      return to;
    }
    int block = from / Long.SIZE;
    long left = starts[block] & -1L << from;
    while (left == 0 && ++block * Long.SIZE < to) {
      left = starts[block];
    }
    return left == 0 ? to : Math.min(to, block * Long.SIZE + Long.numberOfTrailingZeros(left));
  }

  /// Is this part plain already? Then how many blanks stand in it, otherwise -1.
  int blanks() {
    int blanks = 0;
    long before = 0;
    for (int i = from; i < to; i += Eight.LETTERS) {
      long eight = Eight.of(bytes, i);
      long first = Eight.first(to - i);
      long blank = Eight.blanks(eight) & first;
      long doubled = blank & (blank << Byte.SIZE | before);
      if (doubled != 0 || (Eight.odd(eight) & first) != 0) {
        return -1;
      }
      blanks += Long.bitCount(blank);
      before = blank >>> (Long.SIZE - Byte.SIZE);
    }
    return blanks;
  }

  /// Eight from here on; blanks where there are not so many. Signs may look like others.
  long small(int from) {
    return Eight.small(Eight.of(bytes, from), to - from);
  }

  /// As a text, if all are of English.
  String text() {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
