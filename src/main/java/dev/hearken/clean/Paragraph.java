package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Lines without a blank one between them.
///
/// @param bordered does a border part it from what stands above?
record Paragraph(int start, int end, boolean bordered) {
  private static final int MOST = 16;
  private static final SignSet DRAWN = SignSet.of("-_=*~#");
  private static final SignSet DASHES = SignSet.of("-_=*~#\u2013\u2014");

  /// The last paragraphs. A border begins one.
  static List<Paragraph> last(Draft draft, Endings.Stretch stretch, Vocabulary words) {
    var found = new ArrayList<Paragraph>();
    int end = stretch.end();
    int i = end;
    boolean drawn = false;
    while (i > stretch.start() && found.size() < MOST) {
      i--;
      var line = draft.line(i);
      if (line.blank()) {
        if (i + 1 < end) {
          found.add(new Paragraph(i + 1, end, drawn));
        }
        end = i;
        drawn = false;
      } else if (bordered(line, words) && i + 1 < end) {
        found.add(new Paragraph(i, end, true));
        end = i;
      } else {
        drawn = false;
      }
    }
    if (i < end && i == stretch.start()) {
      found.add(new Paragraph(i, end, bordered(draft.line(i), words)));
    }
    Collections.reverse(found);
    return announced(draft, found);
  }

  /// What follows a border with a blank line between is bordered too, and so is what follows a
  /// heading between two borders.
  private static List<Paragraph> announced(Draft draft, List<Paragraph> paragraphs) {
    var found = new ArrayList<Paragraph>();
    int from = -1;
    for (int p = 0; p < paragraphs.size(); p++) {
      var paragraph = paragraphs.get(p);
      boolean heading =
          paragraph.end() - paragraph.start() <= 2
              && draft.line(paragraph.start()).border(5)
              && !(linked(draft, paragraph)
                  && p + 1 < paragraphs.size()
                  && paragraphs.get(p + 1).bordered());
      if (heading) {
        if (from < 0) {
          from = paragraph.start();
        }
        continue;
      }
      found.add(from < 0 ? paragraph : new Paragraph(from, paragraph.end(), true));
      from = -1;
    }
    if (from >= 0) {
      found.add(new Paragraph(from, paragraphs.getLast().end(), true));
    }
    return found;
  }

  /// An advertisement says where to go.
  private static boolean linked(Draft draft, Paragraph paragraph) {
    return draft.line(paragraph.end() - 1).linked();
  }

  private static boolean bordered(Line line, Vocabulary words) {
    var plain = line.plain();
    if (!DASHES.begins(plain)) {
      return false;
    }
    int drawn = DRAWN.before(plain);
    return (drawn >= 5 && (drawn == plain.length() || line.border(5)))
        || (drawn >= 4 && words.of(Use.LIST).in(line))
        || Delimiters.dashes(line)
        || plain.equals("--")
        || plain.equals("-")
        || plain.equals("\u2014")
        || (drawn >= 3 && drawn == plain.length());
  }
}
