package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.SignSet;
import java.util.Set;

/// Where somebody left out a part of what he quotes: "[...]", "<snip>", "(lost)", "…".
final class Elision {
  private static final SignSet DRAWN = SignSet.of("-=*~8<>. ");
  private static final SignSet DOTS = SignSet.of(". \u2026");
  private static final SignSet BRACKETS = SignSet.of("[]()<>{}");
  private static final Set<String> SNIPPED = Set.of("snip", "snipped", "cut", "schnipp");
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
    return (bracketed && !line.linked()) || sure(line);
  }

  /// Can it be nothing else: "[...]", "<snip>"?
  static boolean sure(Line line) {
    if (line.words() > MOST_WORDS) {
      return false;
    }
    var left = BRACKETS.within(line.lower()).strip();
    return dots(left) || SNIPPED.contains(DRAWN.within(left));
  }

  private static boolean dots(String plain) {
    return DOTS.before(plain) == plain.length() && (plain.length() > 1 || plain.equals("\u2026"));
  }
}
