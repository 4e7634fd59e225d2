package dev.hearken.clean;

import dev.hearken.words.Line;

/// Where somebody left out a part of what he quotes: "[...]", "<snip>", "(lost)", "…".
final class Elision {
  private static final int MOST_WORDS = 3;

  private Elision() {}

  static boolean is(Line line) {
    var plain = line.plain();
    if (plain.isEmpty() || line.words() > MOST_WORDS) {
      return false;
    }
    char first = plain.charAt(0);
    char last = plain.charAt(plain.length() - 1);
    boolean bracketed =
        (first == '[' && last == ']')
            || (first == '<' && last == '>')
            || (first == '(' && last == ')')
            || (first == '{' && last == '}');
    return (bracketed && !line.linked()) || dots(plain) || undrawn(line.lower()).equals("snip");
  }

  private static boolean dots(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      if (". \u2026".indexOf(plain.charAt(i)) < 0) {
        return false;
      }
    }
    return plain.length() > 1 || plain.charAt(0) == '\u2026';
  }

  private static String undrawn(String lower) {
    int start = 0;
    int end = lower.length();
    while (start < end && "-=*~8<>. ".indexOf(lower.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && "-=*~8<>. ".indexOf(lower.charAt(end - 1)) >= 0) {
      end--;
    }
    return lower.substring(start, end);
  }
}
