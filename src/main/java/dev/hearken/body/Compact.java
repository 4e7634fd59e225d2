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
  private static final long NOT_ASCII = 0x8080808080808080L;

  private Compact() {}

  /// Has it no blanks between its tokens, neither escapes nor what is written as such, and each
  /// character in its one right form?
  ///
  /// @param json in UTF-8, valid but for the last of these
  static boolean is(ByteBuffer json) {
    var bytes = json.array();
    int from = json.arrayOffset() + json.position();
    int end = from + json.remaining();
    // One byte, one character: Java looks for texts far faster than for bytes.
    var text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    return text.indexOf('\\') < 0 && !hasBlanks(text, bytes, from) && isStrict(bytes, from, end);
  }

  /// Between its tokens, if it has no escapes.
  private static boolean hasBlanks(String json, byte[] bytes, int from) {
    int at = 0;
    while (at < json.length()) {
      int quote = json.indexOf('"', at);
      int end = quote < 0 ? json.length() : quote;
      for (; at < end; at++) {
        if (bytes[from + at] <= ' ') {
          return true;
        }
      }
      at = quote < 0 ? end : json.indexOf('"', quote + 1) + 1;
    }
    return false;
  }

  /// Has no character more bytes than it needs, nor half of a surrogate pair bytes of its own?
  /// Eight bytes at a time, for most are ASCII.
  private static boolean isStrict(byte[] bytes, int from, int end) {
    int i = from;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      boolean ascii = ((long) EIGHT.get(bytes, i) & NOT_ASCII) == 0;
      if (!ascii && !areStrict(bytes, i, i + Long.BYTES)) {
        return false;
      }
    }
    return areStrict(bytes, i, end);
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
