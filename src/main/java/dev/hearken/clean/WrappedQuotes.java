package dev.hearken.clean;

import dev.hearken.words.Line;

/// Finds what was wrapped out of quoted lines.
final class WrappedQuotes {
  private static final int WRAPPED_AT = 60;
  private static final int LONGEST_REST = 45;
  private static final int MOST_WRAPPED = 3;

  private WrappedQuotes() {}

  /// A short rest between two quoted lines, the first of which was full, was wrapped out of it; so
  /// were a link and its brackets.
  static void mark(Draft draft, boolean[] quoted) {
    for (int i = 1; i + 1 < draft.size(); i++) {
      if (quoted[i] || !quoted[i - 1] || !draft.own(i)) {
        continue;
      }
      int end = i;
      boolean bracket = false;
      while (end < draft.size() && end < i + MOST_WRAPPED && draft.own(end) && link(draft, end)) {
        bracket |= "(<".indexOf(draft.line(end).plain().charAt(0)) >= 0;
        end++;
      }
      if (bracket && end < draft.size() && quoted[end]) {
        draft.mark(i, end, Mark.QUOTE, Rule.WRAPPED_QUOTE);
      } else if (quoted[i + 1] && rest(draft.line(i - 1), draft.line(i), draft.line(i + 1))) {
        draft.mark(i, i + 1, Mark.QUOTE, Rule.WRAPPED_QUOTE);
      }
    }
  }

  private static boolean link(Draft draft, int i) {
    var line = draft.line(i);
    return line.words() <= 2 && (line.linked() || line.plain().length() <= 2);
  }

  private static boolean rest(Line above, Line line, Line below) {
    return above.plain().length() >= WRAPPED_AT
        && line.plain().length() <= LONGEST_REST
        && above.plain().length() + line.plain().length() > 70
        && !above.sentence()
        && below.quoted();
  }
}
