package dev.hearken.charset;

import java.io.ByteArrayOutputStream;

/// The HZ of Chinese news groups (RFC 1843): seven bits, in which `~{` and `~}` stand around
/// Chinese.
final class Hz {
  private Hz() {}

  /// The same in eight bits, which is GB 2312.
  static byte[] unpack(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length);
    boolean chinese = false;
    for (int i = 0; i < bytes.length; i++) {
      int next = i + 1 < bytes.length ? bytes[i + 1] : 0;
      if (bytes[i] == '~' && (next == '{' || next == '}')) {
        chinese = next == '{';
        i++;
      } else if (bytes[i] == '~' && next == '~' && !chinese) {
        out.write('~');
        i++;
      } else if (bytes[i] == '~' && next == '\n' && !chinese) {
        i++;
      } else if (bytes[i] == '\n') {
        chinese = false;
        out.write('\n');
      } else {
        out.write(chinese && bytes[i] > 0x20 ? bytes[i] | 0x80 : bytes[i]);
      }
    }
    return out.toByteArray();
  }
}
