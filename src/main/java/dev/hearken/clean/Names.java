package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Plain;
import dev.hearken.words.Sender;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import dev.hearken.words.WrittenName;

/// The sender's name at the end of his text, alone, after a dash, after a closing in the same line,
/// or above the lines that say how to reach him.
final class Names {
  private static final SignSet KISSES = SignSet.of("xX");
  private static final int MOST_LINES = 8;
  private static final int MOST_WORDS = 3;
  private static final int LONGEST_NAMED = 240;
  private static final int LONGEST_FORM = 6;
  private static final int FEW = 3;
  private static final int PLACED = 3;
  private static final int LONGEST_ROLE = 12;

  private static final int WIDE = 120;
  private static final int BRIEF = 78;
  private static final int MOST_BESIDE = 6;

  private final Phrases greetings;
  private final Closings closings;
  private final Contacts contacts;
  private final Teams teams;
  private final BesideNames beside;
  private final OtherNames others;

  Names(Vocabulary words, Closings closings, Contacts contacts, Teams teams) {
    greetings = words.of(Use.GREETING);
    this.closings = closings;
    this.contacts = contacts;
    this.teams = teams;
    beside = new BesideNames(closings);
    others = new OtherNames(words, closings);
  }

  /// Does the line begin with the sender's name, and is what follows kept apart from it: his title,
  /// his address?
  static boolean heads(Line line, Sender sender) {
    if (!sender.known() || line.wider(WIDE) || says(line)) {
      return false;
    }
    var left = line.column();
    return (left.length() < line.plain().length() && sender.fully(left))
        || besidePicture(line, sender);
  }

  /// Another name, and what is said of its bearer.
  private static boolean lists(Line line) {
    var left = line.column();
    return left.length() < line.plain().length() && WrittenName.couldBe(left);
  }

  /// In a table a picture may stand left of the name, of which HTML leaves what it says.
  private static boolean besidePicture(Line line, Sender sender) {
    int tab = line.text().lastIndexOf('\t');
    return tab > 0
        && line.words() <= MOST_BESIDE
        && sender.fully(Plain.of(line.text().substring(tab + 1)));
  }

  /// Where the name begins with which the text from here on ends, or the end.
  int start(Draft draft, Sender sender, int from, int end, int firstOwn) {
    int paragraph = end - 1;
    while (paragraph > from && !draft.blank(paragraph - 1)) {
      paragraph--;
    }
    if (paragraph < from || announced(draft, paragraph)) {
      return end;
    }
    int last = end - 1;
    var line = draft.line(last);
    if (beside.closed(line, sender) || BesideNames.dashed(draft, sender, last, paragraph)) {
      return last;
    }
    if (paragraph == last && alone(draft, sender, last, firstOwn)) {
      return last;
    }
    if (paragraph < last && signsBelow(draft, sender, last)) {
      return last;
    }
    if (paragraph < last
        && end - paragraph <= FEW
        && beside.closed(draft.line(paragraph), sender)
        && brief(draft, paragraph + 1, end)) {
      return paragraph;
    }
    if (OtherNames.titled(draft, sender, paragraph, end)) {
      return paragraph;
    }
    for (int i = reach(draft, Math.max(paragraph, end - MOST_LINES), end); i < end; i++) {
      if ((sender.named(draft.line(i).plain()) || heads(draft.line(i), sender))
          && !(i > paragraph && lists(draft.line(i - 1)))) {
        boolean more = i == paragraph + 1 && paragraph > from;
        return more && heads(draft.line(paragraph), draft.line(i)) ? paragraph : i;
      }
    }
    if (placed(draft, sender, paragraph, end)) {
      return paragraph;
    }
    if (teams.signs(draft, paragraph, end) || fullyNamed(draft, sender, paragraph, end)) {
      return paragraph;
    }
    int name = above(draft, sender, from, paragraph, end);
    if (name < paragraph) {
      return name;
    }
    boolean apart =
        paragraph > from
            || from == 0
            || !draft.own(from - 1)
            || sender.named(draft.line(from - 1).plain());
    return apart ? contacts.start(draft, sender, from, paragraph, end) : end;
  }

  /// "Jane in Leeds", and a few lines about her.
  private static boolean placed(Draft draft, Sender sender, int paragraph, int end) {
    var line = draft.line(paragraph);
    int place = line.plain().lastIndexOf(' ') + 1;
    return end - paragraph <= FEW
        && line.words() == PLACED
        && Character.isUpperCase(line.plain().charAt(place))
        && !line.sentence()
        && !line.plain().endsWith(",")
        && sender.begins(line.plain());
  }

  /// Who signs for a team that is the mail's sender stands above it, and a kiss above a name; what
  /// somebody is, above his name, where no blanks are set between words.
  private boolean heads(Line above, Line name) {
    var role = above.plain();
    if (Plain.blankless(name.plain().charAt(0))) {
      return role.length() <= LONGEST_ROLE
          && role.codePoints().allMatch(c -> Plain.blankless(c) && Character.isLetter(c));
    }
    if (KISSES.within(role).isEmpty()) {
      return true;
    }
    return above.words() <= 2
        && teams.is(name)
        && !closings.alone(above)
        && !greetings.begins(above)
        && !above.sentence()
        && !above.plain().endsWith(",")
        && WrittenName.couldBe(role);
  }

  /// His full name in the paragraph above the last one, alone or with what he is, if the last one
  /// is his house's: two lines or more, all brief and without a sentence. Otherwise where the last
  /// one begins.
  private int above(Draft draft, Sender sender, int from, int paragraph, int end) {
    int last = draft.filledAbove(paragraph);
    int name = last;
    while (name > from && last - name < FEW && !draft.blank(name - 1)) {
      name--;
    }
    boolean apart = name >= from && draft.own(name) && (name == from || draft.blank(name - 1));
    int lines = end - paragraph;
    if (!apart
        || lines < 2
        || lines > MOST_LINES
        || announced(draft, name)
        || !(brief(draft, name + 1, end) || reaches(draft, paragraph, end))) {
      return paragraph;
    }
    var line = draft.line(name);
    return sender.fully(line.plain()) || (name == last && teams.is(line)) ? name : paragraph;
  }

  /// Lines that fit on a card, one of them with a telephone.
  private static boolean reaches(Draft draft, int from, int end) {
    boolean reached = false;
    for (int i = from; i < end; i++) {
      var line = draft.line(i);
      if (line.wider(BRIEF) || says(line) || line.border(1)) {
        return false;
      }
      reached |= Contacts.telephone(line);
    }
    return reached;
  }

  private static boolean brief(Draft draft, int from, int end) {
    for (int i = from; i < end; i++) {
      var line = draft.line(i);
      if (line.words() > MOST_BESIDE || says(line) || line.border(1)) {
        return false;
      }
    }
    return true;
  }

  /// Does it end like a sentence, and not with a short form?
  static boolean says(Line line) {
    return line.sentence() && !abbreviated(line.plain());
  }

  /// "Example Inc.", "Example S.A."
  private static boolean abbreviated(String plain) {
    int word = plain.lastIndexOf(' ') + 1;
    return word > 0
        && plain.endsWith(".")
        && plain.length() - word <= LONGEST_FORM
        && Character.isUpperCase(plain.charAt(word));
  }

  /// "Our new address is:" and the like: what follows is told, and signs nothing.
  static boolean announced(Draft draft, int paragraph) {
    int above = draft.filledAbove(paragraph);
    if (above < 0 || !draft.own(above)) {
      return false;
    }
    var plain = draft.line(above).plain();
    int colon = plain.length() - 1;
    return colon > 0 && plain.charAt(colon) == ':' && Character.isLetter(plain.charAt(colon - 1));
  }

  /// A last paragraph of one line.
  private boolean alone(Draft draft, Sender sender, int last, int firstOwn) {
    var line = draft.line(last);
    if (sender.initials(line.plain()) || others.greeted(draft, sender, line, firstOwn, last)) {
      return true;
    }
    if (beside.behindDash(line, sender)) {
      return true;
    }
    boolean worded = closings.alone(line) || greetings.begins(line);
    return last - firstOwn >= 2
        && !line.sentence()
        && !worded
        && ((sender.begins(line.plain()) && !line.linked())
            || sender.mayBeCalled(line.plain())
            || (line.words() <= MOST_WORDS
                && commaAbove(draft, last, firstOwn)
                && WrittenName.couldBe(line.plain())));
  }

  /// The last line of a paragraph: his initials below a word or two, a group below a sentence.
  private boolean signsBelow(Draft draft, Sender sender, int last) {
    var line = draft.line(last);
    var above = draft.line(last - 1);
    return (above.words() <= 2 && line.plain().length() > 1 && sender.initials(line.plain()))
        || (above.sentence() && (teams.is(line) || letter(line, sender)));
  }

  /// "F."
  private static boolean letter(Line line, Sender sender) {
    var plain = line.plain();
    return plain.length() == 2 && plain.charAt(1) == '.' && sender.initials(plain);
  }

  /// "Yours until the cows come home,", and a blank line below.
  private boolean commaAbove(Draft draft, int name, int firstOwn) {
    int above = draft.filledAbove(name);
    return above > firstOwn
        && draft.own(above)
        && draft.line(above).plain().endsWith(",")
        && !greetings.begins(draft.line(above));
  }

  /// A few lines at the end that begin with his name and hold another of his names.
  private static boolean fullyNamed(Draft draft, Sender sender, int paragraph, int end) {
    if (end - paragraph > FEW) {
      return false;
    }
    var first = draft.line(paragraph).plain();
    int blank = first.indexOf(' ');
    if (blank <= 2
        || !sender.named(first.substring(0, blank))
        || draft.line(end - 1).plain().endsWith("?")) {
      return false;
    }
    var text = new StringBuilder();
    for (int i = paragraph; i < end; i++) {
      text.append(draft.line(i).plain()).append(' ');
    }
    return text.length() <= LONGEST_NAMED && sender.count(text.toString()) >= 2;
  }

  /// The end of the lines with which the mail begins, if they are his name, what he is and how to
  /// reach him, and nothing else of his follows; otherwise their start.
  int card(Draft draft, Sender sender, int firstOwn) {
    if (firstOwn >= draft.size()
        || !(sender.fully(draft.line(firstOwn).plain()) || heads(draft.line(firstOwn), sender))) {
      return firstOwn;
    }
    int lines = 0;
    boolean reached = false;
    int end = firstOwn;
    for (int i = firstOwn; i < draft.size(); i++) {
      var line = draft.line(i);
      if (!draft.own(i)) {
        continue;
      }
      lines++;
      if (lines > MOST_LINES || line.wider(BRIEF) || says(line)) {
        return firstOwn;
      }
      reached |= lines > 1 && (Contacts.telephone(line) || line.linked());
      end = i + 1;
    }
    return reached ? end : firstOwn;
  }

  /// The first line below which all are brief and no sentences: his name may stand there.
  private int reach(Draft draft, int from, int end) {
    int first = end - 1;
    while (first > from && !full(draft.line(first))) {
      first--;
    }
    return first;
  }

  private boolean full(Line line) {
    return line.wider(BRIEF)
        || (line.sentence() && line.words() > 4 && !contacts.is(line) && !line.linked());
  }
}
