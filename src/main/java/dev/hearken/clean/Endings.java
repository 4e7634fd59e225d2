package dev.hearken.clean;

import dev.hearken.words.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The places where signatures and footers are looked for: where the sender's own text ends, and
/// where it ends above a quotation that is introduced.
final class Endings {
  /// A run of lines with nothing quoted between them.
  record Stretch(int start, int end) {}

  private static final int LONGEST_NAME = 10;

  private Endings() {}

  /// From the last one up.
  static List<Stretch> of(Draft draft) {
    var all = new ArrayList<Stretch>();
    int start = -1;
    int end = -1;
    for (int i = 0; i < draft.size(); i++) {
      if (draft.blank(i)) {
        continue;
      }
      if (draft.own(i)) {
        start = start < 0 ? i : start;
        end = i + 1;
      } else {
        if (start >= 0 && draft.mark(i) == Mark.QUOTE && introduces(draft, i)) {
          all.add(new Stretch(start, end));
          start = -1;
          continue;
        }
        if (start >= 0 && draft.mark(i) != Mark.QUOTE) {
          all.add(new Stretch(start, end));
        }
        start = -1;
      }
    }
    if (start >= 0) {
      all.add(new Stretch(start, end));
    } else {
      var last = last(draft);
      if (last != null && !all.contains(last)) {
        all.add(last);
      }
    }
    Collections.reverse(all);
    return all;
  }

  private static @Nullable Stretch last(Draft draft) {
    int end = draft.size();
    while (end > 0 && !draft.own(end - 1)) {
      end--;
    }
    int start = end;
    while (start > 0 && (draft.own(start - 1) || draft.blank(start - 1))) {
      start--;
    }
    return end == 0 ? null : new Stretch(draft.filled(start), end);
  }

  /// ">From: Sam Poe <sam@example.org>".
  private static boolean header(String plain) {
    int colon = plain.indexOf(": ");
    return colon > 1 && colon <= LONGEST_NAME && Evidence.address(plain);
  }

  /// A phone marks the line that introduces a quotation as if it was quoted, too.
  private static boolean introduces(Draft draft, int i) {
    var plain = draft.line(i).plain();
    return switch (draft.rule(i)) {
      case ATTRIBUTION, HEADER_BLOCK, SEPARATOR, REPLY_ABOVE -> true;
      case QUOTED_LINE ->
          (plain.endsWith(":") && Evidence.date(plain) && Evidence.time(plain)) || header(plain);
      default -> false;
    };
  }
}
