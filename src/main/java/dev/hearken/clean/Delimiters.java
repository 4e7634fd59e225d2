package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Sender;
import dev.hearken.words.WrittenName;

/// Lines that part a text from the signature below it.
final class Delimiters {
  private static final int FAR = 30;
  private static final int NEAR = 14;
  private static final int BRIEF = 78;
  private static final int FULL = 54;
  private static final int MOST_FULL = 4;
  private static final int SAYING = 4;
  private static final int REPEATED = 3;
  private static final int MOST_LINES = 8;
  private static final int MOST_HIS = 14;

  private static final String MOTTO = "-- \"";

  /// Of the forms of dashes; most lines are longer, and not looked at further.
  private static final int LONGEST = 4;

  private Delimiters() {}

  /// `-- ` and what follows, `--` and what follows if it is little, a border and a name.
  static int start(Draft draft, Sender sender, int from, int end) {
    int found = end;
    for (int i = end - 1; i >= from && i > end - FAR; i--) {
      var line = draft.line(i);
      if (draft.code(i)) {
        continue;
      }
      if (dashes(line)
          && !patch(draft, i + 1, end)
          && (!parting(draft) || his(draft, sender, i + 1))
          && i + 1 < end
          && (sure(line)
              || (end - i <= NEAR
                  && !says(draft, i + 1)
                  && !prose(draft, sender, i + 1, end)
                  && !signsBelow(draft, sender, i + 1, end)
                  && (!SignedBelow.signed(draft, end) || his(draft, sender, i + 1))))) {
        found = i;
      } else if (end - i <= NEAR && line.plain().startsWith(MOTTO)) {
        found = i;
      } else if (end - i <= NEAR
          && i + 1 < end
          && i > 0
          && draft.blank(i - 1)
          && line.border(3)
          && signs(draft, sender, draft.filled(i + 1), end, line.border(8))) {
        found = i;
      }
    }
    return found;
  }

  /// How the sender signs below all that he forwards.
  static void markHis(Draft draft, Sender sender) {
    for (int i = draft.size() - 1; i > 0 && i > draft.size() - FAR; i--) {
      if (dashes(draft.line(i))
          && draft.own(i)
          && draft.ownBefore(i)
          && his(draft, sender, i + 1)) {
        draft.mark(i, draft.size(), Mark.SIGNATURE, Rule.DELIMITER);
        return;
      }
    }
  }

  /// The version of the program that made a patch, and what is said below that.
  private static boolean patch(Draft draft, int version, int end) {
    if (version >= end || draft.blank(version)) {
      return false;
    }
    var plain = draft.line(version).plain();
    return Character.isDigit(plain.charAt(0))
        && plain.indexOf('.') > 0
        && plain.indexOf(' ') < 0
        && draft.filled(version + 1) < end;
  }

  /// Who draws it again and again parts paragraphs with it.
  private static boolean parting(Draft draft) {
    return draft.dashes() >= REPEATED;
  }

  private static boolean his(Draft draft, Sender sender, int from) {
    int name = draft.filled(from);
    return name < draft.size()
        && (sender.named(draft.line(name).plain()) || Names.heads(draft.line(name), sender));
  }

  /// "--" and the like, alone in a line that begins with it.
  static boolean dashes(Line line) {
    var plain = line.plain();
    return plain.length() <= LONGEST
        && !line.blank()
        && (line.text().charAt(0) > ' ' || sure(line))
        && (plain.equals("--")
            || plain.equals("\u2014")
            || plain.equals("- --")
            || plain.equals("\u2013"));
  }

  /// With the blank behind it that nobody writes by chance.
  private static boolean sure(Line line) {
    var text = line.text();
    return line.plain().equals("--") && text.length() <= 5 && text.charAt(text.length() - 1) != '-';
  }

  /// A sentence below a blank line: who signs begins right below the dashes.
  private static boolean says(Draft draft, int below) {
    int first = draft.filled(below);
    return first > below
        && first < draft.size()
        && draft.line(first).sentence()
        && draft.line(first).words() >= SAYING;
  }

  /// Does something else stand below, and his name only apart from that?
  private static boolean signsBelow(Draft draft, Sender sender, int from, int end) {
    boolean apart = false;
    for (int i = draft.filled(from); i < end && !his(draft, sender, from); i++) {
      var line = draft.line(i);
      if (apart && (sender.named(line.plain()) || Names.heads(line, sender))) {
        return true;
      }
      apart |= line.blank();
    }
    return false;
  }

  /// A text that dashes part from another one: several full lines, and no name above them.
  private static boolean prose(Draft draft, Sender sender, int from, int end) {
    int full = 0;
    for (int i = from; i < end; i++) {
      full += draft.line(i).wider(FULL) && draft.line(i).words() > 7 ? 1 : 0;
    }
    return full > MOST_FULL && !his(draft, sender, from);
  }

  /// Who signs below dashes may have written his name, or how his friends call him, above them.
  static int nameAbove(Draft draft, int from, int dashes, Closings closings) {
    int name = draft.trimmed(from, dashes) - 1;
    boolean apart =
        name > from
            && name < dashes
            && !draft.blank(name)
            && !closings.alone(draft.line(name))
            && (draft.blank(name - 1) || draft.line(name - 1).sentence());
    return apart
            && draft.line(name).words() <= 2
            && !draft.line(name).sentence()
            && WrittenName.couldBe(draft.line(name).plain())
        ? name
        : dashes;
  }

  /// Do these lines look like a signature: few, short, with a name or a way to reach somebody?
  ///
  /// @param drawn is the line above as long as one that parts two texts?
  private static boolean signs(Draft draft, Sender sender, int from, int end, boolean drawn) {
    boolean sign = false;
    int lines = 0;
    var first = draft.line(draft.filled(from));
    boolean his = sender.fully(first.plain()) || Names.heads(first, sender);
    for (int i = from; i < end; i++) {
      var line = draft.line(i);
      if (line.blank()) {
        continue;
      }
      lines++;
      if (line.wider(BRIEF)
          || (line.border(8) && !his)
          || (line.sentence() && line.words() > 6 && !(his && i == end - 1))) {
        return false;
      }
      sign |=
          (lines <= 2 && (sender.named(line.plain()) || Names.heads(line, sender)))
              || sender.addressIn(line)
              || Contacts.telephone(line)
              || (lines == 1 && (WrittenName.couldBe(line.plain()) || sender.begins(line.plain())));
    }
    return sign
        && lines <= (his ? MOST_HIS : MOST_LINES)
        && (lines > 1 || sender.known() || !drawn);
  }
}
