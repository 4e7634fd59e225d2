package dev.hearken.header;

import dev.hearken.charset.Charsets;
import dev.hearken.charset.Decoded;

/// The value of a field as text.
public final class HeaderText {
  private HeaderText() {}

  /// As it stands in the mail, on one line, encoded words still encoded.
  ///
  /// @param charset of bytes beyond ASCII that are not UTF-8, as the mail's text has it; empty when
  ///   not known
  public static Decoded raw(byte[] value, String charset) {
    var decoded = Charsets.decode(value, charset);
    return new Decoded(onOneLine(decoded.text()), decoded.replaced(), decoded.charset());
  }

  /// As a person reads it.
  public static Decoded words(byte[] value, String charset) {
    return words(raw(value, charset));
  }

  static Decoded words(Decoded raw) {
    var decoded = EncodedWords.decode(raw.text());
    return new Decoded(
        onOneLine(decoded.text()), raw.replaced() + decoded.replaced(), raw.charset());
  }

  /// Without line breaks and control characters, blanks folded at both ends only.
  public static String onOneLine(String text) {
    int control = -1;
    for (int i = 0; i < text.length() && control < 0; i++) {
      control = text.charAt(i) < 0x20 || text.charAt(i) == 0x7f ? i : -1;
    }
    if (control < 0) {
      return text.strip();
    }
    var line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        // A fold: the blank that follows it stays.
        continue;
      }
      line.append(c == '\t' || c == '\f' || c == 0x0b ? ' ' : c < 0x20 || c == 0x7f ? '\ufffd' : c);
    }
    return line.toString().strip();
  }
}
