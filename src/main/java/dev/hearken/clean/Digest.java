package dev.hearken.clean;

import dev.hearken.words.Evidence;

/// Tells a mail that a list's program put together of many: who sends it quotes nobody.
final class Digest {
  private static final String NUMBERED = "Message: ";
  private static final int MOST_LINES = 3;
  private static final int MOST_WORDS = 16;

  private Digest() {}

  /// Does it begin with a line such as "Example Digest, Vol 4, Issue 180", or number what it holds,
  /// and are there mails with their headers in it?
  static boolean is(Draft draft) {
    return (titled(draft) || numbered(draft)) && mails(draft) >= 2;
  }

  /// "Message: 1", and "Message: 2" further below.
  private static boolean numbered(Draft draft) {
    int numbers = 0;
    for (int i = 0; i < draft.size() && numbers < 2; i++) {
      var line = draft.line(i);
      boolean number = line.plain().startsWith(NUMBERED) && line.words() == 2;
      numbers += number && line.plain().endsWith(Integer.toString(numbers + 1)) ? 1 : 0;
    }
    return numbers == 2;
  }

  private static boolean titled(Draft draft) {
    int i = draft.filled(0);
    for (int lines = 0; i < draft.size() && lines < MOST_LINES; lines++) {
      var line = draft.line(i);
      boolean title =
          !line.quoted()
              && !line.sentence()
              && line.words() <= MOST_WORDS
              && line.lower().contains("digest")
              && (Evidence.date(line.plain())
                  || line.lower().contains("vol")
                  || line.lower().contains("#"));
      if (title) {
        return true;
      }
      i = draft.filled(i + 1);
    }
    return false;
  }

  private static int mails(Draft draft) {
    int mails = 0;
    for (int i = 0; i < draft.size(); i++) {
      mails += draft.line(i).lower().startsWith("from:") ? 1 : 0;
    }
    return mails;
  }
}
