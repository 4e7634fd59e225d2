package dev.hearken.clean;

import java.util.Locale;

/// The small paragraphs that stand between footers and below them: links, rows of links, codes.
final class Scraps {
  private static final int LONG_CODE = 5;
  private static final int MOST_WORDS = 14;

  private final Draft draft;

  Scraps(Draft draft) {
    this.draft = draft;
  }

  /// By which Salesforce knows what is answered.
  boolean thread(Paragraph paragraph) {
    var line = draft.line(paragraph.start());
    if (line.words() > 1 || !line.mayHoldColon() || paragraph.end() - paragraph.start() > 1) {
      return false;
    }
    var lower = line.lower();
    return (lower.startsWith("ref:") && lower.endsWith(":ref"))
        || (lower.startsWith("thread::") && lower.endsWith("::"));
  }

  /// A row of links, of which HTML leaves the words: "Home | News | Help".
  boolean row(Paragraph paragraph) {
    if (paragraph.end() - paragraph.start() > 2) {
      return false;
    }
    int bars = 0;
    for (int i = paragraph.start(); i < paragraph.end(); i++) {
      var plain = draft.line(i).plain();
      for (int bar = plain.indexOf('|'); bar >= 0; bar = plain.indexOf('|', bar + 1)) {
        bars++;
      }
    }
    return bars >= 2;
  }

  /// Letters and digits that mean nothing, in a word.
  boolean code(Paragraph paragraph) {
    var plain = draft.line(paragraph.start()).plain();
    int digits = 0;
    for (int i = 0; i < plain.length(); i++) {
      digits += Character.isDigit(plain.charAt(i)) ? 1 : 0;
    }
    return negligible(paragraph)
        && plain.length() >= LONG_CODE
        && plain.indexOf(' ') < 0
        && (digits > 0 || plain.equals(plain.toLowerCase(Locale.ROOT)));
  }

  /// A line or two that end in a link, as between the paragraphs of a footer.
  boolean pointer(Paragraph paragraph) {
    var last = draft.line(paragraph.end() - 1);
    return paragraph.end() - paragraph.start() <= 2 && last.words() <= 2 && last.linked();
  }

  /// A link and nothing else.
  boolean link(Paragraph paragraph) {
    var line = draft.line(paragraph.start());
    return paragraph.end() - paragraph.start() == 1 && line.words() == 1 && line.linked();
  }

  /// A line that says where to write to.
  boolean address(Paragraph paragraph) {
    var line = draft.line(paragraph.start());
    return paragraph.end() - paragraph.start() == 1 && line.words() <= MOST_WORDS && line.linked();
  }

  /// The codes that bulk senders put last.
  boolean negligible(Paragraph paragraph) {
    for (int i = paragraph.start(); i < paragraph.end(); i++) {
      if (draft.line(i).words() > 2 || draft.line(i).sentence()) {
        return false;
      }
    }
    return paragraph.end() - paragraph.start() <= 3;
  }
}
