package dev.hearken.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Questions about bytes, answered eight at a time: a mail is looked through several times before
/// it is text.
public final class Octets {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;
  private static final long OTHERS = 0x7f * ONES;

  private Octets() {}

  public static boolean areAscii(byte[] bytes) {
    long all = 0;
    int at = 0;
    for (; at + 8 <= bytes.length; at += 8) {
      all |= (long) EIGHT.get(bytes, at);
    }
    for (; at < bytes.length; at++) {
      all |= bytes[at];
    }
    return (all & HIGHEST) == 0;
  }

  /// Where the first is that is not ASCII.
  ///
  /// @return the length of all of them when there is none
  public static int beyondAscii(byte[] bytes, int from) {
    int at = from;
    for (; at + 8 <= bytes.length; at += 8) {
      long found = (long) EIGHT.get(bytes, at) & HIGHEST;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < bytes.length && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /// How many are not ASCII.
  static int countBeyondAscii(byte[] bytes) {
    int count = 0;
    int at = 0;
    for (; at + 8 <= bytes.length; at += 8) {
      count += Long.bitCount((long) EIGHT.get(bytes, at) & HIGHEST);
    }
    for (; at < bytes.length; at++) {
      count += bytes[at] < 0 ? 1 : 0;
    }
    return count;
  }

  /// @return the length of all of them when it is not among them
  public static int indexOf(byte[] bytes, int octet, int from) {
    return indexOf(bytes, octet, from, bytes.length);
  }

  /// @return `to` when it is not among those before that
  public static int indexOf(byte[] bytes, int octet, int from, int to) {
    long wanted = octet * ONES;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long other = (long) EIGHT.get(bytes, at) ^ wanted;
      // Of the bytes that are zero now, the first is found without fail.
      long found = (other - ONES) & ~other & HIGHEST;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && bytes[at] != octet) {
      at++;
    }
    return Math.min(at, to);
  }

  /// Are they ASCII that a person can read, with tabs and line feeds?
  public static boolean areTidy(byte[] bytes) {
    long untidy = 0;
    int at = 0;
    for (; at + 8 <= bytes.length && untidy == 0; at += 8) {
      untidy = untidy((long) EIGHT.get(bytes, at));
    }
    for (; at < bytes.length && untidy == 0; at++) {
      untidy = untidy((bytes[at] & 0xff) | (('\n' * ONES) << 8));
    }
    return untidy == 0;
  }

  /// The highest bit of each byte that is not tidy.
  private static long untidy(long eight) {
    // Seven bits and a number of seven bits never spill into the next byte, and reach its highest
    // bit when both together are at least 0x80.
    long seven = eight & OTHERS;
    long control = ~(seven + (0x80 - ' ') * ONES);
    long meant = (seven + (0x80 - '\t') * ONES) & ~(seven + (0x7f - '\n') * ONES);
    long delete = seven + ONES;
    return (eight | (control & ~meant) | delete) & HIGHEST;
  }

  /// Is each character of UTF-8 among them whole, and written as it has to be?
  static boolean areUtf8(byte[] bytes) {
    for (int at = beyondAscii(bytes, 0); at < bytes.length; at = beyondAscii(bytes, at)) {
      int first = bytes[at++];
      int next = at < bytes.length ? bytes[at] & 0xff : 0;
      int more =
          switch (first & 0xff) {
            case 0xe0 -> next >= 0xa0 ? 2 : 0;
            case 0xed -> next < 0xa0 ? 2 : 0;
            case 0xf0 -> next >= 0x90 ? 3 : 0;
            case 0xf4 -> next < 0x90 ? 3 : 0;
            default ->
                first < (byte) 0xc2
                    ? 0
                    : first < (byte) 0xe0
                        ? 1
                        : first < (byte) 0xf0 ? 2 : first < (byte) 0xf4 ? 3 : 0;
          };
      if (more == 0 || at + more > bytes.length) {
        return false;
      }
      for (int end = at + more; at < end; at++) {
        if ((bytes[at] & 0xc0) != 0x80) {
          return false;
        }
      }
    }
    return true;
  }
}
