package dev.hearken.clean;

import dev.hearken.words.Evidence;
import dev.hearken.words.Line;
import dev.hearken.words.SignSet;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lines that are marked as quoted, one by one: by `>`, by the initials of who is quoted, or by
/// an element of HTML.
final class QuotedLines {
  private static final SignSet CODE = SignSet.of("=()[]{}/*%+");
  private static final SignSet EYES = SignSet.of(":;._");
  private static final SignSet MOUTH = SignSet.of("-(<)");
  private static final SignSet BARS = SignSet.of("&%|:");
  private static final SignSet BAR = SignSet.of("|:");

  /// What a prefix ends with, or stands in front of.
  private static final SignSet BEHIND = SignSet.of(" >");

  private static final int LONGEST_FIELD = 24;
  private static final int MOST_CHANGED = 5;
  private static final int LONGEST_PREFIX = 13;

  private QuotedLines() {}

  /// The lines that are marked as quoted, one by one.
  static boolean[] of(Draft draft, BitSet elements) {
    int size = draft.size();
    var quoted = new boolean[size];
    var prefixes = new HashMap<String, Integer>();
    int marked = 0;
    for (int i = 0; i < size; i++) {
      quoted[i] = elements.get(i) || (draft.line(i).quoted() && !draft.code(i)) || ends(draft, i);
      marked += quoted[i] ? 1 : 0;
      var prefix = prefix(draft.line(i));
      if (prefix != null) {
        prefixes.merge(prefix, 1, Integer::sum);
      }
    }
    marked += bars(draft, quoted);
    if (marked == 0 && prefixes.isEmpty()) {
      return quoted;
    }
    boolean repeated = prefixes.values().stream().anyMatch(count -> count > 1);
    for (int i = 0; i < size; i++) {
      var line = draft.line(i);
      if (quoted[i]) {
        quoted[i] = elements.get(i) || !looksQuoted(draft, i, marked);
      } else if (!prefixes.isEmpty()) {
        var prefix = prefix(line);
        quoted[i] =
            prefix != null
                && (prefixes.getOrDefault(prefix, 0) >= 2
                    || named(draft, i, quoted, prefix)
                    || turns(draft, i, prefix, prefixes)
                    || (repeated && deeper(line, prefix)));
      }
    }
    if (decorative(draft, elements, quoted)) {
      return new boolean[size];
    }
    return quoted;
  }

  /// Marks the lines with a bar in front, if the mail begins with one, has several, and they are no
  /// table's.
  private static int bars(Draft draft, boolean[] quoted) {
    int first = draft.filled(0);
    if (first >= draft.size() || !BAR.begins(draft.line(first).plain())) {
      return 0;
    }
    var mark = draft.line(first).plain().charAt(0) + " ";
    var lines = new BitSet();
    for (int i = first; i < draft.size(); i++) {
      var plain = draft.line(i).plain();
      if (plain.startsWith(mark) && !BAR.ends(plain)) {
        lines.set(i);
      }
    }
    if (!lines.get(first) || lines.cardinality() < 2) {
      return 0;
    }
    lines.stream().forEach(i -> quoted[i] = true);
    return lines.cardinality();
  }

  /// A line that begins with `>` and quotes nobody: "From " that a mailbox escaped, arrows at both
  /// ends, the end of an address that was wrapped, a face, what was said to a shell of Python or a
  /// server, a comparison that was wrapped.
  private static boolean looksQuoted(Draft draft, int i, int marked) {
    var plain = draft.line(i).plain();
    boolean alone =
        (i == 0 || !draft.line(i - 1).quoted())
            && (i + 1 == draft.size() || !draft.line(i + 1).quoted());
    if (changed(draft, i)
        || (alone
            && (plain.startsWith(">From ")
                || plain.startsWith(">>From ")
                || plain.endsWith("<")
                || plain.equals(">:")
                || answered(draft, i)
                || face(plain)))) {
      return true;
    }
    if (shown(plain) || (calculates(plain) && i + 1 < draft.size() && !draft.blank(i + 1))) {
      return !quotes(draft, i - 1) && !quotes(draft, i + 1);
    }
    boolean comparison =
        plain.startsWith(">=")
            || (plain.length() > 2 && plain.charAt(1) == ' ' && Character.isDigit(plain.charAt(2)));
    return marked == 1
        && comparison
        && i > 0
        && i + 1 < draft.size()
        && !draft.blank(i - 1)
        && !draft.line(i - 1).plain().endsWith(":")
        && !draft.blank(i + 1);
  }

  /// As a tracker points at a few fields that were changed, among others.
  private static boolean changed(Draft draft, int i) {
    int from = i;
    while (from >= 0 && i - from <= MOST_CHANGED && pointed(draft.line(from))) {
      from--;
    }
    int end = i;
    while (end < draft.size() && end - from <= MOST_CHANGED && pointed(draft.line(end))) {
      end++;
    }
    return end > from + 1
        && end - from <= MOST_CHANGED
        && ((from >= 0 && filled(draft.line(from).plain()))
            || (end < draft.size() && filled(draft.line(end).plain())));
  }

  private static boolean filled(String plain) {
    return field(plain) && !plain.endsWith(":");
  }

  private static boolean pointed(Line line) {
    return line.plain().startsWith(">") && field(line.plain().substring(1));
  }

  /// "Assigned to: Sam Poe".
  private static boolean field(String plain) {
    int colon = plain.indexOf(':');
    return colon > 0
        && colon <= LONGEST_FIELD
        && Character.isUpperCase(plain.charAt(0))
        && (colon + 1 == plain.length() || plain.charAt(colon + 1) == ' ');
  }

  /// Does the other side's answer stand below, as of two servers of mail?
  private static boolean answered(Draft draft, int i) {
    return i + 1 < draft.size() && draft.line(i + 1).plain().startsWith("<<< ");
  }

  /// As a shell of Python shows what was typed.
  private static boolean shown(String plain) {
    if (!plain.startsWith(">>> ") || plain.indexOf('>', 3) >= 0) {
      return false;
    }
    int equals = plain.indexOf('=');
    int bracket = plain.indexOf('(');
    return (equals > 0 && plain.indexOf(' ', 4) > 0 && equals < 30)
        || (bracket > 4 && plain.endsWith(")"))
        || plain.startsWith(">>> import ");
  }

  private static boolean quotes(Draft draft, int i) {
    if (i < 0 || i >= draft.size() || !draft.line(i).quoted()) {
      return false;
    }
    var plain = draft.line(i).plain();
    return !shown(plain) && !calculates(plain);
  }

  /// `>>> 1//2`: what a shell is asked, not what people say.
  private static boolean calculates(String plain) {
    if (!plain.startsWith(">>> ") || plain.indexOf('>', 3) >= 0) {
      return false;
    }
    boolean words = plain.indexOf(' ', 4) > 0;
    return plain.startsWith(">>> from ")
        || (!words && plain.chars().anyMatch(c -> CODE.has((char) c)));
  }

  private static boolean face(String plain) {
    return plain.length() > 2 && EYES.has(plain.charAt(1)) && MOUTH.has(plain.charAt(2));
  }

  /// Does the quoted line above name whom this prefix is short for, or say when he wrote?
  private static boolean named(Draft draft, int i, boolean[] quoted, String prefix) {
    int above = draft.filledAbove(i);
    if (above < 0 || prefix.length() < 2) {
      return false;
    }
    var line = draft.line(above).plain();
    boolean initials = prefix.equals(prefix.toUpperCase(Locale.ROOT));
    return (quoted[above] && line.contains(prefix))
        || (initials && line.endsWith(":") && Evidence.date(line) && Evidence.time(line));
  }

  /// What some programs put below a quoted line.
  private static boolean ends(Draft draft, int i) {
    return i > 0 && draft.line(i).plain().equals("</quote>") && draft.line(i - 1).quoted();
  }

  /// What somebody quotes whose own prefix stands elsewhere has two marks.
  private static boolean deeper(Line line, String prefix) {
    return line.plain().startsWith(">>", prefix.length())
        && prefix.equals(prefix.toUpperCase(Locale.ROOT));
  }

  /// Two who quote each other take turns.
  private static boolean turns(Draft draft, int i, String prefix, Map<String, Integer> prefixes) {
    var next = i + 1 < draft.size() ? prefix(draft.line(i + 1)) : null;
    return next != null
        && prefixes.getOrDefault(next, 0) >= 2
        && prefix.equals(prefix.toUpperCase(Locale.ROOT));
  }

  /// Newsletters point at their items with ">>" and quote nobody: every such line stands alone, and
  /// none has a single mark but above a link.
  private static boolean decorative(Draft draft, BitSet elements, boolean[] quoted) {
    int marked = 0;
    for (int i = 0; i < quoted.length; i++) {
      if (!quoted[i]) {
        continue;
      }
      var plain = draft.line(i).plain();
      boolean points =
          ((plain.startsWith(">> ") && plain.length() > 3 && plain.charAt(3) != '>')
                  || (plain.startsWith("> ") && linked(draft, i + 1)))
              && !elements.get(i)
              && (i == 0 || !quoted[i - 1]);
      if (!points) {
        return false;
      }
      marked++;
    }
    return marked >= 2;
  }

  private static boolean linked(Draft draft, int i) {
    return i < draft.size() && draft.line(i).words() == 1 && draft.line(i).linked();
  }

  /// "Jane> " or "&> ": the initials or the mark of who is quoted.
  private static @Nullable String prefix(Line line) {
    if (!line.mayTell()) {
      return null;
    }
    var plain = line.plain();
    int end = plain.indexOf('>', 0, Math.min(plain.length(), LONGEST_PREFIX));
    if (end < 1 || (end + 1 < plain.length() && !BEHIND.has(plain.charAt(end + 1)))) {
      return null;
    }
    char first = plain.charAt(0);
    if (end == 1 && BARS.has(first)) {
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
}
