package dev.hearken.header;

import dev.hearken.charset.Charsets;
import dev.hearken.charset.Decoded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Words of RFC 2047, such as `=?utf-8?q?caf=C3=A9?=`, in what was written by programs that had not
/// read it: blanks and question marks in a word, words that touch, characters that are cut into two
/// words, ends that are missing.
final class EncodedWords {
  private static final int LONGEST_NAME = 60;

  private final String raw;
  private final StringBuilder text = new StringBuilder();
  private int replaced;

  /// Of words that follow each other in one character set, together: a character may begin in one
  /// and end in the next.
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String charset = "";

  private EncodedWords(String raw) {
    this.raw = raw;
  }

  static Decoded decode(String raw) {
    return raw.contains("=?") ? new EncodedWords(raw).run() : new Decoded(raw, 0, "");
  }

  /// Where the word that begins at `start` ends; -1 when none does.
  static int end(String raw, int start) {
    var word = Word.at(raw, start);
    return word == null ? -1 : word.end;
  }

  private Decoded run() {
    int at = 0;
    int plainFrom = 0;
    while ((at = raw.indexOf("=?", at)) >= 0) {
      var word = Word.at(raw, at);
      if (word == null) {
        at += 2;
        continue;
      }
      var between = raw.substring(plainFrom, at);
      if (!between.isBlank() || bytes.size() == 0 || !word.charset.equalsIgnoreCase(charset)) {
        finish();
        if (!between.isBlank() || text.isEmpty() || plainFrom == 0) {
          text.append(between);
        }
      }
      charset = word.charset;
      bytes.writeBytes(word.bytes(raw));
      at = word.end;
      plainFrom = at;
    }
    finish();
    text.append(raw, plainFrom, raw.length());
    return new Decoded(text.toString(), replaced, "");
  }

  private void finish() {
    if (bytes.size() > 0) {
      var decoded = Charsets.decode(bytes.toByteArray(), charset);
      text.append(decoded.text());
      replaced += decoded.replaced();
      bytes.reset();
    }
  }

  private record Word(String charset, boolean base64, int from, int to, int end) {
    static @Nullable Word at(String raw, int start) {
      int name = start + 2;
      int mark = raw.indexOf('?', name);
      if (mark <= name
          || mark - name > LONGEST_NAME
          || mark + 2 >= raw.length()
          || raw.charAt(mark + 2) != '?') {
        return null;
      }
      char kind = Character.toLowerCase(raw.charAt(mark + 1));
      if (kind != 'q' && kind != 'b') {
        return null;
      }
      var charset = raw.substring(name, mark);
      int language = charset.indexOf('*');
      int from = mark + 3;
      int to = end(raw, from, kind == 'q');
      int end = Math.min(raw.length(), to + 2);
      return new Word(
          language < 0 ? charset : charset.substring(0, language), kind == 'b', from, to, end);
    }

    /// A word without an end goes to the next blank.
    private static int end(String raw, int from, boolean quoted) {
      int to = raw.indexOf("?=", from);
      while (quoted && to >= 0 && isHex(raw, to + 2) && isHex(raw, to + 3)) {
        int later = raw.indexOf("?=", to + 2);
        int next = raw.indexOf("=?", to + 2);
        if (later < 0 || (next >= 0 && next < later)) {
          break;
        }
        to = later;
      }
      if (to < 0) {
        to = from;
        while (to < raw.length() && !Character.isWhitespace(raw.charAt(to))) {
          to++;
        }
      }
      return to;
    }

    byte[] bytes(String raw) {
      return base64 ? base64(raw) : quoted(raw);
    }

    private byte[] base64(String raw) {
      var digits = new StringBuilder();
      for (int i = from; i < to; i++) {
        char c = raw.charAt(i);
        if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/')) {
          digits.append(c);
        }
      }
      if (digits.length() % 4 == 1) {
        digits.setLength(digits.length() - 1);
      }
      return Base64.getDecoder().decode(digits.toString());
    }

    private byte[] quoted(String raw) {
      var out = new ByteArrayOutputStream(to - from);
      for (int i = from; i < to; i++) {
        char c = raw.charAt(i);
        if (c == '=' && isHex(raw, i + 1) && isHex(raw, i + 2) && i + 2 < to) {
          out.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
          i += 2;
        } else if (c == '_') {
          out.write(' ');
        } else if (c < 0x80) {
          out.write(c);
        } else {
          out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        }
      }
      return out.toByteArray();
    }

    private static boolean isHex(String raw, int at) {
      return at < raw.length() && Character.digit(raw.charAt(at), 16) >= 0 && raw.charAt(at) < 0x80;
    }
  }
}
