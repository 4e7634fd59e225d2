package dev.hearken.words;

/// A few signs that mean the same at the ends of a line. Nearly each line is asked about them, so
/// telling one takes a look at a bit.
///
/// @param low a bit for each of the first 64 characters of ASCII
/// @param high a bit for each of the others
/// @param others those beyond ASCII
public record SignSet(long low, long high, String others) {
  private static final int ASCII = 128;

  public static SignSet of(String signs) {
    long low = 0;
    long high = 0;
    var others = new StringBuilder();
    for (int i = 0; i < signs.length(); i++) {
      char c = signs.charAt(i);
      if (c >= ASCII) {
        others.append(c);
      } else if (c < Long.SIZE) {
        low |= 1L << c;
      } else {
        high |= 1L << c;
      }
    }
    return new SignSet(low, high, others.toString());
  }

  public boolean has(char c) {
    return c < ASCII ? ((c < Long.SIZE ? low : high) >>> c & 1) != 0 : others.indexOf(c) >= 0;
  }

  /// How many of them a text begins with.
  public int before(String text) {
    int before = 0;
    while (before < text.length() && has(text.charAt(before))) {
      before++;
    }
    return before;
  }

  /// Before those that a text ends with, down to where one begins.
  public int end(String text, int from) {
    int end = text.length();
    while (end > from && has(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /// Is the last letter of a text one of them?
  public boolean ends(String text) {
    return !text.isEmpty() && has(text.charAt(text.length() - 1));
  }

  /// Is the first one?
  public boolean begins(String text) {
    return !text.isEmpty() && has(text.charAt(0));
  }

  /// A text without those at its beginning.
  public String behind(String text) {
    return text.substring(before(text));
  }

  /// A text without those at its ends.
  public String within(String text) {
    int from = before(text);
    return text.substring(from, end(text, from));
  }
}
