package dev.hearken.markup;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What elements are called in the tree. Those that are nothing there are looked through.
final class Kinds {
  private static final Set<String> PARAGRAPHS =
      Set.of(
          "p",
          "div",
          "address",
          "article",
          "aside",
          "blockquote",
          "center",
          "pre",
          "details",
          "summary",
          "section",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "dl",
          "dt",
          "dd");

  /// Those that the tree has no word for.
  private static final Map<String, String> LIKE =
      Map.ofEntries(
          Map.entry("header", "div"),
          Map.entry("footer", "div"),
          Map.entry("main", "div"),
          Map.entry("nav", "div"),
          Map.entry("hgroup", "div"),
          Map.entry("form", "div"),
          Map.entry("fieldset", "div"),
          Map.entry("legend", "div"),
          Map.entry("figure", "div"),
          Map.entry("figcaption", "div"),
          Map.entry("xmp", "pre"),
          Map.entry("listing", "pre"),
          Map.entry("plaintext", "pre"));

  private static final Set<String> STYLES =
      Set.of(
          "strong", "b", "mark", "em", "i", "cite", "var", "strike", "del", "u", "abbr", "dfn",
          "ins", "kbd", "code", "samp", "q", "big", "small", "time", "bdi", "sub", "sup");

  private static final Map<String, String> STYLES_LIKE = Map.of("s", "strike", "tt", "code");

  private static final Set<String> OTHERS =
      Set.of(
          "br", "hr", "a", "img", "ul", "ol", "dir", "menu", "li", "table", "thead", "tbody",
          "tfoot", "tr", "td", "th", "caption");

  private static final Pattern SAFE = Pattern.compile("(?i)(https?|ftp|mailto|tel|cid):.*");
  private static final int LONGEST_LINK = 2_048;

  private Kinds() {}

  static boolean isPlain(Element element) {
    var name = element.normalName();
    return paragraph(name) == null && style(name) == null && !OTHERS.contains(name);
  }

  static @Nullable String paragraph(String name) {
    return PARAGRAPHS.contains(name) ? name : LIKE.get(name);
  }

  static @Nullable String style(String name) {
    return STYLES.contains(name) ? name : STYLES_LIKE.get(name);
  }

  /// Does a line end where it begins or ends?
  static boolean ends(String name) {
    return switch (name) {
      case "a", "img" -> false;
      default -> paragraph(name) != null || OTHERS.contains(name);
    };
  }

  /// Where it leads, unless that could be code.
  static @Nullable String link(String written) {
    var link = written.strip();
    return link.length() <= LONGEST_LINK && SAFE.matcher(link).matches() ? link : null;
  }

  /// Is it there to be seen?
  static boolean isPixel(Element image) {
    return isTiny(image.attr("width")) || isTiny(image.attr("height"));
  }

  private static boolean isTiny(String size) {
    return Set.of("0", "1", "0px", "1px").contains(size.strip().toLowerCase(Locale.ROOT));
  }

  /// How many rows or columns a cell takes.
  static int span(String written) {
    return written.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(written) : 1;
  }
}
