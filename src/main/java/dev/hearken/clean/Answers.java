package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Sender;
import java.util.HashMap;
import java.util.Map;

/// What the sender answers within a text that he quotes without marks: behind his name in brackets,
/// as Outlook puts it there, behind arrows and his initials, or below questions, each time behind
/// the same sign or word.
final class Answers {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_PREFIX = 12;
  private static final int REPEATED = 2;

  private Answers() {}

  /// Takes them out of what is quoted, each to the end of its paragraph.
  static void turn(Draft draft, Sender sender) {
    var asked = new HashMap<String, Integer>();
    for (int i = 1; i < draft.size(); i++) {
      if (asked(draft, i)) {
        asked.merge(prefix(draft.line(i)), 1, Integer::sum);
      }
    }
    for (int i = 1; i < draft.size(); i++) {
      if (quoted(draft, i)
          && (prefixed(draft.line(i), sender)
              || (asked(draft, i) && again(draft.line(i), asked)))) {
        do {
          draft.turn(i, null, Rule.ANSWER);
          i++;
        } while (i < draft.size() && quoted(draft, i) && !draft.blank(i) && !asks(draft.line(i)));
      }
    }
  }

  private static boolean quoted(Draft draft, int i) {
    return draft.rule(i) == Rule.BELOW_INTRODUCTION;
  }

  /// Does a question end right above?
  private static boolean asked(Draft draft, int i) {
    if (!quoted(draft, i) || draft.blank(i)) {
      return false;
    }
    int above = draft.filledAbove(i);
    return above >= 0 && quoted(draft, above) && asks(draft.line(above));
  }

  private static boolean asks(Line line) {
    return line.plain().endsWith("?");
  }

  /// "-->", "Answer:", or the empty string.
  private static String prefix(Line line) {
    var plain = line.plain();
    int end = plain.indexOf(' ');
    boolean brief = end > 1 && end <= LONGEST_PREFIX;
    return brief && (plain.charAt(end - 1) == ':' || plain.charAt(end - 1) == '>')
        ? plain.substring(0, end)
        : "";
  }

  private static boolean again(Line line, Map<String, Integer> asked) {
    var prefix = prefix(line);
    return !prefix.isEmpty() && asked.getOrDefault(prefix, 0) >= REPEATED;
  }

  private static boolean prefixed(Line line, Sender sender) {
    var plain = line.plain();
    if (plain.startsWith("[")) {
      return named(plain, 1, plain.indexOf(']'), sender);
    }
    return plain.startsWith(">>> ") && named(plain, 4, plain.indexOf(':'), sender);
  }

  private static boolean named(String plain, int from, int end, Sender sender) {
    if (end <= from || end > LONGEST_NAME) {
      return false;
    }
    var name = plain.substring(from, end);
    return sender.named(name) || sender.initials(name);
  }
}
