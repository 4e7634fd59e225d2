package dev.hearken.charset;

/// The UTF-7 of old mail programs (RFC 2152), which Java does not know.
final class Utf7 {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Utf7() {}

  static String decode(byte[] bytes) {
    var text = new StringBuilder(bytes.length);
    int i = 0;
    while (i < bytes.length) {
      char c = (char) (bytes[i++] & 0xff);
      if (c != '+') {
        text.append(c);
        continue;
      }
      if (i < bytes.length && bytes[i] == '-') {
        text.append('+');
        i++;
        continue;
      }
      int bits = 0;
      int count = 0;
      int begin = i;
      for (; i < bytes.length; i++) {
        int digit = DIGITS.indexOf(bytes[i]);
        if (digit < 0) {
          break;
        }
        bits = (bits << 6) | digit;
        count += 6;
        if (count >= 16) {
          count -= 16;
          text.append((char) (bits >>> count));
        }
        bits &= (1 << count) - 1;
      }
      if (i == begin) {
        text.append('+');
      } else if (i < bytes.length && bytes[i] == '-') {
        i++;
      }
    }
    return text.toString();
  }
}
