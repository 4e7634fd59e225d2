package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Sender;
import dev.hearken.words.SignSet;
import java.util.List;

/// What the sender answers within a text that he quotes without marks: behind his name in brackets,
/// as Outlook puts it there, behind arrows and his initials, or behind an arrow below a question.
final class Answers {
  private static final int LONGEST_NAME = 40;
  private static final SignSet STROKES = SignSet.of("-=");
  private static final List<String> ARROWS = List.of("-->", "==>", "->", "=>");

  private Answers() {}

  /// Takes them out of what is quoted, each to the end of its paragraph.
  static void turn(Draft draft, Sender sender) {
    for (int i = 1; i < draft.size(); i++) {
      if (quoted(draft, i)
          && (prefixed(draft.line(i), sender) || (arrow(draft.line(i)) && asked(draft, i)))) {
        while (i < draft.size() && quoted(draft, i) && !draft.blank(i)) {
          draft.turn(i, null, Rule.ANSWER);
          i++;
        }
      }
    }
  }

  private static boolean quoted(Draft draft, int i) {
    return draft.rule(i) == Rule.BELOW_INTRODUCTION;
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

  private static boolean arrow(Line line) {
    return STROKES.begins(line.plain()) && ARROWS.stream().anyMatch(line.plain()::startsWith);
  }

  private static boolean asked(Draft draft, int i) {
    int above = draft.filledAbove(i);
    return above >= 0 && quoted(draft, above) && draft.line(above).plain().endsWith("?");
  }
}
