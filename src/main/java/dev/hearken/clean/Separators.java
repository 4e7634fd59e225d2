package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import org.jspecify.annotations.Nullable;

/// Lines such as "-----Original Message-----", "Begin forwarded message:" and "Reply above this
/// line".
final class Separators {
  private static final String DRAWN = "-_=*+~#<>|\u2014\u2013\u2500 ";

  private static final int MOST_CLOSING = 10;

  private final Vocabulary words;

  Separators(Vocabulary words) {
    this.words = words;
  }

  /// The last line that says that a forwarded mail ends, below where one begins; 0 if there is
  /// none. What stands below it is not forwarded.
  int lastClose(Draft draft, Introduction introduction) {
    if (introduction.rule() == Rule.ATTRIBUTION) {
      return 0;
    }
    for (int i = draft.size() - 1; i >= introduction.end(); i--) {
      if (closes(draft.line(i))) {
        return i;
      }
    }
    return 0;
  }

  private boolean closes(Line line) {
    if (line.blank() || line.quoted() || line.words() > MOST_CLOSING) {
      return false;
    }
    var lower = line.lower();
    int start = 0;
    int end = lower.length();
    while (start < end && DRAWN.indexOf(lower.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && DRAWN.indexOf(lower.charAt(end - 1)) >= 0) {
      end--;
    }
    return words.of(Use.END).is(lower.substring(start, end).strip());
  }

  @Nullable Rule at(Draft draft, int i, boolean beforeHeader) {
    var plain = draft.line(i).plain();
    boolean worded =
        DRAWN.indexOf(plain.charAt(0)) < 0
            && DRAWN.indexOf(plain.charAt(plain.length() - 1)) < 0
            && !plain.endsWith(":");
    if (plain.length() > 200 || (worded && !beforeHeader && draft.line(i).words() > 8)) {
      return null;
    }
    var lower = draft.line(i).lower();
    int start = 0;
    int end = lower.length();
    while (start < end && DRAWN.indexOf(lower.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && DRAWN.indexOf(lower.charAt(end - 1)) >= 0) {
      end--;
    }
    if (start == end) {
      return null;
    }
    int drawn = lower.length() - (end - start);
    boolean colon = lower.charAt(end - 1) == ':';
    if (drawn < 2 && !colon && !beforeHeader && draft.line(i).words() > 8) {
      return null;
    }
    var core = lower.substring(start, colon ? end - 1 : end).strip();
    if (draft.line(i).words() <= (drawn > 1 ? 14 : 8) && words.of(Use.ABOVE).in(core)) {
      return Rule.REPLY_ABOVE;
    }
    for (var use : new Use[] {Use.ORIGINAL, Use.FORWARDED}) {
      var phrases = words.of(use);
      boolean whole = phrases.is(core);
      boolean sided = start >= 2 && (whole || (phrases.begins(core) && core.indexOf(' ') > 0));
      if (sided
          || (whole && core.indexOf(' ') != -1 && (colon || beforeHeader || drawn >= 2))
          || (whole && beforeHeader)
          || (whole && colon && core.length() > 4 && core.codePointAt(0) > 0x2e80)) {
        return Rule.SEPARATOR;
      }
    }
    return null;
  }
}
