package dev.hearken.words;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight letters at once, a byte each, the first one lowest. What is asked of them is answered in
/// the highest bit of each byte.
final class Eight {
  static final int LETTERS = 8;

  /// Of each letter, the bit in which a capital differs from it; that alone is a blank.
  static final long SMALL = 0x2020_2020_2020_2020L;

  static final long ALL = 0x8080_8080_8080_8080L;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long FIRST = 0x80L;
  private static final long GATHERING = 0x0102_0408_1020_4080L;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;
  private static final VarHandle VIEW =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Eight() {}

  /// The array must be so much longer than what is asked about.
  static long of(byte[] letters, int from) {
    return (long) VIEW.get(letters, from);
  }

  static void put(byte[] letters, int at, long eight) {
    VIEW.set(letters, at, eight);
  }

  /// Where letters, or other numbers, stand in a table of two to some power.
  static int place(long letters, int places) {
    return (int) (mixed(letters) >>> (Long.numberOfLeadingZeros(places) + 1));
  }

  /// Each bit of letters moves those above it.
  static long mixed(long letters) {
    return letters * MIX;
  }

  /// In small letters.
  static long lower(long eight) {
    long seven = eight & ~ALL;
    return eight | (from(seven, 'A') & ~from(seven, '[') & ~eight & ALL) >>> 2;
  }

  /// Their answers, a bit each, the first one lowest.
  static long gathered(long answers) {
    return ((answers >>> (Byte.SIZE - 1)) * GATHERING) >>> (Long.SIZE - Byte.SIZE);
  }

  /// So many of them in small letters, blanks behind.
  static long small(long eight, int letters) {
    return (letters < LETTERS ? eight & ((1L << (letters * Byte.SIZE)) - 1) : eight) | SMALL;
  }

  /// Those up to the end of the word that begins with the first one, in small letters, blanks
  /// behind; the first one alone where it sticks to none.
  static long word(long eight) {
    long apart = ~(joined(eight) | joinedOthers(eight)) & ALL;
    return before((apart & ~FIRST) | (apart & FIRST) << Byte.SIZE, eight) | SMALL;
  }

  /// Those before the first one that is answered with yes.
  private static long before(long answers, long eight) {
    return eight & (((answers & -answers) >>> (Byte.SIZE - 1)) - 1);
  }

  /// So many of them, letters behind.
  static long filled(long eight, int letters) {
    if (letters >= LETTERS) {
      return eight;
    }
    long kept = (1L << (letters * Byte.SIZE)) - 1;
    return (eight & kept) | ('a' * ONES & ~kept);
  }

  static long blanks(long eight) {
    return are(eight, ' ');
  }

  /// Which of them are this one, of seven bits?
  static long are(long eight, int letter) {
    return ~(from((eight & ~ALL) ^ letter * ONES, 1) | eight) & ALL;
  }

  /// What is no blank and no sign or letter that everybody writes alike.
  static long odd(long eight) {
    long seven = eight & ~ALL;
    long accents = ~from(seven ^ '`' * ONES, 1);
    return (~from(seven, ' ') | from(seven, 0x7f) | accents | eight) & ALL;
  }

  /// Digits and `:;<=>?@`.
  static long telling(long eight) {
    long seven = eight & ~ALL;
    return from(seven, '0') & ~from(seven, 'A') & ~eight & ALL;
  }

  /// Of those that tell, the digits.
  static long digits(long eight, long telling) {
    return telling & ~from(eight & ~ALL, ':');
  }

  /// Of those that tell, the colons.
  static long colons(long eight, long telling) {
    return telling & from(eight & ~ALL, ':') & ~from(eight & ~ALL, ';');
  }

  /// Of those that tell, each `@`.
  static long ats(long eight, long telling) {
    return telling & from(eight & ~ALL, '@');
  }

  /// Those of English that stick to their neighbours.
  static long joined(long eight) {
    long seven = eight & ~ALL;
    long small = seven | SMALL;
    long letters = from(small, 'a') & ~from(small, '{');
    long digits = from(seven, '0') & ~from(seven, ':');
    return (letters | digits) & ~eight & ALL;
  }

  /// Does the first one?
  static boolean joinedAt(long eight) {
    return ((joined(eight) | joinedOthers(eight)) & FIRST) != 0;
  }

  /// Those of other languages that do.
  static long joinedOthers(long eight) {
    return eight & (eight << 1) & ALL;
  }

  /// Those of other languages that do not.
  static long aloneOthers(long eight) {
    return eight & ~(eight << 1) & ALL;
  }

  /// Those of seven bits that do not come before this one, in the highest bits; the others tell
  /// nothing.
  private static long from(long seven, int letter) {
    return seven + (0x80 - letter) * ONES;
  }
}
