package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;

/// What the words of a paragraph say about who wrote it.
///
/// @param notice is there a phrase that only lawyers and scanners use?
/// @param disclaimer how many different words of theirs
/// @param list how many different ones of lists and newsletters
/// @param begins with one of those?
/// @param linked does it hold a link or an address? Nobody looks where nothing else tells of a
///   footer
record Wording(
    boolean notice,
    int disclaimer,
    int list,
    boolean begins,
    boolean linked,
    int lines,
    int length) {
  /// In front of a heading.
  private static final SignSet DRAWN = SignSet.of("-=*_~#+:( ");

  private static final int MOST_TEXT = 2_000;
  private static final int FEW = 3;
  static final int LONG = 20;

  static Wording of(Draft draft, int start, int end, Vocabulary words) {
    int last = start;
    int length = 0;
    while (last < end && length < MOST_TEXT) {
      length += draft.line(last).plain().length() + 1;
      last++;
    }
    boolean bordered = draft.line(start).border(LONG);
    boolean few = end - start <= FEW;
    if (!told(draft, start, end, words)) {
      boolean linked = bordered && linked(draft, start, last, few, words);
      return new Wording(false, 0, 0, false, linked, last - start, length);
    }
    var lines = draft.lines(start, last);
    var text = new StringBuilder(length);
    lines.forEach(line -> text.append(line.lower()).append(' '));
    var lower = text.toString();
    var tally = words.footers().tally(lines, lower);
    int list = tally.of(words.of(Use.LIST));
    boolean linked = (list > 0 || bordered) && linked(draft, start, last, few, words);
    return new Wording(
        tally.of(words.of(Use.NOTICE)) > 0,
        tally.of(words.of(Use.DISCLAIMER)),
        list,
        words.of(Use.LIST).begins(DRAWN.behind(lower)),
        linked,
        last - start,
        length);
  }

  /// May there be words of footers in these lines?
  static boolean told(Draft draft, int start, int end, Vocabulary words) {
    int length = 0;
    for (int i = start; i < end && length < MOST_TEXT; i++) {
      if (words.footers().mayBeIn(draft.line(i))) {
        return true;
      }
      length += draft.line(i).plain().length() + 1;
    }
    return false;
  }

  private static boolean linked(Draft draft, int start, int last, boolean few, Vocabulary words) {
    for (int i = start; i < last; i++) {
      var line = draft.line(i);
      if (line.linked() || points(line) || (few && alone(line, words))) {
        return true;
      }
    }
    return false;
  }

  /// Of HTML only the words of a link are left.
  private static boolean points(Line line) {
    var lower = line.lower();
    return (lower.contains("click")
            && (lower.contains("click here")
                || lower.contains("clicking here")
                || lower.contains("click below")))
        || (line.plain().contains(" | ") && !line.sentence());
  }

  /// "Unsubscribe", and nothing else.
  private static boolean alone(Line line, Vocabulary words) {
    return words.of(Use.LIST).is(line);
  }
}
