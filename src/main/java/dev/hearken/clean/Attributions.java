package dev.hearken.clean;

import dev.hearken.words.Evidence;
import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Plain;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import org.jspecify.annotations.Nullable;

/// "On Monday, 4 March 2012 at 10:00, Jane Roe <jane@example.com> wrote:" in any language, over as
/// many lines as clients break it into. What counts is evidence (a date, a time, an address, a verb
/// of writing, a word that opens such lines) and whether marked lines follow; no order is asked
/// for.
final class Attributions {
  private static final int MOST_LINES = 6;
  private static final int MOST_WORDS = 45;
  private static final int MOST_NAMES = 6;
  private static final int LONGEST = 300;
  private static final int BRIEF = 12;
  private static final int AUXILIARY = 3;
  private static final int MOST_ADDRESSED = 10;

  /// From here on letters stand whose languages set no blanks between words.
  private static final int BLANKLESS = 0x2e80;

  private final Vocabulary words;
  private final Phrases verbs;
  private final Phrases openings;

  Attributions(Vocabulary words) {
    this.words = words;
    verbs = words.of(Use.WROTE);
    openings = words.of(Use.OPENING);
  }

  /// The one that ends with this line.
  @Nullable Introduction endingAt(Draft draft, int i, boolean[] quoted, boolean quotedNext) {
    if (!quotedNext && !mayEnd(draft.line(i))) {
      return null;
    }
    boolean alone =
        quotedNext
            ? bracketed(draft.line(i))
            : names(draft.line(i)) && OddMarks.begin(draft, draft.filled(i + 1));
    if (alone) {
      return new Introduction(i, i + 1, Rule.ATTRIBUTION);
    }
    if (!ends(draft.line(i), quotedNext)) {
      return runsOn(draft.line(i)) && !verbBelow(draft, i)
          ? new Introduction(i, i + 1, Rule.ATTRIBUTION)
          : null;
    }
    int found = -1;
    boolean evident = quotedNext;
    var plain = new StringBuilder();
    for (int s = i; s > i - MOST_LINES && s >= 0 && !quoted[s] && !draft.blank(s); s--) {
      var line = draft.line(s);
      if (s < i && broken(line, draft.line(s + 1))) {
        break;
      }
      plain.insert(0, s < i ? line.plain() + " " : line.plain());
      if (plain.length() > 500) {
        break;
      }
      evident = evident || evident(line.plain());
      if (!evident) {
        continue;
      }
      boolean opens = opens(line);
      if ((opens || found < 0) && accepted(plain.toString(), opens, quotedNext)) {
        found = s;
      }
    }
    return found < 0 || verbBelow(draft, i)
        ? null
        : new Introduction(extended(draft, found, quoted), i + 1, Rule.ATTRIBUTION);
  }

  /// Most lines have neither a colon nor an address, and nothing drawn at their end.
  private static boolean mayEnd(Line line) {
    return line.mayTell() || isDrawn(line.plain().charAt(line.plain().length() - 1));
  }

  /// May it be more than a sentence with a colon: has it a number, an address or something drawn?
  private static boolean evident(String plain) {
    if (isDrawn(plain.charAt(0))) {
      return true;
    }
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if ((c >= '0' && c <= '9') || c == '@') {
        return true;
      }
    }
    return false;
  }

  /// "Jane Roe wrote:" or "Jane Roe:", and nothing else.
  private boolean names(Line line) {
    var plain = line.plain();
    if (!plain.endsWith(":") || line.words() > MOST_NAMES) {
      return false;
    }
    var verb = verb(line.lower());
    if (verb == null) {
      return named(plain);
    }
    return verb.end() == plain.length() - 1
        && named(plain.substring(0, verb.start()).strip() + ":", 1);
  }

  /// "[Jane Roe]" above what she wrote.
  private static boolean bracketed(Line line) {
    var plain = line.plain();
    int end = plain.endsWith("]:") ? plain.length() - 2 : plain.length() - 1;
    return plain.startsWith("[")
        && end > 1
        && plain.charAt(end) == ']'
        && named(plain.substring(1, end) + ":", 1);
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

  /// A name may stand above its address.
  private int extended(Draft draft, int start, boolean[] quoted) {
    var line = draft.line(start).plain();
    boolean bare = line.startsWith("<") || draft.line(start).words() == 1 || line.startsWith("(");
    if (start == 0 || quoted[start - 1] || draft.blank(start - 1)) {
      return start;
    }
    var above = draft.line(start - 1);
    boolean name = bare && above.words() <= 4 && !above.sentence();
    return name || (!Evidence.address(line) && addressed(above)) ? start - 1 : start;
  }

  /// "Sam Poe <sam@example.org> wrote", where the rest was broken into the next line.
  private static boolean addressed(Line line) {
    var plain = line.plain();
    int bracket = plain.indexOf('<');
    return line.words() <= MOST_ADDRESSED
        && bracket > 0
        && plain.indexOf('@', bracket) > 0
        && (Character.isUpperCase(plain.charAt(0)) || plain.charAt(0) == '"')
        && ".?!".indexOf(plain.charAt(plain.length() - 1)) < 0;
  }

  private boolean ends(Line line, boolean quotedNext) {
    var plain = line.plain();
    int drawn = drawn(plain);
    if (drawn == plain.length()) {
      return false;
    }
    char last = plain.charAt(plain.length() - 1 - drawn);
    if (last == ':') {
      return true;
    }
    if (quotedNext || drawn >= 2) {
      var lower = line.lower().substring(0, line.lower().length() - drawn);
      var verb = verbs.last(lower);
      if (verb != null && verb.end() == lower.length()) {
        return true;
      }
    }
    return last == '>' && Evidence.beginsWithDate(plain) && Evidence.date(plain);
  }

  /// Some clients put what they quote into the same line.
  private boolean runsOn(Line line) {
    int colon = line.plain().indexOf(": ");
    if (colon < 0 || line.plain().indexOf('@') < 0 || !opens(line)) {
      return false;
    }
    while (colon > 0 && colon < LONGEST) {
      var head = line.plain().substring(0, colon);
      var lower = Plain.lower(head);
      var verb = verbs.last(lower);
      if (verb != null
          && verb.end() == lower.length()
          && Evidence.address(head)
          && Evidence.date(head)) {
        return accepted(head, true, false);
      }
      colon = line.plain().indexOf(": ", colon + 1);
    }
    return false;
  }

  private boolean opens(Line line) {
    return (openings.mayBegin(line) && openings.begins(undrawn(line.lower())))
        || Evidence.beginsWithDate(undrawn(line.plain()));
  }

  private boolean accepted(String text, boolean opens, boolean quotedNext) {
    var plain = undrawn(text);
    var lower = Plain.lower(plain);
    int count = 1;
    for (int i = 0; i < lower.length(); i++) {
      count += lower.charAt(i) == ' ' ? 1 : 0;
    }
    if (count > MOST_WORDS) {
      return false;
    }
    boolean date = Evidence.date(plain);
    boolean time = Evidence.time(plain);
    boolean address = Evidence.address(plain);
    boolean evident = date || time || address;
    if (quotedNext) {
      return ((evident || count <= 10) && verb(lower) != null)
          || ((date || address) && count <= 25)
          || named(plain);
    }
    int drawn = text.length() - plain.length();
    // Whether a verb stands there takes longest to tell.
    if ((!evident && drawn < 2) || sentences(plain)) {
      return false;
    }
    var verb = verb(lower);
    if (verb != null) {
      return (drawn >= 2 && verb.end() < plain.length() - 1)
          || (date && (address || time || (opens && count <= BRIEF)))
          || (address && (opens || time || says(plain, verb.start(), verb.end())))
          || (opens && time && count <= 20);
    }
    boolean closes =
        plain.endsWith(">:") || plain.endsWith("):") || plain.endsWith(">") || plain.endsWith("]:");
    return (address && cites(plain, lower))
        || (address
            && date
            && ((opens && time && (openings.begins(lower) || addressLast(plain))) || closes));
  }

  /// The last verb of writing; null where another word goes on behind it without a blank.
  private Phrases.@Nullable Span verb(String lower) {
    var verb = verbs.last(lower);
    return verb != null
            && verb.end() < lower.length()
            && lower.charAt(verb.end()) >= BLANKLESS
            && Character.isLetter(lower.charAt(verb.end()))
        ? null
        : verb;
  }

  /// "Quoting Jane Roe <jane@example.com>:" and nothing else.
  private boolean cites(String plain, String lower) {
    int opening = openings.at(lower, 0);
    int bracket = plain.indexOf('<');
    return opening > 0
        && bracket > opening
        && plain.endsWith(">:")
        && named(plain.substring(opening, bracket).strip() + ":", 1);
  }

  /// Does the address stand in the last word but one or the last?
  private static boolean addressLast(String plain) {
    int word = plain.lastIndexOf(' ');
    return plain.indexOf('@', plain.lastIndexOf(' ', word - 1) + 1) > 0;
  }

  /// "Jane Roe <jane@example.com> writes:" and nothing else.
  private static boolean says(String plain, int verb, int end) {
    int bracket = plain.indexOf('<');
    int close = plain.indexOf('>');
    return bracket > 0
        && close > bracket
        && verb > close
        && plain.substring(close + 1, verb).strip().length() <= AUXILIARY
        && plain.substring(end).strip().equals(":")
        && named(plain.substring(0, bracket).strip() + ":", 1);
  }

  /// "Jane Roe:" alone.
  private boolean named(String plain) {
    if (!plain.endsWith(":") || words.of(Use.GREETING).begins(Plain.lower(plain))) {
      return false;
    }
    return named(plain, 2);
  }

  /// @param least how many words there are in front of the colon
  private static boolean named(String plain, int least) {
    int capitals = 0;
    for (var word : plain.substring(0, plain.length() - 1).strip().split(" ", -1)) {
      if (word.isEmpty() || !Character.isUpperCase(word.charAt(0))) {
        return false;
      }
      capitals++;
    }
    return capitals >= least && capitals <= 4;
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

  private static boolean isDrawn(char c) {
    return switch (c) {
      case '-', '_', '=', '*', '~', ' ' -> true;
      default -> false;
    };
  }

  /// How many signs of a border end it.
  private static int drawn(String plain) {
    int drawn = 0;
    while (drawn < plain.length() && isDrawn(plain.charAt(plain.length() - 1 - drawn))) {
      drawn++;
    }
    return drawn;
  }

  /// Does a sentence end within it?
  private static boolean sentences(String plain) {
    for (int i = plain.indexOf(' ');
        i > 0 && i + 1 < plain.length();
        i = plain.indexOf(' ', i + 1)) {
      char before = plain.charAt(i - 1);
      if ((before == '!' || before == '?') && Character.isUpperCase(plain.charAt(i + 1))) {
        return true;
      }
      if (before == '.' && Character.isUpperCase(plain.charAt(i + 1))) {
        int word = plain.lastIndexOf(' ', i - 1);
        if (i - word > 6) {
          return true;
        }
      }
    }
    return false;
  }

  private static String undrawn(String text) {
    int start = 0;
    while (start < text.length() && isDrawn(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }
}
