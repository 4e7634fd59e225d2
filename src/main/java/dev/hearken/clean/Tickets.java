package dev.hearken.clean;

import dev.hearken.words.Evidence;

/// What a help desk's program sends below "reply above this line": the newest comment, and below it
/// the older ones, each below its author's name and when he wrote.
final class Tickets {
  private static final int MOST_WORDS = 9;
  private static final int MOST_NAMES = 5;
  private static final int MOST_ABOVE = 2;

  private Tickets() {}

  /// Marks who wrote the newest comment, and all that is older.
  static void mark(Draft draft) {
    int first = draft.filled(0);
    if (first == draft.size() || draft.rule(first) != Rule.REPLY_ABOVE) {
      return;
    }
    int told = 0;
    for (int i = first; i < draft.size(); i++) {
      if (!stamp(draft, i)) {
        told += draft.own(i) ? 1 : 0;
        continue;
      }
      int start = start(draft, i);
      if (told - (i - start) > MOST_ABOVE) {
        draft.mark(start, i + 1, Mark.QUOTE, Rule.ATTRIBUTION);
        draft.mark(i + 1, draft.size(), Mark.QUOTE, Rule.BELOW_INTRODUCTION);
        return;
      }
      draft.mark(start, i + 1, Mark.QUOTE, Rule.ATTRIBUTION);
      told = MOST_ABOVE;
    }
  }

  private static boolean stamp(Draft draft, int i) {
    var line = draft.line(i);
    return draft.own(i)
        && line.words() <= MOST_WORDS
        && !line.sentence()
        && Evidence.date(line.plain())
        && Evidence.time(line.plain());
  }

  /// The name above, if the line does not begin with it.
  private static int start(Draft draft, int stamp) {
    int above = draft.filledAbove(stamp);
    boolean named =
        draft.own(above)
            && above >= stamp - 2
            && draft.line(above).words() <= MOST_NAMES
            && !draft.line(above).sentence();
    return named ? above : stamp;
  }
}
