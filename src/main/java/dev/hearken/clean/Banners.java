package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Plain;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import java.util.HashSet;

/// What a gateway puts above a mail that comes from outside: "CAUTION: This email originated
/// outside of the organization. Do not click links or open attachments …".
final class Banners {
  private static final SignSet ENDING = SignSet.of(".!?]*)>:\u3002");
  private static final int MOST_LINES = 8;
  private static final int WRAPPED_AT = 60;
  private static final int DRAWN = 3;

  private static final int TELLING = 4;

  private final Vocabulary words;

  Banners(Vocabulary words) {
    this.words = words;
  }

  /// Marks the one with which the sender's own lines begin, with the borders around it.
  void mark(Draft draft, int firstOwn) {
    int start = firstOwn;
    if (start < draft.size() && draft.line(start).border(DRAWN)) {
      start = draft.filled(start + 1);
    }
    if (start >= draft.size() || !draft.own(start)) {
      return;
    }
    var first = undrawn(draft.line(start).lower());
    int warning = words.of(Use.WARNING).at(first, 0);
    if (warning < 0) {
      return;
    }
    var external = words.of(Use.EXTERNAL);
    var told = new HashSet<String>();
    int end = start;
    boolean more = true;
    while (more) {
      external.forEach(draft.line(end).lower(), told::add);
      end++;
      more =
          end < draft.size()
              && draft.own(end)
              && end - start < MOST_LINES
              && (wrapped(draft.line(end - 1), draft.line(end)) || external.in(draft.line(end)));
    }
    // Who begins with "external mail" may go on to speak of it.
    var begun = first.substring(0, warning);
    if (first.length() > warning + DRAWN) {
      told.remove(begun);
    }
    // "Caution" alone warns of anything.
    var rest = undrawn(first.substring(warning));
    boolean plainly =
        begun.indexOf(' ') > 0
            || words.of(Use.WARNING).at(rest, 0) > 0
            || begun.endsWith("]")
            || (Plain.blankless(first.charAt(0)) && warning >= TELLING);
    if (told.size() < (plainly ? 1 : 2)) {
      return;
    }
    int below = draft.filled(end);
    if (below < draft.size() && draft.own(below) && draft.line(below).border(DRAWN)) {
      end = below + 1;
    }
    draft.mark(firstOwn, end, Mark.FOOTER, Rule.BANNER);
  }

  private boolean wrapped(Line line, Line below) {
    var plain = line.plain();
    return plain.length() >= WRAPPED_AT
        && !ENDING.ends(plain)
        && !words.of(Use.GREETING).begins(below);
  }

  private static String undrawn(String lower) {
    int start = 0;
    while (start < lower.length() && !begins(lower.charAt(start))) {
      start++;
    }
    return lower.substring(start);
  }

  private static boolean begins(char c) {
    return Character.isLetter(c) || c == '\u3010';
  }
}
