package dev.hearken.author;

import dev.hearken.clean.Cleaned;
import dev.hearken.markup.Markup;
import dev.hearken.markup.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where what was rendered stands in what was kept of a mail's lines.
final class LinePlace implements Place {
  private final Rendered rendered;
  private final Cleaned cleaned;
  private final Cleaned.Part part;

  /// The line that was asked for last, as the next one mostly is the same.
  private int known = -1;

  /// Which code point of the line each `char` is as it was rendered; null when they are the same.
  private int @Nullable [] columns;

  private int length;

  LinePlace(Rendered rendered, Cleaned cleaned, Cleaned.Part part) {
    this.rendered = rendered;
    this.cleaned = cleaned;
    this.part = part;
  }

  @Override
  public List<Markup.Text> of(int start, int end) {
    var texts = new ArrayList<Markup.Text>(1);
    for (int i = Math.max(0, rendered.line(start));
        i < rendered.size() && rendered.start(i) < end;
        i++) {
      int begin = part.starts()[rendered.from() + i];
      if (begin < 0) {
        continue;
      }
      look(i);
      int from = column(start - rendered.start(i));
      int to = column(end - rendered.start(i));
      if (from < to) {
        texts.add(new Markup.Text(begin + from, begin + to));
      }
    }
    return texts;
  }

  @Override
  public boolean has(int at) {
    int line = rendered.size() == 0 ? -1 : rendered.line(Math.max(rendered.start(0), at - 1));
    return line >= 0 && part.starts()[rendered.from() + line] >= 0;
  }

  private int column(int at) {
    var known = columns;
    int column = known == null ? at : known[Math.clamp(at, 0, known.length - 1)];
    return Math.clamp(column, 0, length);
  }

  /// Control characters were left out of the line, and a pair of surrogates is one code point.
  private void look(int line) {
    if (line == known) {
      return;
    }
    known = line;
    var text = cleaned.lines().get(rendered.from() + line).text();
    length = text.codePointCount(0, text.length());
    int begin = rendered.start(line);
    int width = rendered.start(line + 1) - begin;
    boolean same = true;
    for (int i = 0; same && i < width; i++) {
      char c = rendered.text().charAt(begin + i);
      same = !isLeftOut(c) && !Character.isSurrogate(c);
    }
    columns = same ? null : new int[width + 1];
    if (columns != null) {
      int column = 0;
      for (int i = 0; i < width; i++) {
        columns[i] = column;
        char c = rendered.text().charAt(begin + i);
        boolean second =
            Character.isLowSurrogate(c)
                && i > 0
                && Character.isHighSurrogate(rendered.text().charAt(begin + i - 1));
        column += isLeftOut(c) || second ? 0 : 1;
      }
      columns[width] = column;
    }
  }

  /// As tidying has it.
  private static boolean isLeftOut(char c) {
    return (c < 0x20 && c != 0 && c != '\n' && c != '\t') || c == 0x7f;
  }
}
