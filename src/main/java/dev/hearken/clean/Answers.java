package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Sender;
import java.util.BitSet;
import java.util.HashMap;

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
    int i = 0;
    while (i < draft.size() && !quoted(draft, i)) {
      i++;
    }
    var asked = asked(draft, i);
    while (i < draft.size()) {
      if (!quoted(draft, i) || !(asked.get(i) || prefixed(draft.line(i), sender))) {
        i++;
        continue;
      }
      do {
        draft.turn(i, null, Rule.ANSWER);
        i++;
      } while (i < draft.size() && quoted(draft, i) && !draft.blank(i) && !asks(draft.line(i)));
    }
  }

  private static boolean quoted(Draft draft, int i) {
    return draft.rule(i) == Rule.BELOW_INTRODUCTION;
  }

  /// The lines right below a question that begin with the same sign or word as another one does.
  private static BitSet asked(Draft draft, int from) {
    var below = new HashMap<String, BitSet>();
    for (int i = from; i + 1 < draft.size(); i++) {
      int next = asks(draft.line(i)) ? draft.filled(i + 1) : draft.size();
      if (next < draft.size() && quoted(draft, i) && quoted(draft, next)) {
        below.computeIfAbsent(prefix(draft.line(next)), _ -> new BitSet()).set(next);
      }
    }
    var asked = new BitSet();
    below.forEach((prefix, lines) -> {
      if (!prefix.isEmpty() && lines.cardinality() >= REPEATED) {
        asked.or(lines);
      }
    });
    return asked;
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
