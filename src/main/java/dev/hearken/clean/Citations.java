package dev.hearken.clean;

import dev.hearken.words.Evidence;
import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Plain;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import org.jspecify.annotations.Nullable;

/// Tells by its words whether a text says who wrote what is quoted below.
final class Citations {
  /// What may be drawn around one.
  static final SignSet DRAWN = SignSet.of("-_=*~ ");

  private static final SignSet ENDING = SignSet.of(".!?");
  private static final int MOST_WORDS = 45;
  private static final int MOST_NAMES = 6;
  private static final int BRIEF = 12;
  private static final int MOST_BARE = 10;
  private static final int LEAST_TELLING = 4;
  private static final int LONGEST_TITLE = 6;
  private static final int AUXILIARY = 3;
  private static final int LEAST_BEHIND = 3;

  /// Shorter ones open other lines, too.
  private static final int LEAST_OPENING = 9;

  private final Phrases verbs;
  private final Phrases openings;
  private final Phrases greetings;

  Citations(Vocabulary words) {
    verbs = words.of(Use.WROTE);
    openings = words.of(Use.OPENING);
    greetings = words.of(Use.GREETING);
  }

  /// "Jane Roe wrote:" or "Jane Roe:", and nothing else.
  boolean names(Line line) {
    var plain = line.plain();
    if (!plain.endsWith(":") || line.words() > MOST_NAMES) {
      return false;
    }
    var verb = verb(line.lower());
    if (verb == null) {
      return onlyNames(plain);
    }
    return verb.end() == plain.length() - 1
        && named(plain.substring(0, verb.start()).strip() + ":", 1);
  }

  /// "[Jane Roe]" above what she wrote, or `<quote who="Jane Roe">`.
  static boolean bracketed(Line line) {
    var plain = line.plain();
    if (plain.startsWith("<quote who=") && plain.endsWith(">")) {
      return true;
    }
    int end = plain.endsWith("]:") ? plain.length() - 2 : plain.length() - 1;
    return plain.startsWith("[")
        && end > 1
        && plain.charAt(end) == ']'
        && named(plain.substring(1, end) + ":", 1);
  }

  /// Is it an attribution, by what stands in it?
  ///
  /// @param text its lines, a blank between each two
  /// @param opens does it begin as one does?
  /// @param quotedNext do marked lines follow?
  boolean accepts(String text, boolean opens, boolean quotedNext) {
    var plain = DRAWN.behind(text);
    int count = 1;
    for (int i = 0; i < plain.length(); i++) {
      count += plain.charAt(i) == ' ' ? 1 : 0;
    }
    if (count > MOST_WORDS) {
      return false;
    }
    boolean date = Evidence.date(plain);
    boolean time = Evidence.time(plain);
    boolean address = Evidence.address(plain);
    boolean evident = date || time || address;
    int drawn = text.length() - plain.length();
    // Whether a verb stands there takes longest to tell.
    if (!quotedNext && ((!evident && drawn < 2) || sentences(plain))) {
      return false;
    }
    var lower = Plain.lower(plain);
    if (quotedNext) {
      // "One more thing: the manual says:" is the sender's own.
      boolean brief = count <= MOST_BARE && plain.indexOf(": ") < 0 && !tells(plain);
      return ((evident || brief) && verb(lower) != null)
          || ((date || address) && count <= 25)
          || onlyNames(plain)
          || replies(plain, lower, count);
    }
    var verb = verb(lower);
    if (verb != null) {
      boolean tells =
          (drawn >= 2 && verb.end() < plain.length() - 1)
              || (date && (address || time || (opens && count <= BRIEF)))
              || (address && (opens || time || says(plain, verb.start(), verb.end())))
              || (opens && time && count <= 20);
      return tells && !goesOn(plain, verb.end());
    }
    boolean closes =
        plain.endsWith(">:") || plain.endsWith("):") || plain.endsWith(">") || plain.endsWith("]:");
    return (address && cites(plain, lower))
        || (address
            && date
            && ((opens && time && (openings.begins(lower) || addressLast(plain))) || closes));
  }

  /// Does a sentence go on behind the verb and the address, and tells no date there: "wrote to
  /// sam@example.org and got this answer:"?
  private static boolean goesOn(String plain, int verb) {
    int at = plain.lastIndexOf('@');
    int address = at < 0 ? 0 : plain.indexOf(' ', at);
    int small = 0;
    for (int i = address < 0 ? plain.length() : Math.max(verb, address); i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isDigit(c)) {
        return false;
      }
      small += plain.charAt(i - 1) == ' ' && Character.isLowerCase(c) ? 1 : 0;
    }
    return small >= LEAST_BEHIND;
  }

  /// The last verb of writing; null where another word goes on behind it without a blank.
  private Phrases.@Nullable Span verb(String lower) {
    var verb = verbs.last(lower);
    return verb != null
            && verb.end() < lower.length()
            && Plain.blankless(lower.charAt(verb.end()))
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

  /// "(In reply to Jane Roe from comment #5)", "Replying to [comment:4 jane]:", as trackers have
  /// it.
  private boolean replies(String plain, String lower, int words) {
    int start = plain.startsWith("(") ? 1 : 0;
    return openings.at(lower, start) >= start + LEAST_OPENING
        && words <= MOST_BARE
        && (plain.endsWith(":") || (start > 0 && plain.endsWith(")")));
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
  boolean onlyNames(String plain) {
    if (!plain.endsWith(":") || greetings.begins(Plain.lower(plain))) {
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

  /// Does a sentence of several words end within it, and not with a title such as "Prof."?
  private static boolean tells(String plain) {
    int words = 0;
    int word = 0;
    for (int i = plain.indexOf(' '); i > 0; i = plain.indexOf(' ', i + 1)) {
      words++;
      boolean title = Character.isUpperCase(plain.charAt(word)) && i - word <= LONGEST_TITLE;
      if (words >= LEAST_TELLING && !title && ENDING.has(plain.charAt(i - 1))) {
        return true;
      }
      word = i + 1;
    }
    return false;
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
}
