package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import dev.hearken.words.WrittenName;

/// Finds how the sender signed, from the end up, one kind of mark after the other until none is
/// found.
final class Signatures {
  private static final int NEAR = 14;
  private static final int SHORT = 45;
  private static final int FULL = 50;
  private static final int MOST_FULL = 2;
  private static final int MOST_CLOSING = 7;
  private static final int MOST_SAYING = 15;
  private static final int MOST_ROUNDS = 12;
  private static final int DRAWN = 3;

  private final Phrases greetings;
  private final Phrases postscripts;
  private final Closings closings;
  private final Teams teams;
  private final Names names;
  private final Devices devices;
  private final SignedWithin within;

  Signatures(Vocabulary words) {
    greetings = words.of(Use.GREETING);
    postscripts = words.of(Use.POSTSCRIPT);
    closings = new Closings(words);
    var contacts = new Contacts(words);
    teams = new Teams(words);
    devices = new Devices(words);
    names = new Names(words, closings, contacts, teams);
    within = new SignedWithin(words, closings, contacts, teams);
  }

  /// Marks them.
  ///
  /// @return was there one?
  boolean mark(Draft draft, Sender sender, int firstOwn, boolean quotes) {
    boolean any = false;
    for (var stretch : draft.endings()) {
      int end = stretch.end();
      boolean changed = !draft.settled(stretch);
      for (int round = 0; changed && round < MOST_ROUNDS && end > stretch.start(); round++) {
        int start = start(draft, sender, stretch, end, firstOwn, quotes);
        changed = start < end;
        any |= changed;
        end = draft.trimmed(stretch.start(), start);
      }
      if (!changed && draft.own(firstOwn)) {
        draft.settle(new Endings.Stretch(stretch.start(), end));
      }
    }
    return any;
  }

  /// Marks the sender's card when it is all that he sends with a forwarded mail.
  void markCard(Draft draft, Sender sender, int firstOwn) {
    int end = names.card(draft, sender, firstOwn);
    draft.mark(firstOwn, end, Mark.SIGNATURE, Rule.NAME);
  }

  /// Marks those below which the sender goes on.
  void markWithin(Draft draft, Sender sender) {
    within.mark(draft, sender);
  }

  /// Where the signature begins that ends here; it is marked. Dashes and devices may be all that
  /// stands beside a quotation; a name or a closing alone is an answer.
  private int start(
      Draft draft, Sender sender, Endings.Stretch stretch, int end, int firstOwn, boolean quotes) {
    int from = Math.max(stretch.start(), firstOwn + 1);
    int alone = quotes ? stretch.start() : from;
    int written = postscript(draft, from, end);
    int start = Delimiters.start(draft, sender, alone, written);
    var rule = Rule.DELIMITER;
    if (start == written) {
      start = devices.start(draft, alone, written);
      rule = Rule.SENT_FROM;
    }
    if (start == written) {
      start = closing(draft, sender, from, written);
      rule = Rule.CLOSING;
    }
    if (start == written) {
      start = names.start(draft, sender, from, written, firstOwn);
      rule = Rule.NAME;
    }
    if (start == written) {
      return end;
    }
    if (rule == Rule.CLOSING) {
      written = unwritten(draft, start, written);
    }
    draft.mark(start, written, Mark.SIGNATURE, rule);
    int above =
        rule == Rule.DELIMITER && start > from
            ? Delimiters.nameAbove(draft, from, start, closings)
            : start;
    draft.mark(above, start, Mark.SIGNATURE, Rule.NAME);
    int closed = closed(draft, sender, from, above, written);
    int bordered = bordered(draft, firstOwn, closed);
    return bordered < closed ? closed(draft, sender, from, bordered, written) : closed;
  }

  /// A closing right above a name belongs to it, also where dashes or a border stand between both,
  /// and one that stands alone where another line does, too.
  private int closed(Draft draft, Sender sender, int from, int start, int end) {
    int closing = draft.trimmed(from, start) - 1;
    int name = draft.filled(start);
    boolean below =
        name < end && (Delimiters.dashes(draft.line(name)) || draft.line(name).border(DRAWN));
    if (below) {
      name = draft.filled(name + 1);
    }
    if (closing < from
        || closing >= start
        || name >= end
        || !draft.own(closing)
        || answers(draft, closing)) {
      return start;
    }
    boolean alone = closings.alone(draft.line(closing));
    boolean closes = alone || closings.goesOn(draft.line(closing)) || farewell(draft, closing);
    if (!closes) {
      return start;
    }
    boolean named =
        his(draft.line(name), sender)
            || (below && sender.in(draft.line(name).plain()))
            || (below && alone && name + 1 < end && sender.in(draft.line(name + 1).plain()));
    if (!named) {
      return start;
    }
    draft.mark(closing, start, Mark.SIGNATURE, Rule.CLOSING);
    return closing;
  }

  /// A border above the signature, apart from the text or below a closing, belongs to it.
  private int bordered(Draft draft, int firstOwn, int start) {
    int border = draft.trimmed(0, start) - 1;
    boolean apart =
        border > firstOwn
            && border < start
            && draft.own(border)
            && draft.line(border).border(5)
            && (draft.blank(border - 1) || closings.alone(draft.line(border - 1)));
    if (!apart) {
      return start;
    }
    draft.mark(border, border + 1, Mark.SIGNATURE, Rule.DELIMITER);
    return border;
  }

  /// Where a paragraph of full lines begins below a name, or the end: who writes so much goes on.
  private static int unwritten(Draft draft, int start, int end) {
    int full = 0;
    int paragraph = start;
    for (int i = start; i < end; i++) {
      var line = draft.line(i);
      if (line.blank()) {
        full = 0;
        paragraph = i + 1;
      } else if (i > start + 1 && i == paragraph && remark(line)) {
        return draft.trimmed(start, paragraph);
      } else if (line.plain().length() >= FULL && line.words() > 6 && ++full > MOST_FULL) {
        return paragraph > start + 1 ? draft.trimmed(start, paragraph) : end;
      }
    }
    return end;
  }

  /// Several sentences in a line.
  private static boolean remark(Line line) {
    var plain = line.plain();
    int first = plain.indexOf(". ");
    int other = plain.indexOf("? ");
    return line.words() >= MOST_SAYING
        && line.sentence()
        && !line.linked()
        && Math.max(first, other) > plain.length() / 4;
  }

  private static boolean his(Line line, Sender sender) {
    return sender.named(line.plain())
        || Names.heads(line, sender)
        || sender.initials(line.plain())
        || sender.mayBeCalled(line.plain());
  }

  /// A line that closes in words of its own: brief, apart from the text above, with a comma at its
  /// end; or one that begins like a closing and ends the text. It counts above the sender's name.
  private boolean farewell(Draft draft, int i) {
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

  /// A postscript is the sender's own, though the signature stands above it, unless dashes below
  /// say that it stands there.
  private int postscript(Draft draft, int from, int end) {
    for (int i = end - 1; i > from && i > end - NEAR; i--) {
      var above = draft.line(i - 1);
      boolean apart =
          above.blank()
              || (above.plain().length() <= SHORT && draft.line(i).plain().startsWith("P"));
      if (Delimiters.dashes(draft.line(i))) {
        return end;
      }
      if (apart && postscripts.begins(draft.line(i)) && draft.line(i).words() > 1) {
        return draft.trimmed(from, i);
      }
    }
    return end;
  }

  /// A closing, a name below it, and what else stands there.
  private int closing(Draft draft, Sender sender, int from, int end) {
    int found = end;
    int lines = 0;
    for (int i = end - 1; i >= from && lines <= NEAR; i--) {
      var line = draft.line(i);
      if (line.blank() || line.icons()) {
        continue;
      }
      if (line.plain().length() > 100) {
        break;
      }
      int next = draft.filled(i + 1);
      boolean closes =
          closings.alone(line)
              || closings.goesOn(line)
              || (next < end && lines > 0 && farewell(draft, i) && his(draft.line(next), sender));
      if (closes
          && !answers(draft, i)
          && next < end
          && lines > 0
          && follows(draft, sender, line, next, end)) {
        found = i;
      }
      lines++;
    }
    return found;
  }

  /// "Thanks." below a quoted line.
  private static boolean answers(Draft draft, int i) {
    int above = draft.filledAbove(i);
    return above >= 0 && draft.mark(above) == Mark.QUOTE && draft.line(i).sentence();
  }

  private boolean follows(Draft draft, Sender sender, Line closing, int next, int end) {
    var first = draft.line(next).plain();
    boolean name =
        sender.named(first)
            || WrittenName.couldBe(first)
            || teams.is(draft.line(next))
            || (closing.words() >= 2 && draft.line(next).words() <= 5 && ends(draft, closing, next))
            || (first.length() <= 12 && draft.line(next).words() == 1);
    if (!name || Cards.otherLink(draft.line(next), sender)) {
      return false;
    }
    int sentences = 0;
    for (int i = next; i < end; i++) {
      var line = draft.line(i);
      sentences += line.sentence() && line.words() > 6 ? 1 : 0;
      if (line.plain().length() > 100 && !line.icons()) {
        return false;
      }
    }
    return sentences <= 1;
  }

  /// No sentence, or one that a comma above makes a name.
  private static boolean ends(Draft draft, Line closing, int name) {
    var plain = draft.line(name).plain();
    return !draft.line(name).sentence() || (closing.plain().endsWith(",") && plain.endsWith("."));
  }
}
