package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;

/// Tells how the sender signs from what stands with it in one paragraph and sounds like a footer.
final class FooterSignatures {
  private static final int MOST_BESIDE = 8;
  private static final int WIDE = 100;
  private static final int MOST_NAMES = 4;

  private final Vocabulary words;
  private final Draft draft;
  private final Sender sender;
  private final Closings closings;
  private final Phrases list;

  FooterSignatures(Vocabulary words, Draft draft, Sender sender) {
    this.words = words;
    this.draft = draft;
    this.sender = sender;
    closings = new Closings(words);
    list = words.of(Use.LIST);
  }

  /// Behind the signature that stands in the same paragraph above the footer, below dashes or
  /// beginning with a closing or his name: its end if it is nothing but that. A border below the
  /// dashes begins a paragraph, too.
  int start(Paragraph paragraph) {
    int i = paragraph.start();
    boolean below = i > 0 && Delimiters.dashes(draft.line(i - 1)) && draft.line(i).border(3);
    if (!below && !Delimiters.dashes(draft.line(i))) {
      int told = told(paragraph);
      return told > i && signed(paragraph) ? told : i;
    }
    int name = i + 1;
    while (name < paragraph.end() && draft.line(name).border(3)) {
      name++;
    }
    if (name >= paragraph.end() || !his(draft.line(name))) {
      return i;
    }
    i = name;
    while (i < paragraph.end() && !list.in(draft.line(i))) {
      i++;
    }
    return i;
  }

  /// The first line that says by itself what a footer says, below nothing but brief ones; otherwise
  /// where the paragraph begins.
  int told(Paragraph paragraph) {
    for (int i = paragraph.start(); i < paragraph.end(); i++) {
      var line = draft.line(i);
      if (words.footers().in(line)) {
        return i;
      }
      if (line.words() > MOST_BESIDE || line.sentence()) {
        return paragraph.start();
      }
    }
    return paragraph.start();
  }

  private boolean his(Line line) {
    return sender.named(line.plain()) || Names.heads(line, sender);
  }

  /// Does it begin with a closing or his name?
  boolean signed(Paragraph paragraph) {
    var first = draft.line(paragraph.start());
    return closings.alone(first) || his(first);
  }

  /// His name above how to reach him, with where his house is registered, all of it brief.
  boolean card(Paragraph paragraph) {
    if (!his(draft.line(paragraph.start()))) {
      return false;
    }
    boolean reached = false;
    for (int i = paragraph.start(); i < paragraph.end(); i++) {
      var line = draft.line(i);
      if (line.wider(WIDE) || (Names.says(line) && line.words() > MOST_BESIDE)) {
        return false;
      }
      reached |= Contacts.telephone(line);
    }
    return reached;
  }

  /// Does the sender's name stand above the paragraph, as whoever has signed writes nothing below?
  boolean stands(Paragraph paragraph) {
    int above = draft.filledAbove(paragraph.start());
    if (above < 0 || above == paragraph.start() - 1 || !draft.own(above)) {
      return false;
    }
    var line = draft.line(above);
    return line.words() <= MOST_NAMES
        && !line.sentence()
        && (sender.begins(line.plain()) || sender.named(line.plain()));
  }

  /// Does the sender's name stand right below the border?
  boolean headed(Paragraph paragraph) {
    int name = paragraph.start() + 1;
    return name < paragraph.end() && his(draft.line(name));
  }

  /// Is it the sender's name that stands below the border, or how to reach him?
  boolean signature(Paragraph paragraph) {
    for (int i = paragraph.start() + 1; i < paragraph.end(); i++) {
      var line = draft.line(i);
      if (sender.named(line.plain())
          || sender.in(line.plain())
          || sender.addressIn(line)
          || Contacts.telephone(line)) {
        return true;
      }
    }
    return false;
  }
}
