package dev.hearken.clean;

import dev.hearken.words.Evidence;
import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Plain;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mail's header as clients put it above what they quote: From, Sent, To, Subject, one below
/// another, in any language and order, plain or emphasised, wrapped or with blank lines between.
final class HeaderBlocks {
  private static final SignSet BEFORE = SignSet.of("*_|# ");
  private static final SignSet BEHIND = SignSet.of("*_ ");
  private static final int LONGEST_NAME = 40;
  private static final int MOST_LINES = 80;
  private static final int MOST_WRAPPED = 12;
  private static final int MOST_NAME_WORDS = 3;
  private static final int LEAST_RUNNING_ON = 5;
  private static final int MOST_RUNNING_ON = 3;
  private static final Set<Use> TELLING =
      EnumSet.of(Use.FROM, Use.SENT, Use.TO, Use.CC, Use.SUBJECT);

  /// No client shows these.
  private static final List<String> RAW =
      List.of("content-type:", "mime-version:", "return-path:", "received: from");

  private static final Set<Use> JOURNEY = EnumSet.of(Use.FROM, Use.SENT, Use.TO);

  private final Vocabulary words;
  private final Phrases names;

  HeaderBlocks(Vocabulary words) {
    this.words = words;
    names = words.any(Vocabulary.HEADERS);
  }

  /// Does this line look like one header?
  boolean header(Line line) {
    return !names(line).isEmpty();
  }

  private List<Use> names(Line line) {
    if (!line.mayHoldColon()) {
      return List.of();
    }
    var plain = line.plain();
    int start = BEFORE.before(plain);
    int most = Math.min(plain.length(), start + LONGEST_NAME + 1);
    if (plain.indexOf(':', start, most) < 0 || !names.mayBegin(line)) {
      return List.of();
    }
    var lower = line.lower();
    int colon = lower.indexOf(':', start);
    int end = colon;
    while (end > start && BEHIND.has(lower.charAt(end - 1))) {
      end--;
    }
    return words.header(lower.substring(start, end));
  }

  /// The block that begins with this header. One that is indented, or has headers that no client
  /// shows, is an example that somebody talks about, unless it is announced.
  ///
  /// @param announced is there a border or the like above it?
  /// @param top is it the first that stands in the mail?
  @Nullable Introduction at(
      Draft draft, int start, boolean announced, boolean top, boolean[] quoted) {
    var kinds = EnumSet.noneOf(Use.class);
    boolean addressed = false;
    boolean dated = false;
    boolean timed = false;
    boolean own = false;
    var first = draft.line(start);
    // What begins as this one does is another block.
    var again = first.lower().substring(0, first.lower().indexOf(':') + 1);
    boolean indented = first.text().startsWith("  ") || first.text().startsWith("\t");
    boolean raw = (indented && !first.plain().startsWith("*")) || rawAbove(draft, start);
    if (!raw && runsOn(draft, start)) {
      return new Introduction(start, start + 1, Rule.HEADER_BLOCK);
    }
    int end = start;
    int wrapped = 0;
    int last = Math.min(draft.size(), start + MOST_LINES);
    for (int i = start; i < last && !quoted[i]; i++) {
      var line = draft.line(i);
      var names = names(line);
      if (i > start && line.lower().startsWith(again)) {
        break;
      }
      if (!names.isEmpty()) {
        var _ = take(kinds, names);
        addressed |= Evidence.address(line.plain());
        dated |= Evidence.date(line.plain());
        timed |= Evidence.time(line.plain());
        own |= line.lower().startsWith("forwarded-by");
        raw |= raw(line);
        end = i + 1;
        wrapped = 0;
      } else if (line.blank()) {
        int following = draft.filled(i);
        if (following > i + 1
            || following >= last
            || !header(draft.line(following))
            || kinds.containsAll(TELLING)) {
          break;
        }
      } else if (wrapped < MOST_WRAPPED && goesOn(draft, i, end, last)) {
        wrapped++;
        if (end == i) {
          end = i + 1;
        }
      } else {
        break;
      }
    }
    kinds.retainAll(TELLING);
    if (raw && !announced) {
      int next = draft.filled(end);
      boolean quotes =
          next < draft.size() && (quoted[next] || draft.line(next).plain().startsWith("| "));
      return quotes && addressed && kinds.size() >= 2
          ? new Introduction(start, end, Rule.ATTRIBUTION)
          : null;
    }
    boolean pair =
        !top && addressed && (dated || timed) && kinds.equals(EnumSet.of(Use.SENT, Use.TO));
    // Who travels has a place that he comes from, one that he goes to, and a day.
    boolean journey = kinds.equals(JOURNEY) && !addressed && !(dated && timed) && !announced;
    int headed = headed(draft, start, kinds, quoted);
    boolean full =
        headed < start
            || (!journey
                && (addressed
                    || announced
                    || !(numbered(first) || (listed(draft, start) && !(dated && timed))))
                && full(kinds, addressed, dated || timed, announced));
    boolean heads = kinds.contains(Use.FROM) && (kinds.contains(Use.TO) || own);
    boolean quotes = heads && addressed && end < draft.size() && quoted[end];
    if (pair || full || quotes) {
      return new Introduction(headed, end, Rule.HEADER_BLOCK);
    }
    return top && heads && draft.filled(end) > end
        ? new Introduction(start, end, Rule.HEADER_BLOCK, true)
        : null;
  }

  /// Where the sender stands above the first header that a language has which is known: a name and
  /// a date, as Lotus Notes puts them there, or what another language calls him.
  private static int headed(Draft draft, int start, Set<Use> kinds, boolean[] quoted) {
    if (kinds.contains(Use.FROM)) {
      return start;
    }
    if (kinds.contains(Use.TO) && kinds.contains(Use.SUBJECT) && !kinds.contains(Use.SENT)) {
      return BareHeaders.sender(draft, start, quoted);
    }
    boolean above = start > 0 && !quoted[start - 1] && !draft.blank(start - 1);
    return above && kinds.contains(Use.SENT) && from(draft.line(start - 1)) ? start - 1 : start;
  }

  /// "Frá: Sam Poe <sam@example.org>".
  private static boolean from(Line line) {
    var plain = line.plain();
    int colon = plain.indexOf(": ");
    return colon > 0
        && plain.indexOf(' ') == colon + 1
        && plain.endsWith(">")
        && Evidence.address(plain);
  }

  /// Is it the rest of such a header?
  private static boolean rawAbove(Draft draft, int start) {
    for (int i = start - 1; i >= 0 && i > start - MOST_WRAPPED && !draft.blank(i); i--) {
      if (raw(draft.line(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean raw(Line line) {
    if (!line.mayHoldColon()) {
      return false;
    }
    for (var name : RAW) {
      if (line.plain().regionMatches(true, 0, name, 0, name.length())) {
        return true;
      }
    }
    return false;
  }

  /// "This is the plan:", and where somebody goes from and to.
  private static boolean listed(Draft draft, int start) {
    int above = draft.filledAbove(start);
    return (above >= 0 && draft.line(above).plain().endsWith(":"))
        || Evidence.time(draft.line(start).plain());
  }

  /// "From: +44 20 7946 0000", "From: 09:30": a call, or a time.
  private static boolean numbered(Line line) {
    var plain = line.plain();
    int value = plain.indexOf(':') + 1;
    while (value < plain.length() && BEHIND.has(plain.charAt(value))) {
      value++;
    }
    return value < plain.length()
        && (plain.charAt(value) == '+' || Character.isDigit(plain.charAt(value)));
  }

  /// "From: Sam Poe Sent: 4 March 2024 10:00 To: Jane Roe Subject: Re: The pump": a block whose
  /// breaks got lost, perhaps wrapped again.
  private boolean runsOn(Draft draft, int start) {
    var first = draft.line(start);
    if (first.words() < LEAST_RUNNING_ON || kinds(first.plain()).size() < 2) {
      return false;
    }
    var text = new StringBuilder();
    for (int i = start; i < start + MOST_RUNNING_ON && i < draft.size() && !draft.blank(i); i++) {
      text.append(draft.line(i).plain()).append(' ');
    }
    var plain = text.toString();
    var kinds = kinds(plain);
    return kinds.contains(Use.FROM)
        && kinds.contains(Use.SENT)
        && (kinds.contains(Use.TO) || kinds.contains(Use.SUBJECT))
        && (Evidence.address(plain) || (Evidence.date(plain) && Evidence.time(plain)));
  }

  /// Of the headers that stand anywhere in a text.
  private Set<Use> kinds(String plain) {
    var lower = Plain.lower(plain).replace("*", "");
    var kinds = EnumSet.noneOf(Use.class);
    for (int colon = lower.indexOf(':'); colon > 0; colon = lower.indexOf(':', colon + 1)) {
      int begin = colon;
      boolean found = false;
      for (int i = 0; !found && i < MOST_NAME_WORDS && begin > 0; i++) {
        begin = lower.lastIndexOf(' ', begin - 1);
        found = take(kinds, words.header(lower.substring(begin + 1, colon)));
      }
    }
    kinds.retainAll(TELLING);
    return kinds;
  }

  /// Adds the first of what a name may be that is not there yet, if there is one.
  private static boolean take(Set<Use> kinds, List<Use> names) {
    for (var use : names) {
      if (kinds.add(use)) {
        return true;
      }
    }
    return false;
  }

  private static boolean full(Set<Use> kinds, boolean addressed, boolean dated, boolean announced) {
    boolean evidence = addressed || dated;
    if (kinds.contains(Use.FROM)) {
      return (announced && evidence)
          || kinds.size() >= 3
          || (kinds.size() == 2 && (announced || (addressed && !kinds.contains(Use.TO))));
    }
    return kinds.size() >= 4
        || (kinds.size() == 3 && (announced || evidence))
        || (kinds.size() == 2 && announced && evidence);
  }

  /// Is this line the rest of a long header?
  private boolean goesOn(Draft draft, int i, int end, int last) {
    if (end != i) {
      return false;
    }
    var above = draft.line(i - 1).plain();
    char first = draft.line(i).text().charAt(0);
    if (above.endsWith(",")
        || above.endsWith(";")
        || first == '\t'
        || (first == ' ' && Evidence.address(draft.line(i).plain()))) {
      return true;
    }
    for (int j = i + 1; j < Math.min(last, i + 3); j++) {
      if (header(draft.line(j))) {
        return true;
      }
      if (draft.blank(j)) {
        return false;
      }
    }
    return false;
  }
}
