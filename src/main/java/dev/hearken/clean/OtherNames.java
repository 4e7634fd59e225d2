package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Plain;
import dev.hearken.words.Sender;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import dev.hearken.words.WrittenName;

/// Names that sign although the mail's header has no such name: it has none, or one in another
/// script.
final class OtherNames {
  private static final SignSet ENDING = SignSet.of(".!?\u2026\u3002\uff01\uff1f");
  private static final int MOST_WORDS = 3;
  private static final int FEW = 3;

  private final Phrases greetings;
  private final Closings closings;

  OtherNames(Vocabulary words, Closings closings) {
    greetings = words.of(Use.GREETING);
    this.closings = closings;
  }

  /// Who greets also signs: a few words with capitals, alone at the end of a mail that began with a
  /// greeting, or below the end of a sentence, when the sender's name is not known.
  boolean greeted(Draft draft, Sender sender, Line line, int firstOwn, int last) {
    return last - firstOwn >= 2
        && line.words() <= MOST_WORDS
        && !line.sentence()
        && (!sender.displayed() || sender.spelledOtherwise(line.plain()))
        && (greets(draft.line(firstOwn))
            || ((line.words() >= 2 || foreign(line, sender)) && told(draft, last)))
        && !line.plain().endsWith(",")
        && !closings.alone(line)
        && WrittenName.couldBe(line.plain());
  }

  /// A word in another script than his name has, of those that set blanks between words.
  private static boolean foreign(Line line, Sender sender) {
    return line.plain().codePoints().noneMatch(Plain::blankless)
        && sender.spelledOtherwise(line.plain());
  }

  private boolean greets(Line line) {
    return greetings.begins(line) && line.words() <= 5;
  }

  /// A name and what its bearer is, in a line or two below, when the sender's is not known.
  static boolean titled(Draft draft, Sender sender, int paragraph, int end) {
    if (sender.displayed() || end - paragraph < 2 || end - paragraph > FEW) {
      return false;
    }
    for (int i = paragraph; i < end; i++) {
      var line = draft.line(i);
      if (line.words() > MOST_WORDS
          || line.sentence()
          || line.plain().endsWith(",")
          || !WrittenName.couldBe(line.plain())) {
        return false;
      }
    }
    return draft.line(paragraph).words() >= 2 && told(draft, paragraph);
  }

  /// Does a sentence end right above?
  private static boolean told(Draft draft, int i) {
    int above = draft.filledAbove(i);
    return above >= 0
        && above < i - 1
        && draft.own(above)
        && draft.line(above).words() > 2
        && ENDING.ends(draft.line(above).plain());
  }
}
