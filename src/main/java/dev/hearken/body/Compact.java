package dev.hearken.body;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Tells JSON that is written as this server would write it. It can be stored as it was sent, where
/// any other is written anew first: what means the same is then the same.
final class Compact {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final String ESCAPED = "\"\\bfnrt";
  private static final long HIGHEST = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;
  private static final long TWO_BYTES_BUT_ONE = 0xc0c0c0c0c0c0c0c0L;

  private Compact() {}

  /// Has it no blanks between its tokens, and each character in its one right form?
  ///
  /// @param json in UTF-8, valid but for characters that have more bytes than they need, or are
  ///   halves of surrogate pairs
  static boolean is(ByteBuffer json) {
    var bytes = json.array();
    int from = json.arrayOffset() + json.position();
    int end = from + json.remaining();
    // One byte, one character: Java looks for texts far faster than for bytes.
    var text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    return hasRightTokens(text, bytes, from) && isStrict(bytes, from, end);
  }

  /// Has it no blanks between its tokens, and no escapes in them but those that must be?
  private static boolean hasRightTokens(String json, byte[] bytes, int from) {
    int at = 0;
    while (at < json.length()) {
      int quote = json.indexOf('"', at);
      int end = quote < 0 ? json.length() : quote;
      for (; at < end; at++) {
        if (bytes[from + at] <= ' ') {
          return false;
        }
      }
      if (quote >= 0) {
        int closing = end(json, quote + 1);
        if (closing < 0) {
          return false;
        }
        at = closing + 1;
      }
    }
    return true;
  }

  /// Where a string ends, or -1 when it has another escape than those of one letter, which stand
  /// for what is always written so.
  private static int end(String json, int from) {
    int quote = json.indexOf('"', from);
    for (int escape = json.indexOf('\\', from, quote);
        escape >= 0;
        escape = json.indexOf('\\', escape + 2, quote)) {
      if (ESCAPED.indexOf(json.charAt(escape + 1)) < 0) {
        return -1;
      }
      if (escape + 1 == quote) {
        quote = json.indexOf('"', quote + 1);
      }
    }
    return quote;
  }

  /// Has no character more bytes than it needs, nor half of a surrogate pair bytes of its own?
  /// Eight bytes at a time, for in most there is nothing to look at.
  private static boolean isStrict(byte[] bytes, int from, int end) {
    int i = from;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      if (mayBeOdd((long) EIGHT.get(bytes, i)) && !areStrict(bytes, i, i + Long.BYTES)) {
        return false;
      }
    }
    return areStrict(bytes, i, end);
  }

  /// May one of these begin a character that is not in its right form: from 0xe0 on, or 0xc0 or
  /// 0xc1? Most that are not ASCII are between.
  private static boolean mayBeOdd(long bytes) {
    long three = bytes & bytes << 1 & bytes << 2 & HIGHEST;
    long rest = (bytes & ~ONES) ^ TWO_BYTES_BUT_ONE;
    long two = (rest - ONES) & ~rest & HIGHEST;
    return (three | two) != 0;
  }

  private static boolean areStrict(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      int lead = bytes[i] & 0xff;
      if (lead >= 0xc0 && !isStrict(lead, bytes[i + 1] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isStrict(int lead, int second) {
    return switch (lead) {
      case 0xc0, 0xc1 -> false;
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second < 0xa0;
      // What has four bytes is written as two escapes.
      default -> lead < 0xf0;
    };
  }
}
