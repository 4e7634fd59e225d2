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
  private static final long GATHERING = 0x0102_0408_1020_4080L;
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

  /// In small letters.
  static long lower(long eight) {
    return eight | (from(eight, 'A') & ~from(eight, '[')) >>> 2;
  }

  /// Their answers, a bit each, the first one lowest.
  static long gathered(long answers) {
    return ((answers >>> (Byte.SIZE - 1)) * GATHERING) >>> (Long.SIZE - Byte.SIZE);
  }

  /// So many of them in small letters, blanks behind.
  static long small(long eight, int letters) {
    return (letters < LETTERS ? eight & ((1L << (letters * Byte.SIZE)) - 1) : eight) | SMALL;
  }

  /// Those up to so many.
  static long first(int letters) {
    return letters < LETTERS ? ALL & ((1L << (letters * Byte.SIZE)) - 1) : ALL;
  }

  static long blanks(long eight) {
    long rest = eight ^ SMALL;
    return ~((rest & ~ALL) + ~ALL | rest) & ALL;
  }

  /// What is no blank and no sign or letter that everybody writes alike.
  static long odd(long eight) {
    long seen = from(eight, ' ') & ~from(eight, 0x7f);
    long accent = from(eight, '`') & ~from(eight, 'a');
    return (~seen & ALL) | accent;
  }

  /// Those that stick to their neighbours.
  static long joined(long eight) {
    long small = eight | SMALL;
    return (from(small, 'a') & ~from(small, '{'))
        | (from(eight, '0') & ~from(eight, ':'))
        | (eight & eight << 1 & ALL);
  }

  /// Those of ASCII that do not come before this one.
  private static long from(long eight, int letter) {
    return ((eight & ~ALL) + (0x80 - letter) * ONES) & ALL & ~eight;
  }
}
