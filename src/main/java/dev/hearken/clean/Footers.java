package dev.hearken.clean;

import dev.hearken.words.Phrases;
import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds what lists, providers, scanners and lawyers put below a mail: paragraphs at the end whose
/// words say so, with the borders above them.
final class Footers {
  private static final int MOST_BELOW = 8;
  private static final int WIDE = 100;
  private static final int BRIEF = 60;
  private static final int MOST_ANSWERED = 5;

  private final Vocabulary words;
  private final Draft draft;
  private final Scraps scraps;
  private final FooterSignatures signatures;
  private final Phrases list;

  /// They are looked at again when what stood below them is marked.
  private final Map<Paragraph, Wording> wordings = new HashMap<>();

  Footers(Vocabulary words, Draft draft, Sender sender) {
    this.words = words;
    this.draft = draft;
    scraps = new Scraps(draft);
    signatures = new FooterSignatures(words, draft, sender);
    list = words.of(Use.LIST);
  }

  /// Marks them.
  ///
  /// @param quotes is anything quoted, so that a footer may be all that stands beside it?
  /// @return was there one?
  boolean mark(int firstOwn, boolean quotes) {
    boolean any = false;
    for (var stretch : draft.endings()) {
      any |= mark(stretch, firstOwn, quotes);
    }
    any |= markTop(firstOwn);
    return any;
  }

  private boolean mark(Endings.Stretch stretch, int firstOwn, boolean quotes) {
    boolean any = false;
    int below = draft.filled(stretch.end());
    boolean above = below < draft.size() && draft.mark(below) == Mark.FOOTER;
    var paragraphs = Paragraph.last(draft, stretch, words);
    boolean lastOnes = true;
    if (!paragraphs.isEmpty()
        && !paragraphs.getLast().bordered()
        && (markLink(paragraphs.getLast(), firstOwn)
            || markNotice(paragraphs.getLast(), firstOwn))) {
      return true;
    }
    int prose = 0;
    for (int p = paragraphs.size() - 1; p >= 0; p--) {
      var paragraph = paragraphs.get(p);
      if (paragraph.start() < firstOwn
          || (paragraph.start() == firstOwn && !(quotes && paragraph.bordered()))) {
        break;
      }
      boolean points = p + 1 < paragraphs.size() && scraps.link(paragraphs.get(p + 1));
      boolean answered = belowQuote(paragraph, firstOwn);
      var rule =
          prose > MOST_BELOW ? Rule.OWN : rule(paragraph, lastOnes, any || above, points, answered);
      if (rule == Rule.OWN) {
        lastOnes =
            lastOnes
                && (scraps.negligible(paragraph)
                    || scraps.row(paragraph)
                    || ((any || above)
                        && (scraps.pointer(paragraph) || scraps.address(paragraph))));
        prose += prose(paragraph);
        continue;
      }
      int start = signatures.start(paragraph);
      if (start == paragraph.end()) {
        continue;
      }
      draft.mark(start, paragraph.end(), Mark.FOOTER, rule);
      any = true;
      if (paragraph.bordered()) {
        lastOnes |= markRest(paragraphs, p + 1);
      }
      if (p > 0 && heads(paragraphs.get(p - 1)) && paragraphs.get(p - 1).start() > firstOwn) {
        p--;
        draft.mark(paragraphs.get(p).start(), paragraphs.get(p).end(), Mark.FOOTER, rule);
      }
    }
    markBelow(paragraphs);
    markBetween(paragraphs);
    return any;
  }

  /// Lines that somebody wrote.
  private int prose(Paragraph paragraph) {
    int lines = 0;
    for (int i = paragraph.start(); i < paragraph.end(); i++) {
      lines += draft.own(i) && draft.line(i).words() > 5 ? 1 : 0;
    }
    return lines;
  }

  /// A link that a footer announces, the row of links below it, the codes that bulk senders put
  /// last.
  private void markBelow(List<Paragraph> paragraphs) {
    for (int p = 1; p < paragraphs.size(); p++) {
      var paragraph = paragraphs.get(p);
      boolean below = draft.mark(paragraphs.get(p - 1).end() - 1) == Mark.FOOTER;
      if (below
          && draft.own(paragraph.start())
          && !signatures.signed(paragraph)
          && (scraps.pointer(paragraph) || scraps.row(paragraph) || scraps.code(paragraph))) {
        draft.mark(paragraph.start(), paragraph.end(), Mark.FOOTER, Rule.LIST_FOOTER);
      }
    }
  }

  /// A few lines between two footers are one too.
  private void markBetween(List<Paragraph> paragraphs) {
    int lines = 0;
    int from = -1;
    for (int p = 0; p < paragraphs.size(); p++) {
      var paragraph = paragraphs.get(p);
      if (!draft.own(paragraph.start())) {
        for (int q = from + 1; from >= 0 && lines <= 6 && q < p; q++) {
          if (!signatures.signed(paragraphs.get(q))) {
            draft.mark(
                paragraphs.get(q).start(), paragraphs.get(q).end(), Mark.FOOTER, Rule.LIST_FOOTER);
          }
        }
        from = p;
        lines = 0;
      } else {
        lines += paragraph.end() - paragraph.start();
      }
    }
  }

  /// A link to a list's page may stand right below the text.
  private boolean markLink(Paragraph paragraph, int firstOwn) {
    int last = paragraph.end() - 1;
    var line = draft.line(last);
    if (last <= firstOwn || line.words() > 1 || !line.linked()) {
      return false;
    }
    int start = list.in(line) ? last : paragraph.end();
    for (int i = last - 1; i >= paragraph.start(); i--) {
      if (list.in(draft.line(i))) {
        if (i < last - 3 || i == paragraph.start() || !list.begins(draft.line(i))) {
          return false;
        }
        start = i;
      }
    }
    draft.mark(start, paragraph.end(), Mark.FOOTER, Rule.LIST_FOOTER);
    return start < paragraph.end();
  }

  /// A disclaimer in one long line, right below brief ones where no blank lines are set.
  private boolean markNotice(Paragraph paragraph, int firstOwn) {
    int last = paragraph.end() - 1;
    if (paragraph.start() > firstOwn
        || last <= firstOwn + 1
        || !draft.line(last).wider(WIDE)
        || draft.line(last - 1).wider(BRIEF)
        || !words.of(Use.NOTICE).in(draft.line(last))) {
      return false;
    }
    draft.mark(last, paragraph.end(), Mark.FOOTER, Rule.DISCLAIMER);
    return true;
  }

  /// What is short and stands below a footer with a border belongs to it.
  ///
  /// @return is there nothing else below?
  private boolean markRest(List<Paragraph> paragraphs, int from) {
    int lines = 0;
    for (int p = from; p < paragraphs.size(); p++) {
      for (int i = paragraphs.get(p).start(); i < paragraphs.get(p).end(); i++) {
        lines += draft.own(i) ? 1 : 0;
      }
    }
    for (int p = from; p < paragraphs.size() && lines <= 6; p++) {
      var paragraph = paragraphs.get(p);
      if (draft.own(paragraph.start())) {
        draft.mark(paragraph.start(), paragraph.end(), Mark.FOOTER, Rule.LIST_FOOTER);
      }
    }
    return lines <= 6;
  }

  /// A border or a heading right above.
  private boolean heads(Paragraph paragraph) {
    var line = draft.line(paragraph.start());
    return paragraph.end() - paragraph.start() == 1
        && !answered(paragraph)
        && (line.border(3)
            || (line.words() <= 5
                && (words.of(Use.DISCLAIMER).in(line)
                    || list.in(line)
                    || line.lower().startsWith("disclaimer"))));
  }

  /// @param last is there nothing of the sender's own below?
  /// @param above is it above a footer?
  /// @param points does a link stand below it?
  /// @param answered does it stand below a quotation that is answered above?
  private Rule rule(
      Paragraph paragraph, boolean last, boolean above, boolean points, boolean answered) {
    var first = draft.line(paragraph.start());
    if (scraps.thread(paragraph)) {
      return Rule.LIST_FOOTER;
    }
    if (first.quoted()
        || !(first.border(Wording.LONG)
            || Wording.told(draft, paragraph.start(), paragraph.end(), words))) {
      return Rule.OWN;
    }
    var wording =
        wordings.computeIfAbsent(paragraph, p -> Wording.of(draft, p.start(), p.end(), words));
    if (wording.notice()
        || wording.disclaimer() >= 3
        || (wording.disclaimer() == 2 && wording.length() > 80 && (last || paragraph.bordered()))) {
      boolean his = signatures.told(paragraph) == paragraph.start() && signatures.card(paragraph);
      return his ? Rule.OWN : Rule.DISCLAIMER;
    }
    boolean drawn = wording.lines() <= 6 && first.border(Wording.LONG);
    boolean ruled = first.plain().charAt(0) == '_';
    boolean advertises =
        drawn
            && (ruled
                ? !signatures.headed(paragraph)
                : (above || answered || signatures.stands(paragraph))
                    && !signatures.signature(paragraph));
    boolean sure =
        (last && wording.linked() && advertises)
            || (last && wording.list() >= 1 && drawn)
            || (wording.list() >= 1 && paragraph.bordered() && wording.linked())
            || (wording.list() >= 3 && last && wording.lines() <= 5)
            || (wording.list() >= 2
                && (paragraph.bordered() || wording.linked() || (last && above)))
            || (wording.list() >= 1
                && last
                && (wording.linked() || (wording.begins() && !answered(paragraph)) || points)
                && wording.lines() <= 12);
    return sure && !signatures.card(paragraph) ? Rule.LIST_FOOTER : Rule.OWN;
  }

  /// Did he answer above what is quoted, so that nothing of his is looked for below?
  private boolean belowQuote(Paragraph paragraph, int firstOwn) {
    int above = draft.filledAbove(paragraph.start());
    return above > firstOwn && draft.mark(above) == Mark.QUOTE;
  }

  /// "Privacy policy accepted: yes", as somebody filled in a form.
  private boolean answered(Paragraph paragraph) {
    for (int i = paragraph.start(); i < paragraph.end(); i++) {
      var line = draft.line(i);
      if (line.plain().indexOf(": ") <= 0 || line.words() > MOST_ANSWERED || line.linked()) {
        return false;
      }
    }
    return true;
  }

  /// A newsletter may say at its top why it is sent.
  private boolean markTop(int firstOwn) {
    int end = firstOwn;
    while (end < draft.size() && draft.own(end) && end - firstOwn < 10) {
      end++;
    }
    int next = draft.filled(end);
    if (next >= draft.size()
        || !draft.own(next)
        || !draft.blank(end)
        || !list.begins(draft.line(firstOwn))
        || Wording.of(draft, firstOwn, end, words).list() < 2) {
      return false;
    }
    draft.mark(firstOwn, end, Mark.FOOTER, Rule.LIST_FOOTER);
    return true;
  }
}
