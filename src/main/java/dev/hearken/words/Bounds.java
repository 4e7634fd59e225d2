package dev.hearken.words;

/// Where words begin and end. In scripts that set no blanks between words, everywhere.
final class Bounds {
  private Bounds() {}

  /// Is this place none within a word, so that one may end there or begin?
  static boolean is(String text, int at) {
    return at <= 0
        || at >= text.length()
        || !joined(text.charAt(at))
        || !joined(text.charAt(at - 1));
  }

  /// Does this letter stick to its neighbours? Those of Chinese, Japanese and Korean do not.
  static boolean joined(char c) {
    return c < 128
        ? ((c | ' ') >= 'a' && (c | ' ') <= 'z') || (c >= '0' && c <= '9')
        : Character.isLetterOrDigit(c) && !(c >= '\u2e80' && c <= '\ud7ff');
  }
}
