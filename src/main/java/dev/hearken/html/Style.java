package dev.hearken.html;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// As much of an element's looks as decides whether and on which lines it is read.
///
/// @param hidden nobody sees it
/// @param block on lines of its own
/// @param close a paragraph without a margin above and below
/// @param unmarked a list without bullets or numbers
/// @param pixel too small to be seen
record Style(boolean hidden, boolean block, boolean close, boolean unmarked, boolean pixel) {
  private static final Style PLAIN = new Style(false, false, false, false, false);

  private static final Pattern HIDDEN =
      Pattern.compile(
          "(?:^|[;{])(?:display:none|visibility:hidden|mso-hide:all|opacity:0(?:\\.0+)?(?:!|;|$)|max-height:0)");
  private static final Pattern BLOCK =
      Pattern.compile("(?:^|;)display:(?:block|list-item|flex|grid)");
  private static final Pattern CLOSE =
      Pattern.compile(
          "(?:^|;)margin:0(?:in|px|pt|cm|em)?(?:0|;|$|!)|(?:^|;)margin-bottom:(?:0|\\.0001)");
  private static final Pattern UNMARKED = Pattern.compile("(?:^|;)list-style(?:-type)?:[^;]*none");
  private static final Pattern PIXEL = Pattern.compile("[01](?:px)?");
  private static final Pattern PIXEL_STYLE =
      Pattern.compile("(?:^|;)(?:width|height):[01](?:px)?(?:!|;|$)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /// Longer than any that a person wrote.
  private static final int LONGEST = 10_000;

  static Style of(Element element) {
    if (element.attributesSize() == 0) {
      return PLAIN;
    }
    var written = element.attr("style");
    boolean picture = element.nameIs("img");
    if (written.isEmpty() && !picture) {
      // Most elements, and no pattern needs to be tried on them.
      boolean close = element.className().startsWith("Mso");
      return element.hasAttr("hidden") || close
          ? new Style(element.hasAttr("hidden"), false, close, false, false)
          : PLAIN;
    }
    var style =
        written.isEmpty() || written.length() > LONGEST
            ? ""
            : BLANKS.matcher(written.toLowerCase(Locale.ROOT)).replaceAll("");
    return new Style(
        element.hasAttr("hidden") || HIDDEN.matcher(style).find(),
        BLOCK.matcher(style).find(),
        element.className().startsWith("Mso") || CLOSE.matcher(style).find(),
        UNMARKED.matcher(style).find(),
        picture
            && (PIXEL.matcher(element.attr("width")).matches()
                || PIXEL.matcher(element.attr("height")).matches()
                || PIXEL_STYLE.matcher(style).find()));
  }
}
