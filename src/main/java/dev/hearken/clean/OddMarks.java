package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.SignSet;
import java.util.Arrays;

/// Lines below an introduction that are marked as quoted in a way that would not tell them by
/// itself: by a bar, a bracket, a blank at the left.
final class OddMarks {
  private static final SignSet DRAWN = SignSet.of("-|:#%}];=+!\u00bb\u203a\u2502");
  private static final SignSet CLOSED = SignSet.of("|]}\u00bb\u203a\u2502");

  /// Tells also of a line that stands alone.
  private static final SignSet GOING_ON = SignSet.of("|]}\u00bb\u203a\u2502:%");

  private static final int MOST_BRACKETED = 40;

  private OddMarks() {}

  /// Where lines end that all begin with the same unusual mark, or are all indented while later
  /// ones are not.
  static int end(Draft draft, int from) {
    if (from >= draft.size()) {
      return from;
    }
    int bracketed = bracketed(draft, from);
    if (bracketed > from) {
      return bracketed;
    }
    var mark = mark(draft.line(from).plain());
    if (mark.isEmpty() && !indented(draft.line(from))) {
      return from;
    }
    int end = from;
    int lines = 0;
    int i = from;
    while (i < draft.size()) {
      var line = draft.line(i);
      if (mark.isEmpty() ? !indented(line) : !line.plain().startsWith(mark)) {
        break;
      }
      lines++;
      end = i + 1;
      i = draft.filled(i + 1);
    }
    boolean more = draft.filled(end) < draft.size();
    return mark.isEmpty() ? (more ? end : from) : (lines >= 2 || closed(mark) ? end : from);
  }

  /// Do two lines and more begin here that have a bar or a bracket in front? Those of a table have
  /// one behind, too.
  static boolean begin(Draft draft, int from) {
    if (from + 1 >= draft.size()) {
      return false;
    }
    var plain = draft.line(from).plain();
    var mark = mark(plain);
    return closed(mark)
        && plain.length() > mark.length()
        && !plain.endsWith(mark)
        && draft.line(from + 1).plain().startsWith(mark);
  }

  /// Tells of later lines with the mark that the line here has: who answers between the quoted
  /// lines goes on quoting.
  static void goOn(Draft draft, int from, int end, boolean[] quoted) {
    if (bracketed(draft, from) > from) {
      for (int i = end; i < draft.size(); i++) {
        Arrays.fill(quoted, i, bracketed(draft, i), true);
      }
    }
    var mark = mark(draft.line(from).plain());
    if (!GOING_ON.ends(mark)) {
      return;
    }
    for (int i = end; i < draft.size(); i++) {
      var plain = draft.line(i).plain();
      quoted[i] |=
          plain.startsWith(mark)
              && (mark.length() > 1
                  || plain.length() == 1
                  || plain.charAt(1) == ' '
                  || plain.charAt(1) == '>');
    }
  }

  /// Where lines end that stand between `<<` and `>>`, as AOL quotes; where they begin, if none do.
  private static int bracketed(Draft draft, int from) {
    if (!draft.line(from).plain().startsWith("<<")) {
      return from;
    }
    for (int i = from; i < draft.size() && i < from + MOST_BRACKETED; i++) {
      if (draft.line(i).plain().endsWith(">>")) {
        return i + 1;
      }
    }
    return from;
  }

  /// Is it drawn so that nothing else begins like it?
  private static boolean closed(String mark) {
    return CLOSED.ends(mark);
  }

  /// Signs at the beginning of a line that are neither an item's nor a word's.
  private static String mark(String plain) {
    int end = 0;
    while (end < plain.length() && end < 4 && DRAWN.has(plain.charAt(end))) {
      end++;
    }
    var mark = plain.substring(0, end);
    boolean item =
        mark.equals("-")
            || mark.equals("--")
            || mark.equals("+")
            || mark.equals("---")
            || mark.equals("----");
    return item ? "" : mark;
  }

  private static boolean indented(Line line) {
    return line.text().startsWith("  ") || line.text().startsWith("\t");
  }
}
