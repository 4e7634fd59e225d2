package dev.hearken.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// Turns a tree into the text that a person would read: paragraphs, lists and tables as lines,
/// links by their text, pictures by what they say instead of themselves. Nothing that is not shown:
/// scripts, styles, hidden elements and pixels that only count readers.
public final class HtmlText implements NodeFilter {
  private static final Set<String> NEVER_SHOWN =
      Set.of(
          "head",
          "script",
          "style",
          "title",
          "template",
          "iframe",
          "frame",
          "object",
          "applet",
          "audio",
          "video",
          "canvas",
          "map",
          "datalist",
          "select",
          "meta",
          "link",
          "base",
          "noframes",
          "noembed");

  /// Apart from what is around them by an empty line.
  private static final Set<String> APART =
      Set.of(
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "blockquote",
          "pre",
          "hr",
          "dl",
          "xmp",
          "listing",
          "figure");

  /// On lines of their own.
  private static final Set<String> ON_LINES =
      Set.of(
          "html",
          "body",
          "div",
          "center",
          "address",
          "article",
          "aside",
          "section",
          "header",
          "footer",
          "main",
          "nav",
          "hgroup",
          "form",
          "fieldset",
          "legend",
          "details",
          "summary",
          "dt",
          "dd",
          "table",
          "caption",
          "thead",
          "tbody",
          "tfoot",
          "figcaption",
          "optgroup",
          "option",
          "dir",
          "menu");

  private static final Set<String> KEPT_BLANKS =
      Set.of("pre", "xmp", "listing", "textarea", "plaintext");
  private static final Pattern FILE_NAME =
      Pattern.compile("(?i)\\S*\\.(png|jpe?g|gif|bmp|svg|webp)|cid:\\S*");

  private final HtmlVisitor visitor;
  private final TextFlow flow = new TextFlow();
  private final Deque<Items> lists = new ArrayDeque<>();
  private final Deque<TextFlow.Row> rows = new ArrayDeque<>();

  /// Those whose style puts them apart or on lines, so that it is known when they end.
  private final Set<Element> styled = new HashSet<>();

  private int keptBlanks;

  private HtmlText(HtmlVisitor visitor) {
    this.visitor = visitor;
  }

  /// @param visitor looks on, and says what is left out
  public static String of(HtmlDocument document, HtmlVisitor visitor) {
    var text = new HtmlText(visitor);
    document.root().filter(text);
    return text.flow.text();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    return switch (node) {
      case TextNode text -> {
        text(text);
        yield FilterResult.CONTINUE;
      }
      case Element element -> enter(element) ? FilterResult.CONTINUE : FilterResult.SKIP_ENTIRELY;
      default -> FilterResult.SKIP_ENTIRELY;
    };
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      leave(element);
    }
    return FilterResult.CONTINUE;
  }

  private void text(TextNode node) {
    int start = flow.write(node.getWholeText(), keptBlanks > 0);
    if (start >= 0) {
      visitor.reads(node, start, flow.length());
    }
  }

  private boolean enter(Element element) {
    var name = element.normalName();
    if (NEVER_SHOWN.contains(name)) {
      return false;
    }
    var style = Style.of(element);
    if (style.hidden() || !visitor.enters(element, flow.length())) {
      return false;
    }
    switch (name) {
      case "br" -> flow.line();
      case "img" -> picture(element, style);
      case "ul", "ol" -> list(element, style);
      case "li" -> item(style);
      case "tr" -> {
        flow.apart(1);
        rows.push(new TextFlow.Row());
      }
      case "td", "th" -> {
        if (rows.isEmpty()) {
          flow.apart(1);
        } else {
          flow.beginCell(rows.peek());
        }
      }
      case "q" -> flow.write("“", false);
      default -> block(element, name, style);
    }
    if (KEPT_BLANKS.contains(name)) {
      keptBlanks++;
    }
    return true;
  }

  private void block(Element element, String name, Style style) {
    if (APART.contains(name)) {
      // Outlook sets each line as a paragraph without a margin.
      if (style.close()) {
        flow.apart(1);
        styled.add(element);
      } else {
        flow.apart(2);
      }
    } else if (ON_LINES.contains(name)) {
      flow.apart(1);
    } else if (style.block()) {
      flow.apart(1);
      styled.add(element);
    }
    flow.beginBlock();
  }

  private void leave(Element element) {
    var name = element.normalName();
    if (KEPT_BLANKS.contains(name)) {
      keptBlanks--;
    }
    switch (name) {
      case "ul", "ol" -> {
        lists.pop();
        flow.apart(lists.isEmpty() ? 2 : 1);
      }
      case "li" -> {
        flow.mark("");
        flow.apart(1);
      }
      case "tr" -> {
        rows.pop();
        flow.apart(1);
      }
      case "td", "th" -> {
        if (rows.isEmpty()) {
          flow.apart(1);
        } else {
          flow.endCell(rows.peek());
        }
      }
      case "q" -> flow.write("”", false);
      default -> {
        if (styled.remove(element)) {
          flow.endBlock(1);
        } else if (APART.contains(name)) {
          flow.endBlock(2);
        } else if (ON_LINES.contains(name)) {
          flow.endBlock(1);
        }
      }
    }
    visitor.leaves(element, flow.length());
  }

  private void picture(Element element, Style style) {
    var instead = element.attr("alt");
    if (!style.pixel() && !instead.isBlank() && !FILE_NAME.matcher(instead.strip()).matches()) {
      flow.write(instead, false);
    }
  }

  private void list(Element element, Style style) {
    flow.apart(lists.isEmpty() ? 2 : 1);
    boolean numbered = element.normalName().equals("ol");
    int first = 1;
    if (numbered && element.attr("start").matches("\\d{1,6}")) {
      first = Integer.parseInt(element.attr("start"));
    }
    lists.push(new Items(numbered, !style.unmarked(), first));
  }

  private void item(Style style) {
    flow.apart(1);
    var items = lists.peek();
    if (items == null) {
      flow.mark("- ");
    } else if (items.marked && !style.unmarked()) {
      var indent = "  ".repeat(Math.min(lists.size(), Items.DEEPEST) - 1);
      flow.mark(indent + (items.numbered ? items.next++ + ". " : "- "));
    }
  }

  private static final class Items {
    static final int DEEPEST = 8;

    final boolean numbered;
    final boolean marked;
    int next;

    Items(boolean numbered, boolean marked, int next) {
      this.numbered = numbered;
      this.marked = marked;
      this.next = next;
    }
  }
}
