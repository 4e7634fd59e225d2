package dev.hearken.author;

import dev.hearken.clean.Hints;
import dev.hearken.html.HtmlVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// The elements by which mail programs mark what they quote and how somebody signs, and the lines
/// that become of them.
final class TellingElements implements HtmlVisitor {
  private enum Kind {
    QUOTE,
    /// A quotation if something introduces it, otherwise set in for another reason.
    PERHAPS,
    INTRODUCTION,
    SIGNATURE
  }

  /// Text from here to there.
  private record Stretch(Kind kind, int start, int end) {}

  private record Open(Element element, Kind kind) {}

  private static final Set<String> QUOTING =
      Set.of(
          "yahoo_quoted",
          "protonmail_quote",
          "tutanota_quote",
          "zmail_extra",
          "freshdesk_quote",
          "front-blockquote",
          "moz-email-quote");
  private static final Set<String> INTRODUCING =
      Set.of("gmail_attr", "moz-cite-prefix", "outlookmessageheader");
  private static final Set<String> SIGNING =
      Set.of(
          "gmail_signature",
          "moz-signature",
          "applemailsignature",
          "protonmail_signature_block",
          "ms-outlook-mobile-signature",
          "signature");

  /// All below is quoted.
  private static final Set<String> RESTING =
      Set.of(
          "divrplyfwdmsg",
          "olk_src_body_section",
          "zwchr",
          "moz-forward-container",
          "mail-editor-reference-message-container");

  /// What stands in every HTML that has one of them. The longer the shortest is, the farther apart
  /// are the places that are looked at.
  private static final Signs SIGNS =
      new Signs(
          List.of(
              "blockquote",
              "yahoo_quote",
              "l_quote",
              "a_quote",
              "k_quote",
              "l-quote",
              "=\"quote",
              "='quote",
              "e=quote",
              "zmail_extra",
              "cite-prefix",
              "messageheader",
              "signature",
              "rplyfwd",
              "olk_src",
              "\"zwchr\"",
              "\"zwchr ",
              " zwchr\"",
              " zwchr ",
              "'zwchr'",
              "=zwchr>",
              "=zwchr ",
              "x_zwchr",
              "moz-forward",
              "mail-editor",
              "border-left",
              "border-top"));

  /// A border is looked at for what stands below it.
  private static final int MOST_BORDERS = 20;

  private static final int MOST_HEADERS = 4_000;

  private static final int MOST_CLASSES = 8;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Integer> rests = new ArrayList<>();
  private int borders;

  /// Will the next text begin what is quoted to the end?
  private boolean rest;

  /// Is it worth a look? Most HTML of programs is not.
  static boolean mayBeIn(String html) {
    return SIGNS.anyIn(html);
  }

  @Override
  public boolean enters(Element element, int at) {
    // Any other element tells something by its attributes alone.
    if (element.attributesSize() == 0 && !element.normalName().equals("blockquote")) {
      return true;
    }
    var kind = kind(element);
    if (kind != null) {
      open.push(new Open(element, kind));
    } else if (rests(element)) {
      rest = true;
    }
    return true;
  }

  @Override
  public void reads(TextNode node, int start, int end) {
    if (rest) {
      rests.add(start);
      rest = false;
    }
    if (!open.isEmpty()) {
      stretches.add(new Stretch(strongest(), start, end));
    }
  }

  @Override
  public void leaves(Element element, int at) {
    if (!open.isEmpty() && open.peek().element().equals(element)) {
      open.pop();
    }
  }

  /// Within a quotation everything is quoted.
  private Kind strongest() {
    var kind = open.getFirst().kind();
    for (var each : open) {
      if (each.kind() == Kind.QUOTE) {
        return Kind.QUOTE;
      }
    }
    return kind;
  }

  private static @Nullable Kind kind(Element element) {
    var style = element.attr("style").toLowerCase(Locale.ROOT);
    if (element.normalName().equals("blockquote")) {
      boolean quotes =
          element.attr("type").equalsIgnoreCase("cite")
              || !element.attr("cite").isBlank()
              || element.hasClass("gmail_quote")
              || style.contains("border-left")
              || named(element, QUOTING);
      return quotes ? Kind.QUOTE : Kind.PERHAPS;
    }
    if (named(element, QUOTING)) {
      return Kind.QUOTE;
    }
    if (named(element, INTRODUCING)) {
      return Kind.INTRODUCTION;
    }
    if (named(element, SIGNING)) {
      return Kind.SIGNATURE;
    }
    boolean drawn = style.contains("border-left") && style.contains("padding");
    return element.normalName().equals("div")
            && (drawn || element.attr("name").equalsIgnoreCase("quote"))
        ? Kind.PERHAPS
        : null;
  }

  /// As an id or a class; Outlook puts `x_` before those of mails that it quotes.
  private static boolean named(Element element, Set<String> names) {
    if (is(element.id(), names)) {
      return true;
    }
    if (!element.hasAttr("class")) {
      return false;
    }
    for (var name : BLANKS.split(element.className(), MOST_CLASSES)) {
      if (is(name, names)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String name, Set<String> names) {
    if (name.isEmpty()) {
      return false;
    }
    var lower = name.toLowerCase(Locale.ROOT);
    while (lower.startsWith("x_")) {
      lower = lower.substring(2);
    }
    return names.contains(lower);
  }

  private boolean rests(Element element) {
    if (named(element, RESTING)) {
      return true;
    }
    if (!element.normalName().equals("div") || borders >= MOST_BORDERS) {
      return false;
    }
    var style = element.attr("style").toLowerCase(Locale.ROOT);
    if (!style.contains("border-top") || !style.contains("solid")) {
      return false;
    }
    borders++;
    var text = element.text();
    return text.length() < MOST_HEADERS && element.select("b, strong").size() >= 3 && headers(text);
  }

  /// At least three names of headers, in whatever language, one with an address or a time.
  private static boolean headers(String text) {
    long colons = text.codePoints().filter(c -> c == ':' || c == '\uff1a').count();
    return colons >= 3 && text.codePoints().anyMatch(Character::isDigit);
  }

  /// Adds what was seen.
  ///
  /// @param rendered the text that was made of the HTML
  void tell(Rendered rendered, Hints hints) {
    int lines = rendered.size();
    int from = rendered.from();
    for (var kind : Kind.values()) {
      var covered = new int[lines];
      for (var stretch : stretches) {
        if (stretch.kind() == kind) {
          cover(rendered, covered, stretch);
        }
      }
      var told = told(hints, kind);
      for (int i = 0; i < lines; i++) {
        if (covered[i] > 0 && 2 * covered[i] >= rendered.start(i + 1) - rendered.start(i)) {
          told.set(from + i);
        }
      }
    }
    for (int start : rests) {
      int line = rendered.line(start);
      if (line >= 0) {
        hints.rests().set(from + line);
      }
    }
  }

  private static BitSet told(Hints hints, Kind kind) {
    return switch (kind) {
      case QUOTE -> hints.quotes();
      case PERHAPS -> hints.perhaps();
      case INTRODUCTION -> hints.introductions();
      case SIGNATURE -> hints.signatures();
    };
  }

  private static void cover(Rendered rendered, int[] covered, Stretch stretch) {
    for (int i = Math.max(0, rendered.line(stretch.start()));
        i < covered.length && rendered.start(i) < stretch.end();
        i++) {
      int from = Math.max(rendered.start(i), stretch.start());
      covered[i] += Math.max(0, Math.min(rendered.start(i + 1), stretch.end()) - from);
    }
  }
}
