package dev.hearken.author;

import java.util.Arrays;

/// The lines of a text that was made of HTML, and which lines of a mail they are.
final class Rendered {
  private final String text;
  private final int[] starts;
  private final int from;

  private Rendered(String text, int[] starts, int from) {
    this.text = text;
    this.starts = starts;
    this.from = from;
  }

  /// @param text as it was rendered
  /// @param shown the same, tidied: without blank lines at its ends
  /// @param from the line with which it begins in the whole mail
  static Rendered of(String text, String shown, int from) {
    int lines = AuthorText.lines(shown);
    int before = 0;
    for (int i = 0; i < text.length() && Character.isWhitespace(text.charAt(i)); i++) {
      before += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new Rendered(text, starts(text, before, lines), from);
  }

  /// Where the lines begin, and where the last one ends; nothing when there are not so many.
  private static int[] starts(String text, int before, int lines) {
    var starts = new int[lines + 1];
    int at = 0;
    for (int skipped = 0; skipped < before; skipped++) {
      at = text.indexOf('\n', at) + 1;
    }
    for (int i = 0; i < lines; i++) {
      starts[i] = at;
      int end = text.indexOf('\n', at);
      if (end < 0) {
        starts[i + 1] = text.length();
        return i + 1 == lines ? starts : new int[1];
      }
      at = end + 1;
      starts[i + 1] = at;
    }
    return starts;
  }

  int size() {
    return starts.length - 1;
  }

  /// The line of the mail that its first one is.
  int from() {
    return from;
  }

  int start(int line) {
    return starts[line];
  }

  String text() {
    return text;
  }

  /// The line that a place is in; -1 when it is in none.
  int line(int at) {
    int found = Arrays.binarySearch(starts, at);
    int line = found >= 0 ? found : -found - 2;
    return line < starts.length - 1 ? line : -1;
  }
}
