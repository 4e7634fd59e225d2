package dev.hearken.clean;

import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import java.util.ArrayList;
import java.util.Optional;

/// Cleans mails. Its work is linear in the text: every rule looks at a bounded number of lines, and
/// at a bounded length of each.
public final class Cleaning {
  private static final int MOST_ROUNDS = 6;

  private final Quotations quotations;
  private final Vocabulary vocabulary;
  private final Signatures signatures;
  private final Banners banners;

  /// @param vocabulary the words of all languages
  private Cleaning(Vocabulary vocabulary) {
    quotations = new Quotations(vocabulary);
    this.vocabulary = vocabulary;
    signatures = new Signatures(vocabulary);
    banners = new Banners(vocabulary);
  }

  /// With the words of the languages that the project brings along.
  public static Cleaning create() {
    return new Cleaning(Vocabulary.read());
  }

  /// Marks every line of a text.
  ///
  /// @param text decoded, its lines ending with `\n`
  public Cleaned clean(String text, Sender sender) {
    return clean(text, Hints.none(), sender);
  }

  /// Marks every line of a text.
  ///
  /// @param text decoded, its lines ending with `\n`
  /// @param hints what HTML says of its lines
  public Cleaned clean(String text, Hints hints, Sender sender) {
    var draft = new Draft(text, vocabulary);
    Armour.mark(draft);
    var kept = quotations.mark(draft, hints);
    Answers.turn(draft, sender);
    Tickets.mark(draft);
    for (int i = 0; i < draft.size(); i++) {
      if (hints.signatures().get(i) && draft.own(i)) {
        draft.mark(i, i + 1, Mark.SIGNATURE, Rule.SIGNING_ELEMENT);
      }
    }
    signatures.markAbove(draft, sender);
    banners.mark(draft, firstOwn(draft));
    if (kept.filter(Rule.KEPT_FORWARD::equals).isPresent()) {
      signatures.markCard(draft, sender, firstOwn(draft));
    }
    var footers = new Footers(vocabulary, draft, sender);
    int firstOwn = firstOwn(draft);
    if (firstOwn < draft.size()) {
      boolean more = true;
      for (int round = 0; more && round < MOST_ROUNDS; round++) {
        more = footers.mark(firstOwn, kept.isPresent());
        firstOwn = firstOwn(draft);
        more |= signatures.mark(draft, sender, firstOwn, kept.isPresent());
        firstOwn = firstOwn(draft);
      }
      signatures.markWithin(draft, sender);
      firstOwn = firstOwn(draft);
      if (firstOwn < draft.size()) {
        return cleaned(draft, Optional.empty());
      }
    }
    var kind = keep(draft, kept);
    if (kind == Rule.KEPT_FORWARD || kind == Rule.KEPT_QUOTE) {
      markNested(draft, kind);
    }
    if (kind == Rule.KEPT_FORWARD) {
      Delimiters.markHis(draft, sender);
    }
    if (kind != Rule.KEPT_REST) {
      footers.mark(firstOwn(draft), false);
    }
    return cleaned(draft, Optional.of(kind));
  }

  private static int firstOwn(Draft draft) {
    int i = 0;
    while (i < draft.size() && !draft.own(i)) {
      i++;
    }
    return i;
  }

  /// An empty comment helps nobody: what is quoted stays, or else what there is.
  private static Rule keep(Draft draft, Optional<Rule> kept) {
    boolean any = false;
    for (int i = 0; i < draft.size(); i++) {
      if (draft.mark(i) == Mark.QUOTE && keeps(draft.rule(i))) {
        draft.turn(i, null, kept.orElse(Rule.KEPT_QUOTE));
        any = true;
      }
    }
    if (any) {
      return kept.orElse(Rule.KEPT_QUOTE);
    }
    for (int i = 0; i < draft.size(); i++) {
      if (!draft.blank(i)) {
        draft.turn(i, null, Rule.KEPT_REST);
      }
    }
    return Rule.KEPT_REST;
  }

  /// What a forwarded mail quotes is quoted there too, unless it says nothing else. Who quotes a
  /// mail with its header forwards it.
  private void markNested(Draft draft, Rule kind) {
    int first = 0;
    while (first < draft.size() && !kept(draft, first, kind)) {
      first++;
    }
    boolean marked = first < draft.size() && draft.line(first).quoted();
    var whole = kept(draft, first, kind, marked);
    int header = marked ? quotations.heading(whole) : 0;
    if (header == 0 && kind == Rule.KEPT_QUOTE) {
      return;
    }
    // An empty comment helps nobody.
    header = whole.filled(header) < whole.size() ? header : 0;
    draft.mark(first, first + header, Mark.QUOTE, Rule.HEADER_BLOCK);
    first += header;
    var nested = kept(draft, first, kind, marked);
    var _ = quotations.mark(nested, Hints.none());
    boolean says = nested.anyOwn();
    for (int i = first; says && i < draft.size(); i++) {
      if (nested.mark(i - first) == Mark.QUOTE) {
        draft.turn(i, Mark.QUOTE, nested.rule(i - first));
      }
    }
  }

  private static boolean kept(Draft draft, int i, Rule kind) {
    return draft.own(i) && draft.rule(i) == kind;
  }

  /// What is kept from this line on, with all else left blank.
  ///
  /// @param marked does each line begin with a mark of quoting, as programs forward that mark all?
  private Draft kept(Draft draft, int first, Rule kind, boolean marked) {
    var text = new StringBuilder();
    for (int i = first; i < draft.size(); i++) {
      var line = kept(draft, i, kind) ? draft.line(i).text() : "";
      text.append(marked && line.startsWith(">") ? line.substring(1) : line).append('\n');
    }
    return new Draft(text.toString(), vocabulary);
  }

  private static boolean keeps(Rule rule) {
    return switch (rule) {
      case QUOTED_LINE, WRAPPED_QUOTE, QUOTING_ELEMENT, BELOW_INTRODUCTION -> true;
      default -> false;
    };
  }

  private static Cleaned cleaned(Draft draft, Optional<Rule> kept) {
    var lines = new ArrayList<MarkedLine>(draft.size());
    var mark = Mark.BODY;
    for (int i = 0; i < draft.size(); i++) {
      var given = draft.mark(i);
      if (!draft.blank(i)) {
        mark = given == null ? Mark.BODY : given;
      }
      lines.add(new MarkedLine(draft.line(i).text(), mark, draft.rule(i)));
    }
    return new Cleaned(lines, kept);
  }
}
