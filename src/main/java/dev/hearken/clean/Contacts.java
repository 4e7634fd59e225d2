package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Sender;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import dev.hearken.words.WrittenName;

/// Lines that say how to reach somebody.
final class Contacts {
  private static final SignSet WITHIN_NUMBER = SignSet.of(" +-()./");
  private static final int MOST_LINES = 10;
  private static final int MOST_APART = 2;
  private static final int MOST_WORDS = 8;
  private static final int BRIEF = 78;
  private static final int DIGITS = 7;
  private static final int LONGEST_DATE = 10;
  private static final int LONGEST_LABEL = 24;

  private final Phrases labels;

  Contacts(Vocabulary words) {
    labels = words.of(Use.CONTACT);
  }

  /// "Tel: +1 555 0100", an address, a link behind a word such as "web".
  boolean is(Line line) {
    return worded(line) || (line.words() <= 4 && line.linked());
  }

  /// The same without what is nothing but a link.
  boolean worded(Line line) {
    return telephone(line) || (line.words() <= MOST_WORDS && labelled(line));
  }

  /// Seven digits and more with nothing but blanks and signs between them, that are no date and no
  /// part of a word.
  static boolean telephone(Line line) {
    if (!line.mayHoldDigits(DIGITS)) {
      return false;
    }
    var plain = line.shown();
    if (plain.length() > BRIEF || plain.contains("://") || plain.contains("www.")) {
      return false;
    }
    int i = 0;
    while (i < plain.length()) {
      if (!digit(plain.charAt(i))) {
        i++;
        continue;
      }
      int start = i;
      int end = i;
      while (i < plain.length() && (digit(plain.charAt(i)) || WITHIN_NUMBER.has(plain.charAt(i)))) {
        end = digit(plain.charAt(i)) ? i + 1 : end;
        i++;
      }
      if (number(plain, start, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean number(String plain, int start, int end) {
    int digits = 0;
    int slashes = 0;
    // "6.14.00.63" is a version.
    boolean version = end > start + 1 && plain.charAt(start + 1) == '.';
    for (int i = start; i < end; i++) {
      digits += digit(plain.charAt(i)) ? 1 : 0;
      slashes += plain.charAt(i) == '/' ? 1 : 0;
    }
    boolean apart =
        (start == 0 || !Character.isLetter(plain.charAt(start - 1)))
            && (end == plain.length() || !Character.isLetter(plain.charAt(end)));
    return digits >= DIGITS
        && slashes < 2
        && apart
        && !version
        && !years(plain.substring(start, end));
  }

  /// "2001-2002", "2002-09-30", "2002-09-30 17".
  private static boolean years(String number) {
    boolean day =
        number.length() > LONGEST_DATE && number.charAt(4) == '-' && number.charAt(7) == '-';
    return (day || number.length() <= LONGEST_DATE)
        && (number.startsWith("19") || number.startsWith("20"))
        && number.length() > 4
        && !digit(number.charAt(4));
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Where the lines begin that end here and say how to reach the sender: a paragraph, or several
  /// of a line or two. The end when they do not.
  int start(Draft draft, Sender sender, int from, int paragraph, int end) {
    if (form(draft.line(paragraph))) {
      return end;
    }
    if (of(draft, sender, paragraph, end)) {
      return paragraph;
    }
    int start = end;
    int lines = 0;
    int found = 0;
    boolean phone = false;
    int above = end;
    while (above > from && lines <= MOST_LINES) {
      int top = above - 1;
      while (top > from && !draft.blank(top - 1)) {
        top--;
      }
      if (above - top > MOST_APART || !brief(draft, top, above)) {
        break;
      }
      for (int i = top; i < above; i++) {
        lines++;
        phone |= telephone(draft.line(i));
        if (is(draft.line(i))) {
          found++;
          boolean many = phone && 2 * found >= lines;
          start =
              many && (found > 2 || (found == 2 && named(draft, sender, top, end))) ? top : start;
        }
      }
      above = top;
      while (above > from && draft.blank(above - 1)) {
        above--;
      }
    }
    return start;
  }

  private static boolean named(Draft draft, Sender sender, int from, int end) {
    for (int i = from; i < end; i++) {
      if (sender.in(draft.line(i).plain())) {
        return true;
      }
    }
    return false;
  }

  /// "Name: Jane Roe", "Order: 4711": somebody filled in a form.
  private boolean form(Line line) {
    int colon = line.plain().indexOf(": ");
    return colon > 0 && colon <= LONGEST_LABEL && !labelled(line);
  }

  private boolean labelled(Line line) {
    return labels.mayBegin(line) && labels.begins(WrittenName.bare(line.lower()));
  }

  private static boolean brief(Draft draft, int start, int end) {
    for (int i = start; i < end; i++) {
      var line = draft.line(i);
      if (line.wider(BRIEF) || (line.sentence() && line.words() > 6)) {
        return false;
      }
    }
    return true;
  }

  private boolean of(Draft draft, Sender sender, int from, int end) {
    if (end - from > MOST_LINES || !brief(draft, from, end)) {
      return false;
    }
    int found = 0;
    boolean phone = false;
    for (int i = from; i < end; i++) {
      found += is(draft.line(i)) ? 1 : 0;
      phone |= telephone(draft.line(i));
    }
    int lines = end - from;
    return (found >= 2 && 2 * found >= lines && phone)
        || (found >= 1 && lines >= 2 && his(draft, sender, from, end));
  }

  /// Is it headed by his name, or does it hold his address?
  private static boolean his(Draft draft, Sender sender, int from, int end) {
    boolean his = sender.named(draft.line(from).plain());
    for (int i = from; !his && i < end; i++) {
      his = sender.addressIn(draft.line(i));
    }
    return his;
  }
}
