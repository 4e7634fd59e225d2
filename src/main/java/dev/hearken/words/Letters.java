package dev.hearken.words;

import java.nio.charset.StandardCharsets;

/// A text in small letters with a byte for each, so that eight are looked at in one step: those of
/// English are as they are, several others may be one. Where words begin and where blanks stand is
/// worked out once, for all.
final class Letters {
  /// What is no text of one blank between each two words and of signs that everybody writes alike.
  static final int ODD = -1;

  /// The same but for more than one blank between words.
  static final int WIDE = -2;

  private static final int OTHER = 0x80;
  private static final int OTHER_JOINED = 0xc0;
  private static final int TELLING = 0x1f;

  /// At least eight more than there are letters.
  private final byte[] bytes;

  private final int length;

  /// A bit for each place: where words begin, what is a blank, what is odd, what tells of dates,
  /// addresses and headers.
  private final long[] words;

  private final long[] blanks;
  private final long[] odd;
  private final long[] telling;

  private Letters(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
    int blocks = length / Long.SIZE + 1;
    words = new long[blocks];
    blanks = new long[blocks];
    odd = new long[blocks];
    telling = new long[blocks];
    look();
  }

  /// @param text in small letters where it has others than those of English
  static Letters of(String text) {
    return of(text, true);
  }

  /// Those of other languages are only told to be odd, which takes less time.
  static Letters rough(String text) {
    return of(text, false);
  }

  private static Letters of(String text, boolean exact) {
    int length = text.length();
    var bytes = new byte[(length / Eight.LETTERS + 2) * Eight.LETTERS];
    var latin = text.getBytes(StandardCharsets.ISO_8859_1);
    boolean all = new String(latin, StandardCharsets.ISO_8859_1).equals(text);
    if (all) {
      System.arraycopy(latin, 0, bytes, 0, length);
    }
    if (!all || exact) {
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        if (c >= OTHER) {
          bytes[i] = exact ? of(c) : (byte) OTHER;
        } else if (!all) {
          bytes[i] = (byte) c;
        }
      }
    }
    return new Letters(bytes, length);
  }

  /// Makes them small, too.
  private void look() {
    long before = 0;
    for (int block = 0; block < words.length; block++) {
      long joined = 0;
      long alone = 0;
      long blank = 0;
      long strange = 0;
      long tells = 0;
      int from = block * Long.SIZE;
      int end = Math.min(length - from, Long.SIZE);
      for (int i = 0; i < end; i += Eight.LETTERS) {
        long eight = Eight.lower(Eight.of(bytes, from + i));
        Eight.put(bytes, from + i, eight);
        joined |= Eight.gathered(Eight.joined(eight)) << i;
        blank |= Eight.gathered(Eight.blanks(eight)) << i;
        tells |= Eight.gathered(Eight.telling(eight)) << i;
        strange |= Eight.gathered(Eight.odd(eight)) << i;
        if ((eight & Eight.ALL) != 0) {
          joined |= Eight.gathered(Eight.joinedOthers(eight)) << i;
          alone |= Eight.gathered(Eight.aloneOthers(eight)) << i;
        }
      }
      words[block] = (joined & ~(joined << 1 | before)) | alone;
      blanks[block] = blank;
      odd[block] = strange;
      telling[block] = tells;
      before = joined >>> (Long.SIZE - 1);
    }
  }

  static byte of(char c) {
    if (c < OTHER) {
      return (byte) c;
    }
    return (byte) ((Bounds.joined(c) ? OTHER_JOINED : OTHER) | ((c ^ (c >> 5)) & TELLING));
  }

  int length() {
    return length;
  }

  /// The next place from here on where a word begins, or the end. In scripts that set no blanks
  /// between words each letter may be one.
  int word(int from, int end) {
    int block = from / Long.SIZE;
    long left = block < words.length ? words[block] & -1L << from : 0;
    while (left == 0 && ++block * Long.SIZE < end) {
      left = words[block];
    }
    return left == 0 ? end : Math.min(end, block * Long.SIZE + Long.numberOfTrailingZeros(left));
  }

  /// How many blanks stand here, where all is plain already; otherwise [#ODD] or [#WIDE].
  int blanks(int from, int end) {
    if (from >= end) {
      return 0;
    }
    int count = 0;
    long doubled = 0;
    long before = 0;
    int last = (end - 1) / Long.SIZE;
    for (int block = from / Long.SIZE; block <= last; block++) {
      long here = within(block, from, end);
      if ((odd[block] & here) != 0) {
        return ODD;
      }
      long blank = blanks[block] & here;
      doubled |= blank & (blank << 1 | before);
      before = blank >>> (Long.SIZE - 1);
      count += Long.bitCount(blank);
    }
    return doubled == 0 ? count : WIDE;
  }

  /// Does a digit or one of `:;<=>?@` stand here?
  boolean tells(int from, int end) {
    for (int block = from / Long.SIZE; block * Long.SIZE < end; block++) {
      if ((telling[block] & within(block, from, end)) != 0) {
        return true;
      }
    }
    return false;
  }

  /// The places of a block that are asked about.
  private static long within(int block, int from, int end) {
    long places = -1L;
    if (block * Long.SIZE < from) {
      places &= -1L << from;
    }
    if (end - block * Long.SIZE < Long.SIZE) {
      places &= -1L >>> -end;
    }
    return places;
  }

  /// Behind the blanks that stand here.
  int begin(int from, int end) {
    int begin = from;
    while (begin < end && (bytes[begin] == ' ' || bytes[begin] == '\t')) {
      begin++;
    }
    return begin;
  }

  /// Eight from here on; blanks where there are not so many. Signs may look like others.
  long small(int from, int end) {
    return Eight.small(Eight.of(bytes, from), end - from);
  }

  /// As a text, if all are of English.
  String text(int from, int end) {
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
