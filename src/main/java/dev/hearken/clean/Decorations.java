package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.SignSet;
import java.util.List;

/// What firms and people put below a signature: logos, awards, what a reader is told of them in
/// brackets, a motto in quotation marks. Alone they sign nothing.
final class Decorations {
  private static final int MOST_LINES = 8;
  private static final int MOST_WORDS = 8;
  private static final int MOST_QUOTED = 14;
  private static final SignSet MARKS = SignSet.of("\"\u00ab\u00bb");
  private static final List<String> PICTURES = List.of("[cid:", "[image:", "[logo");

  private Decorations() {}

  /// The end of what stands above the paragraphs that end here and hold nothing else.
  static int above(Draft draft, int from, int end) {
    int start = end;
    int lines = 0;
    for (int i = end - 1; i > from && lines < MOST_LINES && is(draft.line(i)); i--) {
      lines += draft.blank(i) ? 0 : 1;
      start = draft.blank(i - 1) && !draft.blank(i) ? i : start;
    }
    return start < end ? draft.trimmed(from, start) : end;
  }

  private static boolean is(Line line) {
    var plain = line.plain();
    if (!plain.startsWith("[")) {
      return plain.isEmpty()
          || (MARKS.begins(plain) && MARKS.ends(plain) && line.words() <= MOST_QUOTED);
    }
    return PICTURES.stream().anyMatch(line.lower()::startsWith)
        || (plain.indexOf(']') == plain.length() - 1 && line.words() <= MOST_WORDS);
  }
}
