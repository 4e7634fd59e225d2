package dev.hearken.clean;

import dev.hearken.words.Evidence;
import dev.hearken.words.Line;
import dev.hearken.words.Vocabulary;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what is quoted, from the top down. An introduction followed by marked lines takes those
/// lines, and the answers between them stay; one followed by unmarked text takes all that is left.
final class Quotations {
  private static final int WRAPPED_AT = 60;
  private static final int LONGEST_REST = 45;
  private static final int MOST_WRAPPED = 3;
  private static final int NEAR = 4;

  private final Separators separators;
  private final HeaderBlocks headers;
  private final Attributions attributions;

  Quotations(Vocabulary words) {
    separators = new Separators(words);
    headers = new HeaderBlocks(words);
    attributions = new Attributions(words);
  }

  /// Marks them.
  ///
  /// @param hints what HTML says of its lines
  /// @return what the mail is kept as when nothing else stands in it
  Optional<Rule> mark(Draft draft, Hints hints) {
    var elements = hints.quotes(draft);
    var quoted = quoted(draft, elements);
    var introductions = introductions(draft, quoted);
    Optional<Rule> kept = Optional.empty();
    int i = 0;
    while (i < draft.size()) {
      if (quoted[i]) {
        draft.mark(i, i + 1, Mark.QUOTE, elements.get(i) ? Rule.QUOTING_ELEMENT : Rule.QUOTED_LINE);
        kept = kept.or(() -> Optional.of(Rule.KEPT_QUOTE));
        i++;
        continue;
      }
      var introduction = introductions[i];
      if (introduction == null && hints.rests().get(i) && !introduced(draft, introductions, i)) {
        draft.mark(i, draft.size(), Mark.QUOTE, Rule.QUOTING_ELEMENT);
        kept = kept.or(() -> Optional.of(Rule.KEPT_FORWARD));
        break;
      }
      if (introduction == null) {
        if (hints.introductions().get(i)) {
          draft.mark(i, i + 1, Mark.QUOTE, Rule.QUOTING_ELEMENT);
        }
        i++;
        continue;
      }
      kept =
          kept.or(() ->
              Optional.of(
                  introduction.rule() == Rule.ATTRIBUTION ? Rule.KEPT_QUOTE : Rule.KEPT_FORWARD));
      if (introduction.rule() != Rule.ATTRIBUTION) {
        markBorder(draft, i);
      }
      draft.mark(i, introduction.end(), Mark.QUOTE, introduction.rule());
      int next = draft.filled(introduction.end());
      if (introduction.alone() || (next < draft.size() && quoted[next])) {
        i = introduction.end();
        continue;
      }
      int prefixed = introduction.rule() == Rule.ATTRIBUTION ? prefixed(draft, next) : next;
      if (prefixed > next) {
        draft.mark(next, prefixed, Mark.QUOTE, Rule.QUOTED_LINE);
        i = prefixed;
        continue;
      }
      if (chained(introduction, introductions[next])) {
        i = next;
        continue;
      }
      draft.mark(introduction.end(), draft.size(), Mark.QUOTE, Rule.BELOW_INTRODUCTION);
      break;
    }
    markWrapped(draft, quoted);
    return kept;
  }

  /// Does the text itself say within a few lines what an element says?
  private static boolean introduced(Draft draft, @Nullable Introduction[] found, int i) {
    for (int below = i; below < Math.min(draft.size(), i + NEAR); below++) {
      if (found[below] != null) {
        return true;
      }
    }
    return false;
  }

  /// One introduction may follow another: a separator, then a header block. Below a header block
  /// all belongs to the mail it heads, with what is introduced there.
  private static boolean chained(Introduction introduction, @Nullable Introduction next) {
    return next != null && introduction.rule() != Rule.HEADER_BLOCK;
  }

  /// The lines that are marked as quoted, one by one.
  private static boolean[] quoted(Draft draft, BitSet elements) {
    int size = draft.size();
    var quoted = new boolean[size];
    var prefixes = new HashMap<String, Integer>();
    int marked = 0;
    for (int i = 0; i < size; i++) {
      quoted[i] = elements.get(i) || draft.line(i).quoted();
      marked += quoted[i] ? 1 : 0;
      var prefix = prefix(draft.line(i).plain());
      if (prefix != null) {
        prefixes.merge(prefix, 1, Integer::sum);
      }
    }
    for (int i = 0; i < size; i++) {
      var line = draft.line(i);
      if (quoted[i]) {
        quoted[i] = elements.get(i) || !looksQuoted(draft, i, marked);
      } else if (!prefixes.isEmpty()) {
        var prefix = prefix(line.plain());
        quoted[i] = prefix != null && prefixes.getOrDefault(prefix, 0) >= 2;
      }
    }
    return quoted;
  }

  /// A line that begins with `>` and quotes nobody: "From " that a mailbox escaped, arrows at both
  /// ends, a face, what a shell of Python shows, a comparison that was wrapped.
  private static boolean looksQuoted(Draft draft, int i, int marked) {
    var plain = draft.line(i).plain();
    boolean alone =
        (i == 0 || !draft.line(i - 1).quoted())
            && (i + 1 == draft.size() || !draft.line(i + 1).quoted());
    if (alone && (plain.startsWith(">From ") || plain.endsWith("<") || face(plain))) {
      return true;
    }
    if (plain.startsWith(">>> ") && plain.indexOf('>', 3) < 0) {
      int equals = plain.indexOf('=');
      int bracket = plain.indexOf('(');
      return (equals > 0 && plain.indexOf(' ', 4) > 0 && equals < 30)
          || (bracket > 4 && plain.endsWith(")"))
          || plain.startsWith(">>> import ");
    }
    boolean comparison =
        plain.startsWith(">=")
            || (plain.length() > 2 && plain.charAt(1) == ' ' && Character.isDigit(plain.charAt(2)));
    return marked == 1
        && comparison
        && i > 0
        && i + 1 < draft.size()
        && !draft.line(i - 1).blank()
        && !draft.line(i - 1).plain().endsWith(":")
        && !draft.line(i + 1).blank();
  }

  private static boolean face(String plain) {
    return plain.length() > 2
        && ":;._".indexOf(plain.charAt(1)) >= 0
        && "-(<)".indexOf(plain.charAt(2)) >= 0;
  }

  /// `>>> Jane Roe <jane@example.com> 4/3/02 10:00AM >>>`, above lines without a mark.
  private static boolean arrows(Draft draft, int i, boolean[] quoted) {
    var plain = draft.line(i).plain();
    int next = draft.filled(i + 1);
    return plain.startsWith(">>> ")
        && plain.endsWith(" >>>")
        && Evidence.date(plain)
        && next < draft.size()
        && !quoted[next];
  }

  /// "Jane> " or "&> ": the initials or the mark of who is quoted.
  private static @Nullable String prefix(String plain) {
    int end = plain.indexOf('>');
    if (end < 1
        || end > 12
        || (end + 1 < plain.length() && " >".indexOf(plain.charAt(end + 1)) < 0)) {
      return null;
    }
    char first = plain.charAt(0);
    if (end == 1 && "&%|:".indexOf(first) >= 0) {
      return plain.substring(0, end);
    }
    if (!Character.isUpperCase(first)) {
      return null;
    }
    for (int i = 1; i < end; i++) {
      if (!Character.isLetter(plain.charAt(i))) {
        return null;
      }
    }
    return plain.substring(0, end);
  }

  private @Nullable Introduction[] introductions(Draft draft, boolean[] quoted) {
    var found = new @Nullable Introduction[draft.size() + 1];
    int first = draft.filled(0);
    int skip = 0;
    boolean later = false;
    @Nullable Introduction top = null;
    for (int i = first; i < draft.size(); i++) {
      if (quoted[i] && arrows(draft, i, quoted)) {
        quoted[i] = false;
        put(found, new Introduction(i, i + 1, Rule.ATTRIBUTION));
        later = true;
      }
      if (quoted[i] || draft.line(i).blank() || i < skip || found[i] != null) {
        continue;
      }
      int next = draft.filled(i + 1);
      boolean quotedNext = next < draft.size() && quoted[next];
      var header = headers.at(draft, i, announced(draft, found, i), i == first, quoted);
      if (header != null) {
        skip = header.end();
        if (i == first) {
          top = header;
        } else {
          later = true;
        }
        put(found, header);
        continue;
      }
      boolean beforeHeader = next < draft.size() && headers.header(draft.line(next));
      var separator = separators.at(draft, i, beforeHeader);
      if (separator != null) {
        put(found, new Introduction(i, i + 1, separator));
        later = true;
        continue;
      }
      var attribution = attributions.endingAt(draft, i, quoted, quotedNext);
      if (attribution != null) {
        put(found, attribution);
        later = true;
      }
    }
    if (top != null
        && top.alone()
        && !later
        && !draft.line(first).lower().startsWith("forwarded-by")) {
      found[first] = null;
    }
    return found;
  }

  private static void put(@Nullable Introduction[] found, Introduction introduction) {
    if (found[introduction.start()] == null) {
      found[introduction.start()] = introduction;
    }
  }

  /// Does a border or a separator stand right above?
  private static boolean announced(Draft draft, @Nullable Introduction[] found, int i) {
    for (int above = i - 1; above >= 0 && above >= i - 3; above--) {
      if (!draft.line(above).blank()) {
        return draft.line(above).border(5) || found[above] != null;
      }
    }
    return false;
  }

  /// The border above belongs to what it borders.
  private static void markBorder(Draft draft, int i) {
    for (int above = i - 1; above >= 0 && above >= i - 4; above--) {
      if (!draft.line(above).blank()) {
        if (draft.line(above).border(5) && draft.own(above)) {
          draft.mark(above, above + 1, Mark.QUOTE, Rule.SEPARATOR);
        }
        return;
      }
    }
  }

  /// Where lines end that all begin with the same unusual mark, or are all indented while later
  /// ones are not.
  private static int prefixed(Draft draft, int from) {
    if (from >= draft.size()) {
      return from;
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
    return mark.isEmpty() ? (more ? end : from) : (lines >= 2 ? end : from);
  }

  /// Signs at the beginning of a line that are neither an item's nor a word's.
  private static String mark(String plain) {
    int end = 0;
    while (end < plain.length()
        && end < 4
        && "-|:#%}];=+!\u00bb\u203a\u2502".indexOf(plain.charAt(end)) >= 0) {
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

  /// A short rest between two quoted lines, the first of which was full, was wrapped out of it; so
  /// were a link and its brackets.
  private static void markWrapped(Draft draft, boolean[] quoted) {
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
