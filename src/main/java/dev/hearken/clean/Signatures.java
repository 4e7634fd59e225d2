package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;

/// Finds how the sender signed, from the end up, one kind of mark after the other until none is
/// found.
final class Signatures {
  private static final int FAR = 30;
  private static final int NEAR = 14;
  private static final int BRIEF = 78;
  private static final int MOST_NAMES = 4;
  private static final int MOST_ROUNDS = 12;

  private final Vocabulary words;
  private final Closings closings;
  private final Names names;

  Signatures(Vocabulary words) {
    this.words = words;
    closings = new Closings(words);
    names = new Names(words, closings);
  }

  /// Marks them.
  ///
  /// @return was there one?
  boolean mark(Draft draft, Sender sender, int firstOwn, boolean quotes) {
    boolean any = false;
    for (var stretch : Endings.of(draft)) {
      int end = stretch.end();
      boolean changed = true;
      for (int round = 0; changed && round < MOST_ROUNDS && end > stretch.start(); round++) {
        int start = start(draft, sender, stretch, end, firstOwn, quotes);
        changed = start < end;
        any |= changed;
        end = trimmed(draft, stretch.start(), start);
      }
    }
    return any;
  }

  /// A closing with the sender's name below it signs wherever it stands, if he goes on below.
  void markWithin(Draft draft, Sender sender) {
    for (int i = 0; i + 1 < draft.size() && sender.known(); i++) {
      var line = draft.line(i);
      int name = draft.filled(i + 1);
      if (line.plain().length() <= BRIEF
          && draft.own(i)
          && name < draft.size()
          && draft.own(name)
          && draft.line(name).words() <= MOST_NAMES
          && (closings.alone(line) || closings.goesOn(line))
          && sender.named(draft.line(name).plain())) {
        draft.mark(i, withContacts(draft, name), Mark.SIGNATURE, Rule.CLOSING);
      }
    }
  }

  /// Behind the last of his contact lines, or behind the name.
  private int withContacts(Draft draft, int name) {
    int end = name + 1;
    int lines = 0;
    for (int i = name + 1; i < draft.size() && lines < NEAR; i++) {
      var line = draft.line(i);
      if (line.blank()) {
        continue;
      }
      if (!draft.own(i) || line.plain().length() > BRIEF || (line.sentence() && line.words() > 6)) {
        break;
      }
      lines++;
      end = names.contact(line) ? i + 1 : end;
    }
    return end;
  }

  /// Where the signature begins that ends here; it is marked. Dashes and devices may be all that
  /// stands beside a quotation; a name or a closing alone is an answer.
  private int start(
      Draft draft, Sender sender, Endings.Stretch stretch, int end, int firstOwn, boolean quotes) {
    int from = Math.max(stretch.start(), firstOwn + 1);
    int alone = quotes ? stretch.start() : from;
    int written = postscript(draft, from, end);
    int start = delimiter(draft, sender, alone, written);
    var rule = Rule.DELIMITER;
    if (start == written) {
      start = sentFrom(draft, alone, written);
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
    draft.mark(start, written, Mark.SIGNATURE, rule);
    int above = rule == Rule.DELIMITER && start > from ? nameAbove(draft, from, start) : start;
    draft.mark(above, start, Mark.SIGNATURE, Rule.NAME);
    return above;
  }

  /// A postscript is the sender's own, though the signature stands above it.
  private int postscript(Draft draft, int from, int end) {
    for (int i = end - 1; i > from && i > end - NEAR; i--) {
      if (draft.line(i - 1).blank()
          && words.of(Use.POSTSCRIPT).begins(draft.line(i).lower())
          && draft.line(i).words() > 1) {
        return trimmed(draft, from, i);
      }
    }
    return end;
  }

  /// `-- ` and what follows, `--` and what follows if it is little, a border and a name.
  private int delimiter(Draft draft, Sender sender, int from, int end) {
    int found = end;
    for (int i = end - 1; i >= from && i > end - FAR; i--) {
      var line = draft.line(i);
      var text = line.text().stripTrailing();
      boolean dashes =
          text.equals("--")
              || text.equals("\u2014")
              || text.equals("- --")
              || text.equals("\u2013");
      if (dashes && (line.text().startsWith("-- ") || end - i <= NEAR) && i + 1 < end) {
        found = i;
      } else if (line.border(3)
          && end - i <= NEAR
          && i + 1 < end
          && i > 0
          && draft.line(i - 1).blank()
          && signs(draft, sender, draft.filled(i + 1), end, line.border(8))) {
        found = i;
      }
    }
    return found;
  }

  /// Who signs below dashes may have written his name, or how his friends call him, above them.
  private static int nameAbove(Draft draft, int from, int dashes) {
    int name = trimmed(draft, from, dashes) - 1;
    boolean apart =
        name > from
            && name < dashes
            && !draft.line(name).blank()
            && (draft.line(name - 1).blank() || draft.line(name - 1).sentence());
    return apart
            && draft.line(name).words() <= 2
            && !draft.line(name).sentence()
            && Sender.couldBeName(draft.line(name).plain())
        ? name
        : dashes;
  }

  /// Do these lines look like a signature: few, short, with a name or a way to reach somebody?
  ///
  /// @param drawn is the line above as long as one that parts two texts?
  private boolean signs(Draft draft, Sender sender, int from, int end, boolean drawn) {
    boolean sign = false;
    int lines = 0;
    for (int i = from; i < end; i++) {
      var line = draft.line(i);
      if (line.blank()) {
        continue;
      }
      lines++;
      if (line.plain().length() > BRIEF
          || line.border(8)
          || (line.sentence() && line.words() > 6)) {
        return false;
      }
      sign |=
          (lines <= 2 && sender.named(line.plain()))
              || names.telephone(line)
              || (lines == 1 && Sender.couldBeName(line.plain()));
    }
    return sign && lines <= 8 && (lines > 1 || sender.known() || !drawn);
  }

  private int sentFrom(Draft draft, int from, int end) {
    int lines = 0;
    for (int i = end - 1; i >= from && lines < 4; i--) {
      var line = draft.line(i);
      if (line.blank()) {
        continue;
      }
      lines++;
      if (sentFrom(line, i == 0 || draft.line(i - 1).blank() || lines == 1)) {
        return i;
      }
      if (line.plain().length() > BRIEF) {
        break;
      }
    }
    return end;
  }

  private boolean sentFrom(Line line, boolean apart) {
    var lower = Sender.bare(line.lower());
    boolean begins = words.of(Use.SENT_FROM).begins(lower);
    if (!begins && !(line.plain().length() <= 60 && words.of(Use.SENT_FROM).in(lower))) {
      return false;
    }
    int cut = 0;
    while (cut < lower.length() && ",.;!?".indexOf(lower.charAt(cut)) < 0) {
      cut++;
    }
    var head = lower.substring(0, cut);
    if (words.of(Use.DEVICE).in(head) && line.words() <= 30 && (begins || line.words() <= 8)) {
      return true;
    }
    return begins
        && apart
        && cut == lower.length()
        && line.words() <= 8
        && line.words() > 2
        && !line.sentence()
        && lower.startsWith("sent from");
  }

  /// A closing, a name below it, and what else stands there.
  private int closing(Draft draft, Sender sender, int from, int end) {
    int found = end;
    int lines = 0;
    for (int i = end - 1; i >= from && lines <= NEAR; i--) {
      var line = draft.line(i);
      if (line.blank()) {
        continue;
      }
      if (line.plain().length() > 100) {
        break;
      }
      boolean closes = closings.alone(line) || closings.goesOn(line);
      int next = draft.filled(i + 1);
      if (closes && next < end && lines > 0 && follows(draft, sender, line, next, end)) {
        found = i;
      }
      lines++;
    }
    return found;
  }

  private boolean follows(Draft draft, Sender sender, Line closing, int next, int end) {
    var first = draft.line(next).plain();
    boolean name =
        sender.named(first)
            || Sender.couldBeName(first)
            || (closing.words() >= 2
                && draft.line(next).words() <= 5
                && !draft.line(next).sentence())
            || (first.length() <= 12 && draft.line(next).words() == 1);
    if (!name) {
      return false;
    }
    int sentences = 0;
    for (int i = next; i < end; i++) {
      var line = draft.line(i);
      sentences += line.sentence() && line.words() > 6 ? 1 : 0;
      if (line.plain().length() > 100) {
        return false;
      }
    }
    return sentences <= 1;
  }

  private static int trimmed(Draft draft, int from, int end) {
    int trimmed = end;
    while (trimmed > from && draft.line(trimmed - 1).blank()) {
      trimmed--;
    }
    return trimmed;
  }
}
