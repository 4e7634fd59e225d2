package dev.hearken.clean;

import dev.hearken.words.Evidence;
import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Plain;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import dev.hearken.words.WrittenName;
import org.jspecify.annotations.Nullable;

/// "On Monday, 4 March 2012 at 10:00, Jane Roe <jane@example.com> wrote:" in any language, over as
/// many lines as clients break it into. What counts is evidence (a date, a time, an address, a verb
/// of writing, a word that opens such lines) and whether marked lines follow; no order is asked
/// for.
final class Attributions {
  /// Of quotation; the usual ones are read as straight.
  private static final SignSet MARKS =
      SignSet.of("\"\u201a\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f");

  private static final SignSet ENDING = SignSet.of(".?!");
  private static final SignSet CLOSING = SignSet.of(".,;!?");
  private static final int MOST_LINES = 6;
  private static final int MOST_TEXT = 500;
  private static final int LONGEST = 300;
  private static final int MOST_ADDRESSED = 10;
  private static final int MOST_DATING = 7;
  private static final int LEAST_SAYING = 5;
  private static final int MOST_SAID = 12;

  private final Phrases verbs;
  private final Phrases openings;
  private final Phrases devices;
  private final Citations citations;

  Attributions(Vocabulary words) {
    verbs = words.of(Use.WROTE);
    openings = words.of(Use.OPENING);
    devices = words.of(Use.SENT_FROM);
    citations = new Citations(words);
  }

  /// The one that ends with this line.
  @Nullable Introduction endingAt(Draft draft, int i, boolean[] quoted, boolean quotedNext) {
    if (!quotedNext && !mayEnd(draft.line(i))) {
      return null;
    }
    boolean alone =
        quotedNext
            ? Citations.bracketed(draft.line(i))
            : OddMarks.begin(draft, draft.filled(i + 1)) && citations.names(draft.line(i));
    if (alone) {
      return new Introduction(i, i + 1, Rule.ATTRIBUTION);
    }
    if (quotedNext && dated(draft, i, quoted)) {
      return new Introduction(i - 1, i + 1, Rule.ATTRIBUTION);
    }
    if (!ends(draft.line(i), quotedNext)) {
      int start = runsOn(draft, i, quoted);
      return start < 0 || verbBelow(draft, i)
          ? null
          : new Introduction(start, i + 1, Rule.ATTRIBUTION);
    }
    int found = -1;
    boolean evident = quotedNext;
    int length = -1;
    for (int s = i; s > i - MOST_LINES && s >= 0 && !quoted[s] && !draft.blank(s); s--) {
      var line = draft.line(s);
      if (s < i && (broken(line, draft.line(s + 1)) || devices.begins(line))) {
        break;
      }
      length += line.plain().length() + 1;
      if (length > MOST_TEXT) {
        break;
      }
      evident = evident || evident(line);
      if (!evident) {
        continue;
      }
      boolean opens = opens(line);
      if ((opens || found < 0) && citations.accepts(text(draft, s, i), opens, quotedNext)) {
        found = s;
      }
    }
    boolean own =
        found < 0
            || verbBelow(draft, i)
            || (quotedNext ? endsSentence(draft, found, quoted) : inMarks(draft, found, i));
    return own ? null : new Introduction(extended(draft, found, quoted), i + 1, Rule.ATTRIBUTION);
  }

  /// Two words with capitals and a colon that end what the line above begins to say: no name.
  private boolean endsSentence(Draft draft, int i, boolean[] quoted) {
    return i > 0
        && !quoted[i - 1]
        && !draft.blank(i - 1)
        && draft.line(i - 1).words() >= LEAST_SAYING
        && !draft.line(i - 1).sentence()
        && citations.onlyNames(draft.line(i).plain());
  }

  /// A name right above a line that says when, as Postbox has it.
  private static boolean dated(Draft draft, int i, boolean[] quoted) {
    var line = draft.line(i);
    if (line.words() > MOST_DATING
        || i == 0
        || quoted[i - 1]
        || !(WrittenName.couldBe(draft.line(i - 1).plain()) || addressed(draft.line(i - 1)))) {
      return false;
    }
    var plain = line.plain();
    return Evidence.beginsWithDate(plain) && Evidence.date(plain) && Evidence.time(plain);
  }

  /// Do lines follow that one pair of quotation marks holds, and is no address given? So people say
  /// what was said; no program does.
  private static boolean inMarks(Draft draft, int first, int last) {
    int next = draft.filled(last + 1);
    if (next >= draft.size() || !MARKS.begins(draft.line(next).plain())) {
      return false;
    }
    int marks = 0;
    for (int i = next; i < draft.size() && i < next + MOST_SAID && !draft.blank(i); i++) {
      var plain = draft.line(i).plain();
      marks += (int) plain.chars().filter(c -> MARKS.has((char) c)).count();
      if (marks == 2 && endsInMark(plain)) {
        return !Evidence.address(text(draft, first, last));
      }
    }
    return false;
  }

  private static boolean endsInMark(String plain) {
    return MARKS.has(plain.charAt(CLOSING.end(plain, 1) - 1));
  }

  /// These lines, a blank between each two.
  private static String text(Draft draft, int first, int last) {
    if (first == last) {
      return draft.line(first).plain();
    }
    var text = new StringBuilder(draft.line(first).plain());
    for (int i = first + 1; i <= last; i++) {
      text.append(' ').append(draft.line(i).plain());
    }
    return text.toString();
  }

  /// Most lines have neither a colon, a bracket nor something drawn at their end, nor an address
  /// and a colon in them.
  private static boolean mayEnd(Line line) {
    char last = line.plain().charAt(line.plain().length() - 1);
    return last == ':'
        || last == '>'
        || Citations.DRAWN.has(last)
        || (line.mayHoldAt() && line.mayHoldColon());
  }

  /// May it be more than a sentence with a colon: has it a number, an address or something drawn?
  private static boolean evident(Line line) {
    var plain = line.plain();
    if (Citations.DRAWN.begins(plain)) {
      return true;
    }
    boolean may = line.mayHoldDigits(1) || line.mayHoldAt();
    for (int i = 0; may && i < plain.length(); i++) {
      char c = plain.charAt(i);
      if ((c >= '0' && c <= '9') || c == '@') {
        return true;
      }
    }
    return false;
  }

  /// Was the verb broken into the next line?
  private boolean verbBelow(Draft draft, int i) {
    if (i + 1 >= draft.size()
        || !draft.line(i + 1).plain().endsWith(":")
        || draft.line(i).plain().endsWith(":")) {
      return false;
    }
    var below = draft.line(i + 1);
    return verbs.mayBegin(below)
        && verbs.is(below.lower().substring(0, below.lower().length() - 1).strip());
  }

  /// A name may stand above its address, and above who was quoted, who quoted him.
  private int extended(Draft draft, int start, boolean[] quoted) {
    var line = draft.line(start).plain();
    boolean bare = line.startsWith("<") || draft.line(start).words() == 1 || line.startsWith("(");
    if (start == 0 || quoted[start - 1] || draft.blank(start - 1)) {
      return start;
    }
    var above = draft.line(start - 1);
    boolean name = bare && above.words() <= 4 && !above.sentence();
    boolean more =
        name || ((bare || !Evidence.address(line)) && addressed(above)) || citations.names(above);
    return more ? start - 1 : start;
  }

  /// "Sam Poe <sam@example.org> wrote", where the rest was broken into the next line.
  private static boolean addressed(Line line) {
    var plain = line.plain();
    int bracket = plain.indexOf('<');
    return line.words() <= MOST_ADDRESSED
        && bracket > 0
        && plain.indexOf('@', bracket) > 0
        && (plain.charAt(0) == '"'
            || (Character.isLetter(plain.charAt(0)) && !Character.isLowerCase(plain.charAt(0))))
        && !ENDING.ends(plain);
  }

  private boolean ends(Line line, boolean quotedNext) {
    var plain = line.plain();
    int drawn = drawn(plain);
    if (drawn == plain.length()) {
      return false;
    }
    char last = plain.charAt(plain.length() - 1 - drawn);
    if (last == ':' || (quotedNext && last == ')' && plain.startsWith("("))) {
      return true;
    }
    if (quotedNext || drawn >= 2) {
      var lower = line.lower().substring(0, line.lower().length() - drawn);
      var verb = verbs.last(lower);
      if (verb != null && verb.end() == lower.length()) {
        return true;
      }
    }
    // "In article <1@example.org>, sam@example.org says..."
    if (quotedNext && (plain.endsWith("...") || last == '\u2026')) {
      return Evidence.address(plain);
    }
    return last == '>' && Evidence.beginsWithDate(plain) && Evidence.date(plain);
  }

  /// Some clients put what they quote into the same line. Where such a line begins that ends here,
  /// perhaps wrapped, or -1.
  private int runsOn(Draft draft, int i, boolean[] quoted) {
    boolean wrapped = i > 0 && !quoted[i - 1] && !draft.blank(i - 1) && opens(draft.line(i - 1));
    int start = wrapped ? i - 1 : i;
    return (wrapped || opens(draft.line(i))) && runsOn(text(draft, start, i)) ? start : -1;
  }

  private boolean runsOn(String text) {
    if (text.indexOf('@') < 0) {
      return false;
    }
    for (int colon = text.indexOf(':');
        colon > 0 && colon < LONGEST;
        colon = text.indexOf(':', colon + 1)) {
      if (Character.isDigit(text.charAt(colon - 1))) {
        continue;
      }
      var head = text.substring(0, colon);
      var lower = Plain.lower(head);
      var verb = verbs.last(lower);
      if (verb != null
          && verb.end() == lower.length()
          && Evidence.address(head)
          && Evidence.date(head)) {
        return citations.accepts(head, true, false);
      }
    }
    return false;
  }

  private boolean opens(Line line) {
    return (openings.mayBegin(line) && openings.begins(Citations.DRAWN.behind(line.lower())))
        || Evidence.beginsWithDate(Citations.DRAWN.behind(line.plain()));
  }

  /// Does the line above end a sentence, so that it is not part of this?
  private boolean broken(Line above, Line below) {
    var plain = above.plain();
    char last = plain.charAt(plain.length() - 1);
    if (drawn(plain) >= 3) {
      return true;
    }
    if (last == '?' || last == '!' || last == ':' || last == '\u3002') {
      return true;
    }
    if (last != '.') {
      return false;
    }
    int word = plain.lastIndexOf(' ');
    return plain.length() - word > 6 || (opens(below) && plain.length() - word > 4);
  }

  /// How many signs of a border end it.
  private static int drawn(String plain) {
    return plain.length() - Citations.DRAWN.end(plain, 0);
  }
}
