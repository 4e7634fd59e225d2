package dev.hearken.words;

import java.text.Normalizer;
import java.util.Locale;

/// The form in which words are compared: without marks of direction and emphasis, each blank a
/// plain one, quotation marks and apostrophes straight, in small letters.
public final class Plain {
  /// Nothing that is looked for stands further back in a line.
  private static final int LONGEST = 800;

  /// From here on the letters of those languages stand.
  private static final int BLANKLESS = 0x2e80;

  private Plain() {}

  /// Without what cannot be seen; blanks at the ends are gone, those within are one.
  public static String of(String text) {
    int end = Math.min(text.length(), LONGEST);
    var plain = new StringBuilder(end);
    boolean blank = false;
    boolean simple = true;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean usual = c > ' ' && c <= '~' && c != '`';
      if (!usual && (c <= ' ' || Character.isSpaceChar(c))) {
        blank = true;
        continue;
      }
      if (!usual && unseen(c)) {
        continue;
      }
      if (blank && !plain.isEmpty()) {
        plain.append(' ');
      }
      blank = false;
      simple &= c < 128;
      plain.append(usual ? c : straight(c));
    }
    return simple ? plain.toString() : Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  /// The same of what is plain but for several blanks between words.
  static String narrow(String text, int from, int end) {
    var plain = new StringBuilder(end - from);
    int start = from;
    for (int gap = text.indexOf("  ", from, end); gap >= 0; gap = text.indexOf("  ", start, end)) {
      plain.append(text, start, gap + 1);
      start = gap + 2;
      while (text.charAt(start) == ' ') {
        start++;
      }
    }
    return plain.append(text, start, end).toString();
  }

  /// Before those at its end, or where nothing is looked for any more.
  static int end(String text, int begin) {
    int end = Math.min(text.length(), LONGEST);
    while (end > begin && text.charAt(end - 1) == ' ') {
      end--;
    }
    return Math.max(begin, end);
  }

  /// In small letters; a dot that Turkish capitals leave behind is dropped.
  public static String lower(String plain) {
    var lower = plain.toLowerCase(Locale.ROOT);
    return lower.indexOf('\u0307') < 0 ? lower : lower.replace("\u0307", "");
  }

  /// Has it no letters but those of English?
  static boolean ascii(String text) {
    int plain = 0;
    while (plain < text.length() && text.charAt(plain) <= '~') {
      plain++;
    }
    return plain == text.length();
  }

  /// Is it of a language that sets no blanks between words, as Chinese and Japanese are, or of one
  /// written beside them?
  public static boolean blankless(int codePoint) {
    return codePoint >= BLANKLESS;
  }

  /// Without the marks above and below letters.
  static String withoutAccents(String text) {
    if (ascii(text)) {
      return text;
    }
    var apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    var bare = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      if (Character.getType(apart.charAt(i)) != Character.NON_SPACING_MARK) {
        bare.append(apart.charAt(i));
      }
    }
    return bare.toString();
  }

  private static boolean unseen(char c) {
    return c == '\u00ad'
        || (c >= '\u200b' && c <= '\u200f')
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2060' && c <= '\u2069')
        || c == '\ufeff';
  }

  private static char straight(char c) {
    return switch (c) {
      case '\u2018', '\u2019', '\u02bc', '\u00b4', '`' -> '\'';
      case '\u201c', '\u201d', '\u201e' -> '"';
      case '\uff1a', '\ufe55' -> ':';
      case '\uff1c' -> '<';
      case '\uff1e' -> '>';
      case '\uff0c', '\u060c' -> ',';
      case '\u2010', '\u2011', '\u2012', '\u2015' -> '-';
      case '\uff08' -> '(';
      case '\uff09' -> ')';
      default -> c >= '\u0660' && c <= '\u0669' ? (char) ('0' + (c - '\u0660')) : c;
    };
  }
}
