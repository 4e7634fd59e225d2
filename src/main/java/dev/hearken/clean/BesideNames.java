package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Sender;
import dev.hearken.words.SignSet;
import dev.hearken.words.WrittenName;

/// The sender's name in one line with something else: behind a closing, or behind a dash.
final class BesideNames {
  private static final SignSet DASHES = SignSet.of("-\u2013\u2014~/*");
  private static final SignSet APART = SignSet.of(" -");
  private static final int BRIEF = 78;
  private static final int MOST_WORDS = 4;
  private static final int MOST_BEFORE = 6;
  private static final int LONGEST_WORD = 12;

  private final Closings closings;

  BesideNames(Closings closings) {
    this.closings = closings;
  }

  /// "Cheers, Jane".
  boolean closed(Line line, Sender sender) {
    var name = closings.name(line);
    if (name.isEmpty()) {
      return false;
    }
    return sender.named(name)
        || sender.initials(name)
        || ((!sender.known() || sender.spelledOtherwise(name))
            && closings.parted(line)
            && WrittenName.couldBe(name)
            && !line.sentence());
  }

  /// "sleepily y'rs - Jane": a few words with a closing among them, a dash and his name.
  boolean behindDash(Line line, Sender sender) {
    var plain = line.plain();
    int dash = plain.lastIndexOf('-');
    return dash > 1
        && line.words() <= MOST_BEFORE
        && APART.has(plain.charAt(dash - 1))
        && closings.endsWith(plain.substring(0, dash - 1))
        && sender.named(plain.substring(dash + 1).strip());
  }

  /// "-Jane", "-- Jane Roe", "--Jane Roe (home page: http://…)", but no item of a list.
  static boolean dashed(Draft draft, Sender sender, int i, int paragraph) {
    var plain = draft.line(i).plain();
    char first = plain.charAt(0);
    if (!DASHES.has(first) || draft.line(i).border(1)) {
      return false;
    }
    if (his(plain, sender)) {
      return true;
    }
    int at = plain.indexOf(" @ ");
    if (at > 0 && i == paragraph && first != '/' && first != '*') {
      return WrittenName.couldBe(plain.substring(0, at));
    }
    if (first == '/' || first == '*' || draft.line(i).words() > MOST_WORDS) {
      return false;
    }
    var bare = WrittenName.bare(plain);
    boolean item = i > 0 && draft.line(i - 1).plain().startsWith(plain.substring(0, 1));
    boolean spaced = plain.length() > 1 && plain.charAt(1) == ' ';
    int above = draft.filledAbove(i);
    boolean itemAbove =
        above >= 0 && spaced && draft.line(above).plain().startsWith(plain.substring(0, 2));
    if (item || itemAbove || i != paragraph) {
      return false;
    }
    boolean word = bare.indexOf(' ') < 0 && bare.length() <= LONGEST_WORD && letters(bare);
    return (sender.known() && spaced)
        ? word && WrittenName.couldBe(plain) && bare.length() > 2
        : WrittenName.couldBe(plain) || (word && !spaced);
  }

  private static boolean his(String plain, Sender sender) {
    int bracket = plain.indexOf('(');
    var named = bracket > 1 && plain.length() <= BRIEF ? plain.substring(0, bracket) : plain;
    return sender.named(named)
        || sender.housed(named)
        || (WrittenName.bare(named).length() <= 3 && sender.initials(named));
  }

  private static boolean letters(String bare) {
    for (int i = 0; i < bare.length(); i++) {
      if (!Character.isLetter(bare.charAt(i))) {
        return false;
      }
    }
    return !bare.isEmpty();
  }
}
