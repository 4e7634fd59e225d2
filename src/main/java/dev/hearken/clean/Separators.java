package dev.hearken.clean;

import dev.hearken.words.Evidence;
import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Plain;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines such as "-----Original Message-----", "Begin forwarded message:" and "Reply above this
/// line".
final class Separators {
  private static final SignSet DRAWN = SignSet.of("-_=*+~#<>| \u2014\u2013\u2500");
  private static final int MOST_CLOSING = 10;

  /// Of what has nothing drawn in front; behind a border some clients put a header into the line.
  private static final int LONGEST = 200;

  private static final int LEAST_DRAWN = 4;
  private static final int MOST_WORDS = 8;
  private static final int MOST_DRAWN_WORDS = 14;

  private final Vocabulary words;
  private final Phrases original;
  private final Phrases forwarded;
  private final Phrases parting;
  private final Phrases above;
  private final Phrases external;
  private final HeaderBlocks headers;

  Separators(Vocabulary words, HeaderBlocks headers) {
    this.words = words;
    above = words.of(Use.ABOVE);
    external = words.of(Use.EXTERNAL);
    original = words.of(Use.ORIGINAL);
    forwarded = words.of(Use.FORWARDED);
    parting = words.any(List.of(Use.ORIGINAL, Use.FORWARDED));
    this.headers = headers;
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
    if (line.quoted() || line.words() > MOST_CLOSING || !words.of(Use.END).mayBegin(line)) {
      return false;
    }
    return words.of(Use.END).is(DRAWN.within(line.lower()));
  }

  /// Is nothing drawn around a line of more words than are looked at then?
  static boolean undrawn(Line line) {
    var plain = line.plain();
    return line.words() > MOST_WORDS && !DRAWN.begins(plain) && !DRAWN.ends(plain);
  }

  /// Is there nothing but what is drawn?
  static boolean onlyDrawn(Line line) {
    return DRAWN.before(line.plain()) == line.plain().length();
  }

  @Nullable Rule at(Draft draft, int i) {
    var line = draft.line(i);
    var plain = line.plain();
    int start = DRAWN.before(plain);
    int end = DRAWN.end(plain, start);
    if (start == end || (plain.length() > LONGEST && start < LEAST_DRAWN)) {
      return null;
    }
    int drawn = plain.length() - (end - start);
    boolean colon = plain.charAt(end - 1) == ':';
    if (drawn < 2 && !colon && line.words() > MOST_WORDS) {
      return null;
    }
    // One word says nothing, but where no blanks are set between words.
    boolean replies =
        line.words() <= (drawn >= 2 ? MOST_DRAWN_WORDS : MOST_WORDS)
            && (line.words() > 1 || line.odd())
            && above.mayBeIn(line);
    if (!replies && !parting.mayBegin(line)) {
      return null;
    }
    var lower = line.lower();
    int cut = plain.length() - end + (colon ? 1 : 0);
    var core = lower.substring(start, lower.length() - cut).strip();
    if (replies && above.in(core)) {
      return Rule.REPLY_ABOVE;
    }
    boolean begins =
        start >= 2 && core.indexOf(' ') > 0 && (original.begins(core) || forwarded.begins(core));
    if (begins && external.in(core)) {
      return null;
    }
    boolean whole = original.is(core) || forwarded.is(core);
    return begins || (whole && (told(core, start, drawn, colon) || beforeHeader(draft, i)))
        ? Rule.SEPARATOR
        : null;
  }

  /// Do its signs tell that a phrase is more than a word of the text?
  private static boolean told(String core, int left, int drawn, boolean colon) {
    return left >= 2
        || (core.indexOf(' ') > 0 && (colon || drawn >= 2))
        || (colon && core.length() > 4 && Plain.blankless(core.codePointAt(0)));
  }

  /// Where a separator ends of which the date was wrapped into the next line.
  static int end(Draft draft, int i) {
    int next = i + 1;
    if (next >= draft.size() || draft.blank(next)) {
      return next;
    }
    var above = draft.line(i).plain();
    var below = draft.line(next).plain();
    boolean wrapped =
        DRAWN.before(above) >= LEAST_DRAWN
            && !DRAWN.ends(above)
            && below.length() - DRAWN.end(below, 0) >= LEAST_DRAWN
            && Evidence.beginsWithDate(below);
    return wrapped ? next + 1 : next;
  }

  private boolean beforeHeader(Draft draft, int i) {
    int next = draft.filled(i + 1);
    return next < draft.size() && headers.header(draft.line(next));
  }
}
