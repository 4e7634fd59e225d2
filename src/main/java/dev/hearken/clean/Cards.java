package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Sender;

/// The sender's name with what he is and how to reach him, one below the other.
final class Cards {
  private static final int NEAR = 14;
  private static final int MOST_ABOVE = 3;
  private static final int WIDE = 20;
  private static final int BRIEF = 78;
  private static final int MOST_LINES = 8;
  private static final int MOST_BESIDE = 7;

  private final Contacts contacts;

  Cards(Contacts contacts) {
    this.contacts = contacts;
  }

  /// A border with his name right below, or near it where a telephone follows, to the same border
  /// again, and what he likes to quote right below that.
  static void markBoxes(Draft draft, Sender sender) {
    for (int i = 1; i + 1 < draft.size(); i++) {
      var border = draft.line(i);
      if (!draft.own(i) || !draft.blank(i - 1) || !border.border(WIDE)) {
        continue;
      }
      int last = Math.min(draft.size(), i + NEAR);
      int close = i + 1;
      while (close < last && !draft.line(close).plain().equals(border.plain())) {
        close++;
      }
      if (close < last
          && (Names.heads(draft.line(i + 1), sender) || reaches(draft, sender, i + 1, close))) {
        int end = close + 1;
        while (end < last && draft.own(end)) {
          end++;
        }
        draft.mark(i, end, Mark.SIGNATURE, Rule.DELIMITER);
        i = close;
      }
    }
  }

  /// Is there his full name, below his house's perhaps, and a telephone?
  private static boolean reaches(Draft draft, Sender sender, int from, int end) {
    boolean named = false;
    boolean reached = false;
    for (int i = from; i < end; i++) {
      named |= i < from + MOST_ABOVE && sender.count(draft.line(i).plain()) > 1;
      reached |= Contacts.telephone(draft.line(i));
    }
    return named && reached;
  }

  /// Where a card ends that begins with this line: his full name, what he is and how to reach him
  /// right below, and the block of his house's address below that. The line itself, where none
  /// begins.
  int end(Draft draft, Sender sender, int i) {
    int end = i + 1;
    boolean reached = false;
    while (end < draft.size() && draft.own(end)) {
      var line = draft.line(end);
      if (end - i > MOST_LINES || line.wider(BRIEF) || line.sentence()) {
        return i;
      }
      reached |= sender.addressIn(line) || Contacts.telephone(line);
      end++;
    }
    boolean his =
        reached && (sender.fully(draft.line(i).plain()) || Names.heads(draft.line(i), sender));
    return his ? behindBlock(draft, end, 1) : i;
  }

  /// Behind the name, what else is brief right below it, and the lines that say how to reach him. A
  /// link alone that stands apart is his if it says so: he may go on with one.
  int below(Draft draft, Sender sender, int name) {
    int end = name + 1;
    boolean apart = false;
    for (int i = name + 1; i < draft.size() && i < name + NEAR; i++) {
      var line = draft.line(i);
      if (line.blank()) {
        apart = true;
        continue;
      }
      boolean goesOn =
          draft.own(i)
              && !line.wider(BRIEF)
              && ((contacts.is(line) && !(apart && otherLink(line, sender)))
                  || (!apart && !line.sentence() && line.words() <= MOST_BESIDE));
      if (!goesOn) {
        break;
      }
      end = i + 1;
    }
    return behindBlock(draft, end, 2);
  }

  /// A link or an address, alone, that does not say to be his.
  static boolean otherLink(Line line, Sender sender) {
    return line.words() == 1 && line.linked() && !line.icons() && !sender.mentionedIn(line);
  }

  /// Behind a block of address and telephone below, if there is one.
  ///
  /// @param least how many of its lines have to say how to reach somebody
  private int behindBlock(Draft draft, int from, int least) {
    int end = from;
    int found = 0;
    for (int i = from; i < draft.size() && i < from + NEAR; i++) {
      var line = draft.line(i);
      if (line.blank()) {
        continue;
      }
      if (!draft.own(i) || line.wider(BRIEF) || (line.sentence() && line.words() > 6)) {
        break;
      }
      if (contacts.worded(line) && line.words() > 1) {
        found++;
        end = i + 1;
      }
    }
    return found >= least ? end : from;
  }
}
