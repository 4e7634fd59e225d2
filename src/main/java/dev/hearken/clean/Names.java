package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;

/// The sender's name at the end of his text, alone, after a dash, after a closing in the same line,
/// or above the lines that say how to reach him.
final class Names {
  private static final int MOST_LINES = 8;
  private static final int BRIEF = 78;

  private final Vocabulary words;
  private final Closings closings;

  Names(Vocabulary words, Closings closings) {
    this.words = words;
    this.closings = closings;
  }

  /// Where the name begins with which the text from here on ends, or the end.
  int start(Draft draft, Sender sender, int from, int end, int firstOwn) {
    int paragraph = end - 1;
    while (paragraph > from && !draft.line(paragraph - 1).blank()) {
      paragraph--;
    }
    if (paragraph < from) {
      return end;
    }
    int last = end - 1;
    var line = draft.line(last);
    if (inlineClosing(line, sender) || dashed(draft, sender, last, paragraph)) {
      return last;
    }
    if (paragraph == last
        && (sender.initials(line.plain()) || greeted(draft, sender, line, firstOwn, last))) {
      return last;
    }
    for (int i = Math.max(paragraph, end - MOST_LINES); i < end; i++) {
      if (sender.named(draft.line(i).plain()) && reaches(draft, i + 1, end)) {
        return i;
      }
    }
    return contacts(draft, sender, paragraph, end) ? paragraph : end;
  }

  /// "Cheers, Jane".
  private boolean inlineClosing(Line line, Sender sender) {
    var name = closings.name(line);
    if (name.isEmpty()) {
      return false;
    }
    return sender.named(name)
        || sender.initials(name)
        || (!sender.known()
            && closings.parted(line)
            && Sender.couldBeName(name)
            && !line.sentence());
  }

  /// "-Jane", "-- Jane Roe", but no item of a list.
  private boolean dashed(Draft draft, Sender sender, int i, int paragraph) {
    var plain = draft.line(i).plain();
    char first = plain.charAt(0);
    if ("-\u2013\u2014~/*".indexOf(first) < 0 || draft.line(i).border(1)) {
      return false;
    }
    var bare = Sender.bare(plain);
    if (sender.named(plain) || (bare.length() <= 3 && sender.initials(plain))) {
      return true;
    }
    if (first == '/' || first == '*' || draft.line(i).words() > 4 || !Sender.couldBeName(plain)) {
      return false;
    }
    boolean item = i > 0 && draft.line(i - 1).plain().startsWith(plain.substring(0, 1));
    boolean spaced = plain.length() > 1 && plain.charAt(1) == ' ';
    boolean announced = i > 1 && draft.line(i - 2).plain().endsWith(":");
    return !item && i == paragraph && !(spaced && (sender.known() || announced));
  }

  /// Who greets also signs: a few words with capitals, alone at the end of a mail that began with a
  /// greeting, when the sender is not known.
  private boolean greeted(Draft draft, Sender sender, Line line, int firstOwn, int last) {
    return !sender.known()
        && last - firstOwn >= 3
        && words.of(Use.GREETING).begins(draft.line(firstOwn).lower())
        && draft.line(firstOwn).words() <= 5
        && line.words() <= 3
        && !line.sentence()
        && !line.plain().endsWith(",")
        && !closings.alone(line)
        && Sender.couldBeName(line.plain());
  }

  /// Are these lines, below his name, brief and no sentences?
  private boolean reaches(Draft draft, int from, int end) {
    for (int i = from; i < end; i++) {
      var line = draft.line(i);
      if (line.plain().length() > BRIEF
          || (line.sentence() && line.words() > 4 && !contact(line) && !line.linked())) {
        return false;
      }
    }
    return true;
  }

  /// A paragraph of ways to reach him.
  private boolean contacts(Draft draft, Sender sender, int from, int end) {
    int contacts = 0;
    boolean his = false;
    int lines = end - from;
    for (int i = from; i < end; i++) {
      var line = draft.line(i);
      if (line.plain().length() > BRIEF || (line.sentence() && line.words() > 6)) {
        return false;
      }
      contacts += contact(line) ? 1 : 0;
      his |= sender.addressIn(line.lower()) || (i == from && sender.named(line.plain()));
    }
    return lines <= MOST_LINES + 2
        && ((his && contacts >= 1 && lines >= 2)
            || (contacts >= 2 && 2 * contacts >= lines && telephones(draft, from, end)));
  }

  private static boolean telephones(Draft draft, int from, int end) {
    for (int i = from; i < end; i++) {
      if (telephone(draft.line(i).plain())) {
        return true;
      }
    }
    return false;
  }

  /// "Tel: +1 555 0100", an address, a link behind a word such as "web".
  boolean contact(Line line) {
    return telephone(line.plain())
        || (line.words() <= 8 && words.of(Use.CONTACT).begins(Sender.bare(line.lower())))
        || (line.words() <= 4 && line.linked());
  }

  /// Seven digits and more with nothing but blanks and signs between them.
  boolean telephone(Line line) {
    return telephone(line.plain());
  }

  private static boolean telephone(String plain) {
    if (plain.contains("://") || plain.contains("www.")) {
      return false;
    }
    int digits = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c >= '0' && c <= '9') {
        if (++digits >= 7) {
          return plain.length() <= BRIEF;
        }
      } else if (" +-()./".indexOf(c) < 0) {
        digits = 0;
      }
    }
    return false;
  }
}
