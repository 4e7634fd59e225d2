package dev.hearken.clean;

import dev.hearken.words.Evidence;
import dev.hearken.words.Line;
import dev.hearken.words.Plain;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import org.jspecify.annotations.Nullable;

/// A mail's header as Lotus Notes puts it above what it quotes: the sender and the date, then the
/// names of headers without a colon, each above what it says.
final class BareHeaders {
  private static final int LONGEST_NAME = 16;
  private static final int MOST_LINES = 14;
  private static final int MOST_ABOVE = 10;
  private static final int MOST_WORDS = 6;
  private static final String DASHES = "---";

  private final Vocabulary words;

  BareHeaders(Vocabulary words) {
    this.words = words;
  }

  /// "Sam Poe ---03/04/2024 10:00:12---The pump drips", as Lotus Notes puts it above a header.
  static boolean summary(Line line) {
    var plain = line.plain();
    int date = plain.indexOf(DASHES) + DASHES.length();
    int end = plain.indexOf(DASHES, date);
    return date > DASHES.length() && end > date && Evidence.time(plain.substring(date, end));
  }

  /// The header of whose lines this one says to whom the mail went.
  @Nullable Introduction around(Draft draft, int to, boolean[] quoted) {
    if (!is(draft.line(to), Use.TO)) {
      return null;
    }
    int subject = to + 1;
    int last = Math.min(draft.size(), to + MOST_LINES);
    while (subject < last && !is(draft.line(subject), Use.SUBJECT)) {
      subject++;
    }
    int start = sender(draft, to, quoted);
    if (subject >= last || start == to) {
      return null;
    }
    int end = subject + 1;
    boolean alone = draft.line(subject).plain().length() <= LONGEST_NAME;
    if (alone && end < draft.size() && !draft.blank(end) && !quoted[end]) {
      end++;
    }
    return new Introduction(start, end, Rule.HEADER_BLOCK);
  }

  /// The line that names who wrote, above the one that says when.
  static int sender(Draft draft, int to, boolean[] quoted) {
    for (int i = to - 1; i >= 0 && i >= to - MOST_ABOVE && !quoted[i]; i--) {
      var plain = draft.line(i).plain();
      boolean dated = Evidence.date(plain) && Evidence.time(plain);
      if (dated && Evidence.address(plain)) {
        return i;
      }
      if (i > 0 && dated && Evidence.beginsWithDate(plain)) {
        int above = i > 1 && draft.blank(i - 1) ? i - 2 : i - 1;
        var line = draft.line(above);
        boolean named = !line.blank() && line.words() <= MOST_WORDS && !line.sentence();
        return named && !quoted[above] ? above : i;
      }
    }
    return to;
  }

  /// A name alone, or in the first column of a table.
  private boolean is(Line line, Use use) {
    boolean brief = line.plain().length() <= LONGEST_NAME;
    if (!(brief || line.odd()) || !words.of(use).mayBegin(line)) {
      return false;
    }
    if (brief && words.header(line.lower()).contains(use)) {
      return true;
    }
    int tab = line.text().indexOf('\t', 0, Math.min(line.text().length(), LONGEST_NAME + 1));
    return tab > 0
        && words.header(Plain.lower(Plain.of(line.text().substring(0, tab)))).contains(use);
  }
}
