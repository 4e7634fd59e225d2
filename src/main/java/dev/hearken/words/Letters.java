package dev.hearken.words;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text with a byte for each letter, so that eight are looked at in one step: those of English
/// are as they are, several others may be one.
///
/// @param bytes at least eight more than there are letters
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Letters(byte[] bytes, int from, int to) {
  private static final int OTHER = 0x80;
  private static final int OTHER_JOINED = 0xc0;
  private static final int TELLING = 0x1f;

  /// @param text in small letters where it has others than those of English
  static Letters of(String text) {
    int length = text.length();
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean english = bytes.length == length;
    bytes = Arrays.copyOf(bytes, length + Eight.LETTERS);
    for (int i = 0; !english && i < length; i++) {
      bytes[i] = of(text.charAt(i));
    }
    return new Letters(bytes, 0, length);
  }

  static byte of(char c) {
    if (c < OTHER) {
      return (byte) c;
    }
    return (byte) ((Bounds.joined(c) ? OTHER_JOINED : OTHER) | ((c ^ (c >> 5)) & TELLING));
  }

  /// A part of them, places counted as in all.
  Letters part(int from, int to) {
    return new Letters(bytes, from, to);
  }

  /// Where words may begin among the next eight.
  long starts(int at) {
    long eight = Eight.of(bytes, at);
    long joined = Eight.joined(eight);
    long before = at > from ? Eight.joined(bytes[at - 1]) & OTHER : 0;
    return ~(joined & (joined << Byte.SIZE | before)) & ~Eight.blanks(eight) & Eight.first(to - at);
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

  /// Eight from here on in small letters; blanks where there are not so many.
  long small(int from) {
    return Eight.small(Eight.of(bytes, from), to - from);
  }
}
