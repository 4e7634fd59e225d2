package dev.hearken.clean;

import dev.hearken.words.SignSet;
import java.util.List;

/// What firms and people put below a signature: logos, awards, what a reader is told of them in
/// brackets, a motto in quotation marks, a picture drawn of letters. Alone they sign nothing.
final class Decorations {
  private static final int MOST_LINES = 8;
  private static final int MOST_WORDS = 8;
  private static final int WORD = 3;
  private static final int GAP = 4;
  private static final int MOST_QUOTED = 14;
  private static final SignSet MARKS = SignSet.of("\"\u00ab\u00bb");
  private static final List<String> PICTURES = List.of("[cid:", "[image:", "[logo");

  private Decorations() {}

  /// The end of what stands above the paragraphs that end here and hold nothing else.
  static int above(Draft draft, int from, int end) {
    int start = end;
    int lines = 0;
    for (int i = end - 1; i > from && lines < MOST_LINES && is(draft, i); i--) {
      lines += draft.blank(i) ? 0 : 1;
      start = draft.blank(i - 1) && !draft.blank(i) ? i : start;
    }
    return start < end ? draft.trimmed(from, start) : end;
  }

  private static boolean is(Draft draft, int i) {
    var line = draft.line(i);
    var plain = line.plain();
    if (!plain.startsWith("[")) {
      return plain.isEmpty()
          || (MARKS.begins(plain) && MARKS.ends(plain) && line.words() <= MOST_QUOTED)
          || (art(line.text()) && (art(draft, i - 1) || art(draft, i + 1)));
    }
    return PICTURES.stream().anyMatch(line.lower()::startsWith)
        || (plain.indexOf(']') == plain.length() - 1 && line.words() <= MOST_WORDS);
  }

  private static boolean art(Draft draft, int i) {
    return i < draft.size() && art(draft.line(i).text());
  }

  /// A line of a picture that is drawn of letters and signs, up to a wide gap: no word in it, and
  /// more signs than letters, or nothing but letters apart.
  private static boolean art(String text) {
    int letters = 0;
    int signs = 0;
    int run = 0;
    int longest = 0;
    int blanks = 0;
    for (int i = 0; i < text.length() && !(blanks >= GAP && signs > 0); i++) {
      char c = text.charAt(i);
      boolean letter = Character.isLetterOrDigit(c);
      run = letter ? run + 1 : 0;
      longest = Math.max(longest, run);
      if (longest >= WORD) {
        return false;
      }
      blanks = c == ' ' ? blanks + 1 : 0;
      letters += letter ? 1 : 0;
      signs += letter || c <= ' ' ? 0 : 1;
    }
    return signs > letters ? signs > 1 : longest == 1 && signs == 0 && letters >= WORD;
  }
}
