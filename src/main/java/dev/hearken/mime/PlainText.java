package dev.hearken.mime;

import java.nio.charset.StandardCharsets;

/// Text as it was meant: line ends of one kind, lines that were broken on the way put together,
/// nothing that is no character.
final class PlainText {
  private static final int LONGEST_MARK = 60;
  private static final char UNKNOWN = '\ufffd';

  private PlainText() {}

  /// @param text with line ends of any kind
  static String tidy(String text, Notes notes) {
    int at = firstUntidy(text);
    if (at == text.length()) {
      return trim(text);
    }
    var out = new StringBuilder(text.length());
    out.append(text, 0, at);
    int unknown = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\r') {
        int next = at + 1;
        while (next < text.length() && text.charAt(next) == '\r') {
          next++;
        }
        if (next < text.length() && text.charAt(next) == '\n') {
          at = next;
        }
        out.append('\n');
      } else if (Character.isHighSurrogate(c)
          && at + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(at + 1))) {
        out.append(c).append(text.charAt(++at));
      } else if (c == 0 || Character.isSurrogate(c)) {
        out.append(UNKNOWN);
        unknown++;
      } else if (!isControl(c)) {
        out.append(c);
      }
    }
    notes.add(Note.Kind.REPLACED_CHARACTERS, unknown);
    return trim(out.toString());
  }

  private static boolean isControl(char c) {
    return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
  }

  private static int firstUntidy(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' || c > '~') && (isControl(c) || Character.isSurrogate(c))) {
        return i;
      }
    }
    return text.length();
  }

  /// Without empty lines at both ends, and without blanks at the very end.
  private static String trim(String text) {
    int from = 0;
    for (int i = 0; i < text.length() && Character.isWhitespace(text.charAt(i)); i++) {
      if (text.charAt(i) == '\n') {
        from = i + 1;
      }
    }
    int to = text.length();
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /// The same for bytes that are ASCII and tidy already.
  static String trim(byte[] tidy) {
    int from = 0;
    for (int i = 0; i < tidy.length && tidy[i] <= ' '; i++) {
      if (tidy[i] == '\n') {
        from = i + 1;
      }
    }
    int to = tidy.length;
    while (to > from && tidy[to - 1] <= ' ') {
      to--;
    }
    return new String(tidy, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /// Puts together what RFC 3676 has broken into lines of a width.
  ///
  /// @param tidy line ends are `\n`
  /// @param deleted are the blanks before breaks no part of the text?
  static String unfold(String tidy, boolean deleted) {
    var out = new StringBuilder(tidy.length());
    int depth = -1;
    for (int from = 0; from <= tidy.length(); ) {
      int newline = tidy.indexOf('\n', from);
      int to = newline < 0 ? tidy.length() : newline;
      int begin = from;
      while (begin < to && tidy.charAt(begin) == '>') {
        begin++;
      }
      int quotes = begin - from;
      if (begin < to && tidy.charAt(begin) == ' ') {
        begin++;
      }
      boolean signature = tidy.startsWith("-- ", begin) && to - begin == 3;
      boolean joins = depth == quotes && !signature;
      if (!joins) {
        if (from > 0) {
          out.append('\n');
        }
        out.repeat('>', quotes).append(quotes > 0 && begin < to ? " " : "");
      }
      boolean flows = to > begin && tidy.charAt(to - 1) == ' ' && !signature;
      out.append(tidy, begin, flows && deleted ? to - 1 : to);
      depth = flows ? quotes : -1;
      from = to + 1;
    }
    return out.toString();
  }

  /// The text of `text/enriched`, in which `<bold>` is a mark and `<<` a bracket.
  static String withoutMarks(String enriched) {
    var out = new StringBuilder(enriched.length());
    for (int i = 0; i < enriched.length(); i++) {
      char c = enriched.charAt(i);
      int end =
          c == '<' ? enriched.indexOf('>', i, Math.min(i + LONGEST_MARK, enriched.length())) : -1;
      if (c == '<' && i + 1 < enriched.length() && enriched.charAt(i + 1) == '<') {
        out.append('<');
        i++;
      } else if (end > 0) {
        i = end;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
