package dev.hearken.clean;

import dev.hearken.words.SignSet;

/// Finds what was wrapped out of quoted lines.
final class WrappedQuotes {
  private static final SignSet BRACKETS = SignSet.of("(<");
  private static final int NARROW = 45;
  private static final int WRAPPED_AT = 60;
  private static final int LONGEST_REST = 45;
  private static final int MOST_WRAPPED = 3;
  private static final int SCRAP = 8;
  private static final int LONG = 20;
  private static final int FULL = 70;

  private WrappedQuotes() {}

  /// A short rest between two quoted lines, the first of which was full, was wrapped out of it; so
  /// were a link and its brackets. What was left out above a quoted line belongs to it, and so does
  /// a border.
  static void mark(Draft draft, boolean[] quoted) {
    for (int i = 1; i < draft.size(); i++) {
      if (quoted[i] || !draft.own(i)) {
        continue;
      }
      int below = draft.filled(i + 1);
      if (below < draft.size()
          && quoted[below]
          && (Elision.sure(draft.line(i)) || borders(draft, i, quoted))) {
        draft.mark(i, i + 1, Mark.QUOTE, Rule.WRAPPED_QUOTE);
      }
      if (!quoted[i - 1] || !draft.own(i)) {
        continue;
      }
      int end = i;
      boolean bracket = false;
      while (end < draft.size() && end < i + MOST_WRAPPED && draft.own(end) && link(draft, end)) {
        bracket |= BRACKETS.begins(draft.line(end).plain());
        end++;
      }
      if (!(bracket && end < draft.size() && quoted[end])) {
        end = rest(draft, i, quoted);
      }
      draft.mark(i, end, Mark.QUOTE, Rule.WRAPPED_QUOTE);
    }
  }

  /// Is it a long border below a quoted line, or right above one and apart from what stands above?
  private static boolean borders(Draft draft, int i, boolean[] quoted) {
    return draft.line(i).border(LONG) && (quoted[i - 1] || (quoted[i + 1] && draft.blank(i - 1)));
  }

  /// Where the rest of a full quoted line ends that begins here: a line before the next quoted one,
  /// or a few scraps, or a word in small letters with a blank line below.
  private static int rest(Draft draft, int from, boolean[] quoted) {
    var above = draft.line(from - 1).plain();
    if (above.length() < NARROW || draft.line(from - 1).sentence()) {
      return from;
    }
    if (wrapped(draft, from, quoted)) {
      return from + 1;
    }
    if (above.length() < WRAPPED_AT) {
      return from;
    }
    int end = from;
    while (end < draft.size() && end < from + MOST_WRAPPED && draft.own(end)) {
      end++;
    }
    int next = draft.filled(end);
    if (next >= draft.size() || !quoted[next] || !draft.line(next).quoted()) {
      return from;
    }
    boolean scraps = true;
    for (int i = from; i < end; i++) {
      scraps &= draft.line(i).plain().length() <= SCRAP;
    }
    var first = draft.line(from).plain();
    if (next > end) {
      boolean word = scraps && Character.isLowerCase(first.codePointAt(0));
      return word
              && end == from + 1
              && draft.line(from).words() == 1
              && !draft.line(from).sentence()
          ? end
          : from;
    }
    boolean line =
        end == from + 1 && first.length() <= LONGEST_REST && above.length() + first.length() > FULL;
    return line || (scraps && end > from) ? end : from;
  }

  /// A word in small letters, right between two quoted lines or at the end of the last sentence of
  /// a full one.
  private static boolean wrapped(Draft draft, int i, boolean[] quoted) {
    var line = draft.line(i);
    if (line.words() != 1
        || !Character.isLowerCase(line.plain().codePointAt(0))
        || i + 1 >= draft.size()) {
      return false;
    }
    int full = draft.line(i - 1).plain().length() + line.plain().length();
    return line.sentence()
        ? draft.blank(i + 1) && full > FULL && line.plain().endsWith(".")
        : quoted[i + 1] && !begins(draft.line(i + 1).plain());
  }

  /// Does a sentence begin in a quoted line?
  private static boolean begins(String plain) {
    int first = 0;
    while (first < plain.length() && !Character.isLetter(plain.charAt(first))) {
      first++;
    }
    return first < plain.length() && Character.isUpperCase(plain.charAt(first));
  }

  private static boolean link(Draft draft, int i) {
    var line = draft.line(i);
    return line.words() <= 2 && (line.linked() || line.plain().length() <= 2);
  }
}
