package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Plain;
import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import dev.hearken.words.WrittenName;

/// Finds a closing with a name below it, and what else stands there.
final class SignedBelow {
  private static final int NEAR = 14;
  private static final int WIDE = 100;
  private static final int BRIEF = 70;
  private static final int MOST_SIGNING = 4;
  private static final int MOST_CLOSING = 7;
  private static final int MOST_BLOCK = 8;
  private static final int MOST_NAMED = 8;
  private static final int LEAST_DEPUTED = 3;
  private static final int MOST_DEPUTED = 9;

  private final Phrases greetings;
  private final Closings closings;
  private final Teams teams;

  SignedBelow(Vocabulary words, Closings closings, Teams teams) {
    greetings = words.of(Use.GREETING);
    this.closings = closings;
    this.teams = teams;
  }

  /// Where it begins, or the end.
  int start(Draft draft, Sender sender, int from, int end) {
    int found = end;
    int lines = 0;
    boolean named = signed(draft, end);
    for (int i = end - 1; i >= from && lines <= NEAR; i--) {
      var line = draft.line(i);
      if (line.blank() || line.icons()) {
        continue;
      }
      if (line.wider(WIDE)) {
        break;
      }
      int next = draft.filled(i + 1);
      boolean closes =
          closings.alone(line)
              || closings.goesOn(line)
              || (next < end && lines > 0 && farewell(draft, i, sender, next));
      if (closes
          && !answers(draft, i)
          && next < end
          && lines > 0
          && !closings.alone(draft.line(next))
          && (!named || next == found || his(draft.line(next), sender))
          && follows(draft, sender, line, next, end)) {
        found = i;
        named |= his(draft.line(next), sender);
      }
      lines++;
    }
    return found < end ? formula(draft, from, found) : end;
  }

  /// Is it one above his name, a team's, or right above anybody's full one?
  private boolean farewell(Draft draft, int i, Sender sender, int next) {
    var below = draft.line(next);
    return farewell(draft, i)
        && (his(below, sender)
            || teams.ends(below)
            || (next == i + 1
                && !draft.line(i).sentence()
                && closings.begins(draft.line(i))
                && below.words() > 1
                && WrittenName.couldBe(below.plain())));
  }

  /// With the first line of a formula of two, where no blanks are set between words.
  private int formula(Draft draft, int from, int closing) {
    int above = closing - 1;
    return above >= from
            && draft.own(above)
            && Plain.blankless(draft.line(closing).plain().charAt(0))
            && closings.alone(draft.line(above))
        ? above
        : closing;
  }

  /// A line that closes in words of its own: brief, apart from the text above, with a comma at its
  /// end; or one that begins like a closing and ends the text.
  boolean farewell(Draft draft, int i) {
    var line = draft.line(i);
    boolean apart = i == 0 || !draft.own(i - 1) || draft.line(i - 1).sentence();
    if (!apart || line.words() > MOST_CLOSING) {
      return false;
    }
    boolean closes =
        line.plain().endsWith(",")
            || (!line.plain().endsWith("?")
                && !line.plain().endsWith(":")
                && closings.begins(line));
    return closes && !greetings.begins(line);
  }

  /// Is it a name of his, or what he may be called?
  static boolean his(Line line, Sender sender) {
    return sender.named(line.plain())
        || Names.heads(line, sender)
        || sender.initials(line.plain())
        || sender.mayBeCalled(line.plain())
        || sender.begins(line.plain())
        || calls(line, sender);
  }

  /// "Jane - Morris Minor 1961".
  private static boolean calls(Line line, Sender sender) {
    var left = line.column();
    return left.length() < line.plain().length() && sender.named(left) && !line.sentence();
  }

  /// Did he sign below with his name, so that another's name above signs nothing?
  static boolean signed(Draft draft, int end) {
    int below = draft.filled(end);
    return below < draft.size()
        && (draft.rule(below) == Rule.CLOSING || draft.rule(below) == Rule.NAME);
  }

  /// "Thanks." below a quoted line.
  static boolean answers(Draft draft, int i) {
    int above = draft.filledAbove(i);
    return above >= 0 && draft.mark(above) == Mark.QUOTE && draft.line(i).sentence();
  }

  private boolean follows(Draft draft, Sender sender, Line closing, int next, int end) {
    var first = draft.line(next).plain();
    boolean name =
        sender.named(first)
            || (sender.in(first) && draft.line(next).words() <= MOST_NAMED)
            || WrittenName.couldBe(first)
            || teams.is(draft.line(next))
            || (closing.words() >= 2 && draft.line(next).words() <= 5 && ends(draft, closing, next))
            || (first.length() <= 12 && draft.line(next).words() == 1)
            || block(draft, next, end)
            || deputed(draft, sender, next, end);
    if (!name || Cards.otherLink(draft.line(next), sender)) {
      return false;
    }
    int sentences = 0;
    boolean says = false;
    for (int i = next; i < end; i++) {
      var line = draft.line(i);
      if (says && draft.blank(i - 1) && his(line, sender) && !his(draft.line(next), sender)) {
        return false;
      }
      says |= line.sentence() && line.words() > MOST_SIGNING;
      sentences += line.sentence() && line.words() > 6 ? 1 : 0;
      if (line.wider(WIDE) && !line.icons()) {
        return false;
      }
    }
    return sentences <= 1;
  }

  /// "On behalf of the board,", and a name below.
  private static boolean deputed(Draft draft, Sender sender, int next, int end) {
    int name = draft.filled(next + 1);
    return name < end
        && draft.line(next).words() >= LEAST_DEPUTED
        && draft.line(next).words() <= MOST_DEPUTED
        && !draft.line(next).sentence()
        && !draft.line(next).linked()
        && (his(draft.line(name), sender)
            || (draft.line(name).words() > 1 && WrittenName.couldBe(draft.line(name).plain())));
  }

  /// A few lines to the end, all of them brief, below a name with titles, and apart from the
  /// closing.
  private static boolean block(Draft draft, int from, int end) {
    var first = draft.line(from).plain();
    if (!draft.blank(from - 1) || first.contains(": ") || capitals(first) < 2) {
      return false;
    }
    int lines = 0;
    for (int i = from; i < end; i++) {
      var line = draft.line(i);
      if (line.blank()) {
        continue;
      }
      lines++;
      if (line.words() > MOST_NAMED || line.wider(BRIEF) || Names.says(line)) {
        return false;
      }
    }
    return lines > 1 && lines <= MOST_BLOCK;
  }

  private static int capitals(String plain) {
    int capitals = 0;
    for (var word : plain.split(" ", -1)) {
      capitals += !word.isEmpty() && Character.isUpperCase(word.charAt(0)) ? 1 : 0;
    }
    return capitals;
  }

  /// No sentence, or one that a comma above makes a name.
  private static boolean ends(Draft draft, Line closing, int name) {
    var plain = draft.line(name).plain();
    return !draft.line(name).sentence() || (closing.plain().endsWith(",") && plain.endsWith("."));
  }
}
