package dev.hearken.words;

import java.nio.charset.StandardCharsets;

/// A text with a byte for each letter, so that eight are looked at in one step: those of English
/// are as they are, several others may be one. Where words begin is worked out once.
final class Letters {
  /// What stands somewhere beside how many blanks and digits: what is no blank and no sign that
  /// everybody writes alike.
  static final long ODD = 1L << 32;

  /// More than one blank between two words.
  static final long WIDE = 1L << 33;

  /// A digit or one of `:;<=>?@`.
  static final long TELLING = 1L << 34;

  /// A colon.
  static final long COLON = 1L << 35;

  /// An `@`.
  static final long AT = 1L << 36;

  private static final int COUNTED = 0xffff;

  private static final int OTHER = 0x80;
  private static final int OTHER_JOINED = 0xc0;
  private static final int KEPT = 0x1f;

  /// At least eight more than there are letters.
  private final byte[] bytes;

  private final int length;

  /// A bit for each place where a word begins, of the blocks that were asked about.
  private final long[] words;

  private Letters(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
    words = new long[length / Long.SIZE + 1];
  }

  /// @param text in small letters where it has others than those of English
  static Letters of(String text) {
    var bytes = room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[i] = of(text.charAt(i));
    }
    return new Letters(bytes, text.length());
  }

  /// Those of other languages are only told to be odd, which takes less time.
  static Letters rough(String text) {
    int length = text.length();
    var bytes = room(length);
    var latin = text.getBytes(StandardCharsets.ISO_8859_1);
    if (new String(latin, StandardCharsets.ISO_8859_1).equals(text)) {
      System.arraycopy(latin, 0, bytes, 0, length);
    } else {
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) Math.min(text.charAt(i), OTHER);
      }
    }
    return new Letters(bytes, length);
  }

  private static byte[] room(int length) {
    return new byte[(length / Eight.LETTERS + 2) * Eight.LETTERS];
  }

  static byte of(char c) {
    if (c < OTHER) {
      return (byte) c;
    }
    return (byte) ((Bounds.joined(c) ? OTHER_JOINED : OTHER) | ((c ^ (c >> 5)) & KEPT));
  }

  int length() {
    return length;
  }

  /// What stands in a part that is no longer than a line is looked at: how many blanks there are,
  /// alone or one beside another, how many digits, and which of [#ODD], [#WIDE], [#TELLING],
  /// [#COLON] and [#AT].
  long look(int from, int end) {
    int blanks = 0;
    int digits = 0;
    long doubled = 0;
    long odd = 0;
    long tells = 0;
    long colons = 0;
    long ats = 0;
    long before = 0;
    for (int i = from; i < end; i += Eight.LETTERS) {
      long eight = Eight.filled(Eight.of(bytes, i), end - i);
      long blank = Eight.blanks(eight);
      long telling = Eight.telling(eight);
      odd |= Eight.odd(eight);
      tells |= telling;
      digits += Long.bitCount(Eight.digits(eight, telling));
      colons |= Eight.colons(eight, telling);
      ats |= Eight.ats(eight, telling);
      long behind = blank << Byte.SIZE | before;
      doubled |= blank & behind;
      before = blank >>> (Long.SIZE - Byte.SIZE);
      blanks += Long.bitCount(blank & ~behind);
    }
    return blanks
        | (long) digits << Short.SIZE
        | (odd == 0 ? 0 : ODD)
        | (doubled == 0 ? 0 : WIDE)
        | (tells == 0 ? 0 : TELLING)
        | (colons == 0 ? 0 : COLON)
        | (ats == 0 ? 0 : AT);
  }

  /// How many blanks were seen.
  static int blanks(long seen) {
    return (int) seen & COUNTED;
  }

  /// How many digits were.
  static int digits(long seen) {
    return (int) (seen >>> Short.SIZE) & COUNTED;
  }

  /// Are there two `w` side by side?
  boolean mayHoldPage(int from, int end) {
    long doubled = 0;
    long before = 0;
    for (int i = from; i < end; i += Eight.LETTERS) {
      long eight = Eight.filled(Eight.of(bytes, i), end - i);
      long found = Eight.are(eight | Eight.SMALL, 'w');
      doubled |= found & (found << Byte.SIZE | before);
      before = found >>> (Long.SIZE - Byte.SIZE);
    }
    return doubled != 0;
  }

  /// Where words begin in a block, a bit for each place. In scripts that set no blanks between
  /// words each letter may be one.
  long words(int block, int from, int end) {
    if (words[block] == 0) {
      words[block] = words(block);
    }
    return words[block] & within(block, from, end);
  }

  private long words(int block) {
    int from = block * Long.SIZE;
    int end = Math.min(length - from, Long.SIZE);
    long joined = 0;
    long alone = 0;
    for (int i = 0; i < end; i += Eight.LETTERS) {
      long eight = Eight.of(bytes, from + i);
      joined |= Eight.gathered(Eight.joined(eight)) << i;
      if ((eight & Eight.ALL) != 0) {
        joined |= Eight.gathered(Eight.joinedOthers(eight)) << i;
        alone |= Eight.gathered(Eight.aloneOthers(eight)) << i;
      }
    }
    long before = from == 0 ? 0 : Eight.joinedAt(Eight.of(bytes, from - 1)) ? 1 : 0;
    return (joined & ~(joined << 1 | before)) | alone;
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

  /// Eight from here on in small letters; blanks where there are not so many. Signs may look like
  /// others.
  long small(int from, int end) {
    return Eight.small(Eight.of(bytes, from), end - from);
  }

  /// As a text in small letters, if all are of English.
  String text(int from, int end) {
    for (int i = from; i < end; i += Eight.LETTERS) {
      Eight.put(bytes, i, Eight.lower(Eight.of(bytes, i)));
    }
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
