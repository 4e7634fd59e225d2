package dev.hearken.html;

/// Text as it is written line by line. Blanks and line breaks are held back until there is
/// something to read after them, so that nothing that was written is ever taken back.
final class TextFlow {
  private static final int MOST_BREAKS = 2;

  private final StringBuilder out = new StringBuilder();

  /// What comes before the next character that can be seen.
  private int breaks;

  private final StringBuilder blanks = new StringBuilder();
  private String mark = "";
  private boolean tab;

  /// Until something is written, no line breaks: a bullet or the beginning of a cell comes before.
  private boolean holds;

  /// How often a line has ended.
  private int lines;

  /// Has the line so far a blank that does not fold, as an empty line of a mail does?
  private boolean filled;

  int length() {
    return out.length();
  }

  String text() {
    return out.toString();
  }

  /// What follows is on a new line, with one empty line before it if `least` is 2.
  void apart(int least) {
    if (!holds) {
      breaks = Math.max(breaks, least);
    }
  }

  /// A line ends here.
  void line() {
    if (!holds || mark.isEmpty()) {
      breaks = Math.min(breaks + 1, MOST_BREAKS);
      blanks.setLength(0);
    }
  }

  void beginBlock() {
    filled = false;
  }

  void endBlock(int least) {
    if (filled) {
      filled = false;
      line();
    }
    apart(least);
  }

  /// What the next text begins with; if there is none, it is not written.
  void mark(String bullet) {
    mark = bullet;
    holds = !bullet.isEmpty();
  }

  /// A cell of a table begins, beside what the row has so far.
  void beginCell(Row row) {
    row.cellAt = out.length();
    row.breaksBefore = breaks;
    row.heldBefore = holds;
    if (row.written && row.tall) {
      breaks = Math.max(breaks, 1);
    } else if (row.written) {
      tab = true;
    }
    row.linesBefore = lines + (breaks > 0 && !out.isEmpty() ? 1 : 0);
    holds = true;
  }

  void endCell(Row row) {
    if (out.length() == row.cellAt) {
      breaks = row.breaksBefore;
      holds = row.heldBefore;
      return;
    }
    row.written = true;
    row.tall = lines > row.linesBefore;
    holds = false;
    if (!row.tall) {
      breaks = 0;
    }
  }

  /// @param keeps are blanks and line breaks in it meant?
  /// @return where what can be seen of it begins; -1 when nothing can
  int write(String text, boolean keeps) {
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n', '\r' -> {
          if (!keeps) {
            fold();
          } else if (c == '\n' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
            line();
          }
        }
        case ' ', '\t', '\f' -> {
          if (keeps) {
            blanks.append(c == '\f' ? ' ' : c);
          } else {
            fold();
          }
        }
        case '\u00a0', '\u2007', '\u202f' -> {
          filled = true;
          if (keeps) {
            blanks.append(' ');
          } else {
            fold();
          }
        }
        // Says where a word may be broken, or nothing.
        case '\u00ad', '\u034f', '\u180e', '\u200b', '\u2060', '\ufeff' -> {}
        // Joins letters, or fills up a line that nobody is meant to see.
        case '\u200c', '\u200d', '\u200e', '\u200f' -> {
          if (!isPending() && !out.isEmpty()) {
            out.append(c);
          }
        }
        default -> {
          if (isPending()) {
            flush();
          }
          if (start < 0) {
            start = out.length();
          }
          out.append(c);
        }
      }
    }
    if (start >= 0) {
      filled = false;
    }
    return start;
  }

  private void fold() {
    if (blanks.isEmpty()) {
      blanks.append(' ');
    }
  }

  private boolean isPending() {
    return holds || breaks > 0 || tab || !blanks.isEmpty();
  }

  private void flush() {
    if (out.isEmpty()) {
      keepIndent();
    } else if (breaks > 0) {
      out.append("\n".repeat(breaks));
      lines++;
      keepIndent();
    } else if (tab) {
      out.append('\t');
      blanks.setLength(0);
    }
    out.append(mark).append(mark.isEmpty() ? blanks : "");
    blanks.setLength(0);
    breaks = 0;
    tab = false;
    mark = "";
    holds = false;
  }

  /// Of the blanks at the beginning of a line, only those stay that are meant.
  private void keepIndent() {
    if (blanks.length() == 1) {
      blanks.setLength(0);
    }
  }

  /// Of a table.
  static final class Row {
    /// Is there text in one of its cells?
    private boolean written;

    /// Has the last cell with text more than one line?
    private boolean tall;

    private int cellAt;
    private int linesBefore;
    private int breaksBefore;
    private boolean heldBefore;
  }
}
