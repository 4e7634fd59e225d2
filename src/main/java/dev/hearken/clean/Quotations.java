package dev.hearken.clean;

import dev.hearken.words.Evidence;
import dev.hearken.words.Line;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what is quoted, from the top down. An introduction followed by marked lines takes those
/// lines, and the answers between them stay; one followed by unmarked text takes all that is left.
final class Quotations {
  private static final int NEAR = 4;
  private static final int MOST_ELISIONS = 3;
  private static final int MOST_ANSWERED = 40;

  private final Vocabulary words;
  private final Separators separators;
  private final HeaderBlocks headers;
  private final BareHeaders bareHeaders;
  private final Attributions attributions;

  Quotations(Vocabulary words) {
    this.words = words;
    headers = new HeaderBlocks(words);
    bareHeaders = new BareHeaders(words);
    separators = new Separators(words, headers);
    attributions = new Attributions(words);
  }

  /// Marks them.
  ///
  /// @param hints what HTML says of its lines
  /// @return what the mail is kept as when nothing else stands in it
  Optional<Rule> mark(Draft draft, Hints hints) {
    if (Digest.is(draft)) {
      return Optional.empty();
    }
    var none = new boolean[draft.size()];
    var elements = hints.quotes(draft, i -> attributions.endingAt(draft, i, none, true) != null);
    var quoted = QuotedLines.of(draft, elements);
    var introductions = introductions(draft, quoted);
    Optional<Rule> kept = Optional.empty();
    int i = 0;
    while (i < draft.size()) {
      if (quoted[i]) {
        draft.mark(i, i + 1, Mark.QUOTE, elements.get(i) ? Rule.QUOTING_ELEMENT : Rule.QUOTED_LINE);
        kept = kept.or(() -> Optional.of(Rule.KEPT_QUOTE));
        i++;
        continue;
      }
      var introduction = introductions[i];
      if (introduction == null && hints.rests().get(i) && !introduced(draft, introductions, i)) {
        draft.mark(i, draft.size(), Mark.QUOTE, Rule.QUOTING_ELEMENT);
        kept = kept.or(() -> Optional.of(Rule.KEPT_FORWARD));
        break;
      }
      if (introduction == null) {
        if (hints.introductions().get(i)) {
          draft.mark(i, i + 1, Mark.QUOTE, Rule.QUOTING_ELEMENT);
        }
        i++;
        continue;
      }
      if (introduction.rule() == Rule.REPLY_ABOVE && introduction.alone()) {
        draft.mark(0, introduction.end(), Mark.QUOTE, Rule.REPLY_ABOVE);
        i = introduction.end();
        continue;
      }
      kept =
          kept.or(() ->
              Optional.of(
                  introduction.rule() == Rule.ATTRIBUTION ? Rule.KEPT_QUOTE : Rule.KEPT_FORWARD));
      if (introduction.rule() != Rule.ATTRIBUTION) {
        markBorder(draft, i);
      }
      draft.mark(i, introduction.end(), Mark.QUOTE, introduction.rule());
      int next = draft.filled(introduction.end());
      if (introduction.alone() || (next < draft.size() && quoted[next])) {
        i = introduction.end();
        continue;
      }
      if (introduction.rule() == Rule.ATTRIBUTION) {
        int answered = answered(draft, introduction, next, quoted);
        if (answered > introduction.end()) {
          i = answered;
          continue;
        }
      }
      if (chained(introduction, introductions[next])) {
        i = next;
        continue;
      }
      int close = separators.lastClose(draft, introduction);
      if (close > 0) {
        draft.mark(introduction.end(), close, Mark.QUOTE, Rule.BELOW_INTRODUCTION);
        draft.mark(close, close + 1, Mark.QUOTE, Rule.SEPARATOR);
        i = close + 1;
        continue;
      }
      draft.mark(introduction.end(), draft.size(), Mark.QUOTE, Rule.BELOW_INTRODUCTION);
      break;
    }
    WrappedQuotes.mark(draft, quoted);
    return kept;
  }

  /// Where the header or the attribution ends with which a kept text begins, or 0.
  int heading(Draft draft) {
    int first = draft.filled(0);
    if (first < draft.size() && separators.at(draft, first) != null) {
      first = draft.filled(first + 1);
    }
    if (first == draft.size()) {
      return 0;
    }
    var none = new boolean[draft.size()];
    if (!headers.header(draft.line(first))) {
      var attribution = attributions.endingAt(draft, first, none, false);
      int next = first + 1;
      if (attribution == null && next < draft.size() && !draft.blank(next)) {
        attribution = attributions.endingAt(draft, next, none, false);
      }
      return attribution == null || attribution.start() > first ? 0 : attribution.end();
    }
    var header = headers.at(draft, first, true, false, none);
    return header == null ? 0 : header.end();
  }

  /// Does the text itself say within a few lines what an element says?
  private static boolean introduced(Draft draft, @Nullable Introduction[] found, int i) {
    for (int below = i; below < Math.min(draft.size(), i + NEAR); below++) {
      if (found[below] != null) {
        return true;
      }
    }
    return false;
  }

  /// One introduction may follow another: a separator, then a header block. Below a header block
  /// all belongs to the mail it heads, with what is introduced there.
  private static boolean chained(Introduction introduction, @Nullable Introduction next) {
    return next != null && introduction.rule() != Rule.HEADER_BLOCK;
  }

  /// From where on an attribution's quotation is told line by line, although the line below it is
  /// not marked by `>`: its marks are odd, or something was left out there, or the sender had
  /// written nothing yet and begins to answer right away.
  ///
  /// @param next the first line below
  /// @return where to go on; not behind the introduction when all is quoted from here on
  private int answered(Draft draft, Introduction introduction, int next, boolean[] quoted) {
    int odd = OddMarks.end(draft, next);
    if (odd > next) {
      draft.mark(next, odd, Mark.QUOTE, Rule.QUOTED_LINE);
      OddMarks.goOn(draft, next, odd, quoted);
      return odd;
    }
    int elided = next;
    for (int lines = 0;
        elided < draft.size() && lines < MOST_ELISIONS && Elision.is(draft.line(elided));
        lines++) {
      elided = draft.filled(elided + 1);
    }
    if (elided > next && elided < draft.size() && quoted[elided]) {
      draft.mark(next, elided, Mark.QUOTE, Rule.QUOTED_LINE);
      return elided;
    }
    if (!onlyGreets(draft, introduction.start())) {
      return 0;
    }
    for (int i = next; i < Math.min(draft.size(), next + MOST_ANSWERED); i++) {
      if (quoted[i] && draft.line(i).quoted()) {
        return next;
      }
    }
    return 0;
  }

  /// Is there nothing of the sender's own above but how he greets?
  private boolean onlyGreets(Draft draft, int end) {
    int lines = 0;
    for (int i = 0; i < end; i++) {
      if (draft.own(i)) {
        lines++;
        if (lines > 1
            || draft.line(i).words() > 4
            || !words.of(Use.GREETING).begins(draft.line(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /// Where `>>> Jane Roe <jane@example.com> 4/3/02 10:00AM >>>` ends above lines without a mark, or
  /// `>>> On 4/3/2002 at 10:00 AM, in message <1@example.com>, Jane Roe wrote:`, as GroupWise wraps
  /// it; where it begins, if it is neither.
  private static int arrows(Draft draft, int i, boolean[] quoted) {
    var plain = draft.line(i).plain();
    if (!plain.startsWith(">>> ") || !Evidence.date(plain)) {
      return i;
    }
    int last = i;
    while (!plain.endsWith(" >>>")
        && last < i + NEAR
        && !draft.line(last).plain().endsWith(":")
        && last + 1 < draft.size()
        && !quoted[last + 1]) {
      last++;
    }
    var end = draft.line(last).plain();
    int next = draft.filled(last + 1);
    boolean introduces = last > i ? end.endsWith(":") : plain.endsWith(" >>>");
    return introduces && next < draft.size() && !quoted[next] ? last + 1 : i;
  }

  private @Nullable Introduction[] introductions(Draft draft, boolean[] quoted) {
    var found = new @Nullable Introduction[draft.size() + 1];
    int first = draft.filled(0);
    int skip = 0;
    boolean later = false;
    @Nullable Introduction heading = null;
    for (int i = first; i < draft.size(); i++) {
      int arrows = quoted[i] ? arrows(draft, i, quoted) : i;
      if (arrows > i) {
        quoted[i] = false;
        put(found, new Introduction(i, arrows, Rule.ATTRIBUTION));
        skip = arrows;
        later = true;
      }
      if (quoted[i] || draft.blank(i) || i < skip || found[i] != null || draft.code(i)) {
        continue;
      }
      int next = draft.filled(i + 1);
      boolean quotedNext = next < draft.size() && quoted[next];
      if (says(draft.line(i), quotedNext)) {
        continue;
      }
      var header =
          headers.header(draft.line(i))
              ? headers.at(draft, i, announced(draft, found, i), i == first, quoted)
              : null;
      if (header != null) {
        skip = header.end();
        if (i == first) {
          heading = header;
        } else {
          later = true;
        }
        put(found, header);
        continue;
      }
      var bare = bareHeaders.around(draft, i, quoted);
      if (bare != null) {
        skip = bare.end();
        put(found, bare);
        later = true;
        continue;
      }
      var separator = separators.at(draft, i);
      if (separator != null) {
        boolean top = separator == Rule.REPLY_ABOVE && !later && nothingAbove(draft, i);
        skip = Separators.end(draft, i);
        put(found, new Introduction(i, skip, separator, top));
        later = true;
        continue;
      }
      var attribution = attributions.endingAt(draft, i, quoted, quotedNext);
      if (attribution != null) {
        put(found, attribution);
        later = true;
      }
    }
    if (heading != null
        && heading.alone()
        && !later
        && !draft.line(first).lower().startsWith("forwarded-by")) {
      found[first] = null;
    }
    return found;
  }

  /// Is it a line of a text or a border, that can introduce nothing? A quarter of all are.
  private static boolean says(Line line, boolean quotedNext) {
    return (!quotedNext && !line.mayTell() && Separators.undrawn(line))
        || Separators.onlyDrawn(line);
  }

  /// Is there nothing but borders? Then what stands below is what a program tells.
  private static boolean nothingAbove(Draft draft, int end) {
    int i = draft.filled(0);
    while (i < end && Separators.onlyDrawn(draft.line(i))) {
      i = draft.filled(i + 1);
    }
    return i >= end;
  }

  private static void put(@Nullable Introduction[] found, Introduction introduction) {
    if (found[introduction.start()] == null) {
      found[introduction.start()] = introduction;
    }
  }

  /// Does a border or a separator stand right above?
  private static boolean announced(Draft draft, @Nullable Introduction[] found, int i) {
    for (int above = i - 1; above >= 0 && above >= i - 3; above--) {
      if (!draft.blank(above)) {
        return draft.line(above).border(5) || found[above] != null;
      }
    }
    return false;
  }

  /// The border above belongs to what it borders, and so does a summary; one that stands apart
  /// right below another line, to that.
  private static void markBorder(Draft draft, int i) {
    for (int above = i - 1; above >= 0 && above >= i - 4; above--) {
      if (!draft.blank(above)) {
        var line = draft.line(above);
        boolean others = above < i - 1 && above > 0 && draft.own(above - 1);
        if ((line.border(5) || BareHeaders.summary(line)) && draft.own(above) && !others) {
          draft.mark(above, above + 1, Mark.QUOTE, Rule.SEPARATOR);
        }
        return;
      }
    }
  }
}
