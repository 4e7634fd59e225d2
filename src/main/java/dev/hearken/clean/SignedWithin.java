package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Sender;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import dev.hearken.words.WrittenName;
import java.util.Locale;

/// Finds how the sender signed where his text goes on below: a remark, a footnote, advertisements.
final class SignedWithin {
  private static final SignSet DASHES = SignSet.of("-\u2013\u2014");
  private static final int BRIEF = 78;
  private static final int MOST_NAMES = 4;

  private final Phrases greetings;
  private final Phrases postscripts;
  private final Closings closings;
  private final Contacts contacts;
  private final Teams teams;
  private final Cards cards;

  SignedWithin(Vocabulary words, Closings closings, Contacts contacts, Teams teams) {
    greetings = words.of(Use.GREETING);
    postscripts = words.of(Use.POSTSCRIPT);
    this.closings = closings;
    this.contacts = contacts;
    this.teams = teams;
    cards = new Cards(contacts);
  }

  /// A closing with the sender's name below it signs wherever it stands, if he goes on below.
  void mark(Draft draft, Sender sender) {
    int signed = lastSigned(draft, sender);
    for (int i = 0; i + 1 < draft.size(); i++) {
      var line = draft.line(i);
      int name = draft.filled(i + 1);
      if (draft.own(i)
          && name < draft.size()
          && draft.own(name)
          && draft.line(name).words() <= MOST_NAMES
          && !line.wider(BRIEF)
          && (closings.alone(line) || closings.goesOn(line))
          && (sender.named(draft.line(name).plain()) || closed(draft, i, name, signed))) {
        draft.mark(i, cards.below(draft, sender, name), Mark.SIGNATURE, Rule.CLOSING);
      }
    }
    Cards.markBoxes(draft, sender);
    markNames(draft, sender);
  }

  /// "Sincerely," between blank lines, and what may be anybody's name below.
  private boolean closed(Draft draft, int closing, int name, int signed) {
    var line = draft.line(closing);
    return line.plain().endsWith(",")
        && closing > 0
        && draft.blank(closing - 1)
        && !greetings.begins(line)
        && draft.ownBefore(closing)
        && !(name < signed && draft.line(name).words() > 1)
        && !draft.line(name).sentence()
        && (WrittenName.couldBe(draft.line(name).plain()) || teams.is(draft.line(name)));
  }

  /// Where he signs last with his own name, or -1: above that he passes on the letter of somebody
  /// with another full one.
  private static int lastSigned(Draft draft, Sender sender) {
    int last = draft.size() - 1;
    while (last >= 0 && !(signature(draft.rule(last)) && sender.named(draft.line(last).plain()))) {
      last--;
    }
    return last;
  }

  private static boolean signature(Rule rule) {
    return rule == Rule.NAME || rule == Rule.CLOSING;
  }

  /// So does his name, behind a dash or alone between blank lines, below his text.
  private void markNames(Draft draft, Sender sender) {
    int above = -1;
    for (int i = 0; i < draft.size(); i++) {
      if (!draft.own(i)) {
        continue;
      }
      boolean apart = above >= 0 && draft.blank(i - 1);
      boolean brief = apart && !draft.line(i).wider(BRIEF);
      int end = brief ? Math.max(titled(draft, i), cards.end(draft, sender, i)) : i;
      if (end > i && !Names.announced(draft, i)) {
        draft.mark(i, end, Mark.SIGNATURE, Rule.NAME);
        i = end - 1;
      } else if (brief && sender.known() && signs(draft, sender, above, i)) {
        end = i + 1;
        while (end < draft.size()
            && end <= i + 2
            && draft.own(end)
            && contacts.is(draft.line(end))) {
          end++;
        }
        draft.mark(i, end, Mark.SIGNATURE, Rule.NAME);
        i = end - 1;
      }
      above = i;
    }
  }

  /// "--Jane Roe", with her title in the lines below.
  private int titled(Draft draft, int i) {
    var plain = draft.line(i).plain();
    boolean dashed = plain.startsWith("--") || plain.startsWith("\u2014");
    if (!dashed
        || draft.line(i).words() < 2
        || draft.line(i).words() > MOST_NAMES
        || plain.length() < 3
        || plain.charAt(2) == ' '
        || !WrittenName.couldBe(plain)) {
      return i;
    }
    int end = i + 1;
    while (end < draft.size() && draft.own(end)) {
      var line = draft.line(end);
      if (greetings.begins(line)) {
        break;
      }
      if (line.sentence() || line.words() > MOST_NAMES || end - i > MOST_NAMES) {
        return i;
      }
      end++;
    }
    return end > i + 1 ? end : i;
  }

  private boolean signs(Draft draft, Sender sender, int above, int i) {
    var line = draft.line(i);
    if (line.words() > MOST_NAMES + 1 || line.sentence() || line.plain().endsWith(",")) {
      return false;
    }
    boolean dashed = DASHES.begins(line.plain());
    boolean ends =
        i + 1 == draft.size() || !draft.own(i + 1) || postscripts.begins(draft.line(i + 1));
    int below = draft.filled(i + 1);
    var mark = line.plain().substring(0, 1);
    boolean listed =
        dashed
            && (draft.line(above).plain().startsWith(mark)
                || (below < draft.size() && draft.line(below).plain().startsWith(mark)));
    boolean signs = dashed || (ends && (sender.given(line.plain()) || line.words() == 1));
    return !listed && signs && bare(line, sender);
  }

  /// Only his name, as people sign.
  private static boolean bare(Line line, Sender sender) {
    var name = WrittenName.bare(line.plain());
    boolean shouted = name.length() > 2 && name.equals(name.toUpperCase(Locale.ROOT));
    return !name.isEmpty()
        && !shouted
        && sender.named(name)
        && (WrittenName.couldBe(name) ? calls(sender, name) : small(sender, name));
  }

  private static boolean calls(Sender sender, String name) {
    return sender.begins(name) || (name.length() > 2 && sender.given(name));
  }

  /// Some write their own names small.
  private static boolean small(Sender sender, String name) {
    return name.indexOf(' ') < 0 && sender.begins(name) && sender.given(name);
  }
}
