package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Sender;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;

/// Finds how the sender signed, from the end up, one kind of mark after the other until none is
/// found.
final class Signatures {
  private static final SignSet BARS = SignSet.of("| ");
  private static final int NEAR = 14;
  private static final int SHORT = 45;
  private static final int FULL = 49;
  private static final int MOST_FULL = 2;
  private static final int MOST_SAYING = 15;
  private static final int MOST_ROUNDS = 12;
  private static final int DRAWN = 3;

  private final Phrases postscripts;
  private final Closings closings;
  private final SignedBelow below;
  private final Names names;
  private final Devices devices;
  private final SignedWithin within;

  Signatures(Vocabulary words) {
    postscripts = words.of(Use.POSTSCRIPT);
    closings = new Closings(words);
    var contacts = new Contacts(words);
    var teams = new Teams(words);
    below = new SignedBelow(words, closings, teams);
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
      boolean changed = !draft.settled(stretch) && draft.rule(end - 1) != Rule.ANSWER;
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

  /// Marks the closings and dashes right above what HTML says to be his signature, below what he
  /// wrote.
  void markAbove(Draft draft, Sender sender) {
    int above = -1;
    int own = 0;
    for (int i = draft.filled(0); i < draft.size(); i = draft.filled(i + 1)) {
      if (own > 1
          && draft.rule(i) == Rule.SIGNING_ELEMENT
          && draft.own(above)
          && parts(draft, above, i, sender)) {
        draft.mark(above, i, Mark.SIGNATURE, Rule.CLOSING);
      }
      own += draft.own(i) ? 1 : 0;
      above = i;
    }
  }

  private boolean parts(Draft draft, int above, int name, Sender sender) {
    var line = draft.line(above);
    return Delimiters.dashes(line)
        || (closings.alone(line) && SignedBelow.his(draft.line(name), sender));
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
    int bottom = Decorations.above(draft, from, end);
    int written = postscript(draft, sender, from, bottom);
    int start = Delimiters.start(draft, sender, alone, written);
    var rule = Rule.DELIMITER;
    if (start == written) {
      start = devices.start(draft, alone, written);
      rule = Rule.SENT_FROM;
    }
    if (start == written) {
      start = below.start(draft, sender, from, written);
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
    start = barred(draft, from, start);
    draft.mark(start, written, Mark.SIGNATURE, rule);
    draft.mark(bottom, end, Mark.SIGNATURE, rule);
    int above =
        rule == Rule.DELIMITER && start > from
            ? Delimiters.nameAbove(draft, from, start, closings)
            : start;
    draft.mark(above, start, Mark.SIGNATURE, Rule.NAME);
    int closed = closed(draft, sender, from, above, written);
    int bordered = bordered(draft, firstOwn, closed);
    return bordered < closed ? closed(draft, sender, from, bordered, written) : closed;
  }

  /// With the bars that a table left above it.
  private static int barred(Draft draft, int from, int start) {
    int bar = start;
    while (bar > from
        && !draft.blank(bar - 1)
        && BARS.within(draft.line(bar - 1).plain()).isEmpty()) {
      bar--;
    }
    return bar;
  }

  /// A closing right above a name belongs to it, also where dashes or a border stand between both,
  /// and one that stands alone where another line does, too.
  private int closed(Draft draft, Sender sender, int from, int start, int end) {
    int closing = draft.trimmed(from, start) - 1;
    int name = draft.filled(start);
    boolean dashed =
        name < end && (Delimiters.dashes(draft.line(name)) || draft.line(name).border(DRAWN));
    if (dashed) {
      name = draft.filled(name + 1);
    }
    if (closing < from
        || closing >= start
        || name >= end
        || !draft.own(closing)
        || (!dashed && closes(draft.line(name), sender))
        || SignedBelow.answers(draft, closing)) {
      return start;
    }
    boolean alone = closings.alone(draft.line(closing));
    boolean closes =
        alone
            || closings.goesOn(draft.line(closing))
            || below.farewell(draft, closing)
            || (draft.blank(closing - 1) && closings.holds(draft.line(closing)));
    if (!closes) {
      return start;
    }
    boolean named =
        SignedBelow.his(draft.line(name), sender)
            || (dashed && sender.in(draft.line(name).plain()))
            || (dashed && alone && name + 1 < end && sender.in(draft.line(name + 1).plain()));
    if (!named) {
      return start;
    }
    draft.mark(closing, start, Mark.SIGNATURE, Rule.CLOSING);
    return closing;
  }

  /// Does it begin like a closing, and with no name of his? "Dag" is a farewell, and a name.
  private boolean closes(Line line, Sender sender) {
    return closings.begins(line) && !sender.begins(line.plain());
  }

  /// A border above the signature, apart from the text or below a closing, belongs to it.
  private int bordered(Draft draft, int firstOwn, int start) {
    int border = draft.trimmed(0, start) - 1;
    boolean apart =
        border > firstOwn
            && border < start
            && draft.own(border)
            && draft.line(border).border(5)
            && (draft.blank(border - 1)
                || (border == start - 1 && !draft.own(border - 1))
                || closings.alone(draft.line(border - 1)));
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
      } else if ((line.wider(FULL) || (full > 0 && line.sentence()))
          && line.words() > 6
          && !Contacts.telephone(line)
          && ++full > MOST_FULL) {
        return paragraph > start + 1 ? aboveBorder(draft, start, paragraph) : end;
      }
    }
    return end;
  }

  /// The end of what stands above, and above a border, if that announces the paragraph.
  private static int aboveBorder(Draft draft, int start, int paragraph) {
    int border = start + 1;
    while (border < paragraph && !draft.line(border).border(5)) {
      border++;
    }
    return draft.trimmed(start, border);
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

  /// A postscript is the sender's own, and so are footnotes, though the signature stands above it,
  /// unless dashes below say that it stands there, or his name alone does.
  private int postscript(Draft draft, Sender sender, int from, int end) {
    int found = end;
    for (int i = end - 1; i > from && i > end - NEAR; i--) {
      var above = draft.line(i - 1);
      boolean begins =
          above.blank()
              || (above.plain().length() <= SHORT && draft.line(i).plain().startsWith("P"));
      if (Delimiters.dashes(draft.line(i))) {
        return found;
      }
      boolean goesOn =
          (begins && postscripts.begins(draft.line(i)))
              || (above.blank() && footnote(draft.line(i)));
      if (goesOn && draft.line(i).words() > 1) {
        found = draft.trimmed(from, i);
      }
    }
    return signs(draft, sender, found + 1, end) ? end : found;
  }

  /// His name, apart from what stands above.
  private static boolean signs(Draft draft, Sender sender, int from, int end) {
    for (int i = end - 1; i >= from; i--) {
      var plain = draft.line(i).plain();
      if (!plain.isEmpty()
          && draft.blank(i - 1)
          && (sender.named(plain) || sender.initials(plain))) {
        return true;
      }
    }
    return false;
  }

  /// "[1] https://www.example.com".
  private static boolean footnote(Line line) {
    return line.plain().startsWith("[1] ");
  }
}
