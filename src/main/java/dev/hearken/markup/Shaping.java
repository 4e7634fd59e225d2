package dev.hearken.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Element;

/// Makes the tree of what was read. What nothing of the text is left of has no place in it.
final class Shaping {
  private final Place place;

  Shaping(Place place) {
    this.place = place;
  }

  /// Text that stands in no paragraph is an orphan.
  List<Markup> root(MarkupReader.Shape root) {
    var nodes = new ArrayList<Markup>();
    var orphans = new ArrayList<Markup>();
    for (var node : children(root)) {
      if (node.stands()) {
        adopt(orphans, nodes);
        nodes.add(node);
      } else {
        orphans.add(node);
      }
    }
    adopt(orphans, nodes);
    return nodes;
  }

  private static void adopt(List<Markup> orphans, List<Markup> nodes) {
    if (orphans.stream().anyMatch(node -> !(node instanceof Markup.Break))) {
      nodes.add(new Markup.Paragraph("orphan", List.copyOf(orphans)));
    }
    orphans.clear();
  }

  private List<Markup> children(MarkupReader.Shape shape) {
    var nodes = new ArrayList<Markup>();
    for (var part : shape.parts) {
      switch (part) {
        case MarkupReader.Leaf leaf -> {
          boolean more = false;
          for (var text : place.of(leaf.start, leaf.end)) {
            if (more) {
              nodes.add(new Markup.Break("br"));
            }
            nodes.add(text);
            more = true;
          }
        }
        case MarkupReader.Shape inner -> add(inner, nodes);
      }
    }
    return nodes;
  }

  private void add(MarkupReader.Shape shape, List<Markup> nodes) {
    var element = Objects.requireNonNull(shape.element);
    var name = element.normalName();
    switch (name) {
      case "br", "hr" -> {
        if (place.has(shape.start)) {
          nodes.add(new Markup.Break(name));
        }
      }
      case "img" -> {
        if (!Kinds.isPixel(element) && place.has(shape.end)) {
          var alt = element.attr("alt");
          nodes.add(new Markup.Image(Kinds.link(element.attr("src")), alt.isBlank() ? null : alt));
        }
      }
      case "ul", "ol", "dir", "menu" -> list(shape, name.equals("ol") ? "ol" : "ul", nodes);
      case "table" -> table(shape, element, nodes);
      default -> simple(shape, element, name, nodes);
    }
  }

  private void simple(MarkupReader.Shape shape, Element element, String name, List<Markup> nodes) {
    var children = children(shape);
    if (children.stream().allMatch(child -> child instanceof Markup.Break)) {
      return;
    }
    var paragraph = Kinds.paragraph(name);
    var style = Kinds.style(name);
    if (paragraph != null) {
      boolean wraps =
          paragraph.equals("div") && children.size() == 1 && children.getFirst().stands();
      nodes.add(wraps ? children.getFirst() : new Markup.Paragraph(paragraph, children));
    } else if (style != null) {
      nodes.add(new Markup.Style(style, children));
    } else if (name.equals("a") && element.hasAttr("href")) {
      nodes.add(new Markup.Link(Kinds.link(element.attr("href")), children));
    } else {
      // A row without a table, an item without a list.
      nodes.addAll(children);
    }
  }

  private void list(MarkupReader.Shape shape, String kind, List<Markup> nodes) {
    var items = new ArrayList<Markup.Item>();
    for (var part : shape.parts) {
      var children = new ArrayList<Markup>();
      if (part instanceof MarkupReader.Shape inner) {
        if (is(inner, "li")) {
          children.addAll(children(inner));
        } else {
          add(inner, children);
        }
      } else if (part instanceof MarkupReader.Leaf leaf) {
        children.addAll(place.of(leaf.start, leaf.end));
      }
      if (!children.stream().allMatch(child -> child instanceof Markup.Break)) {
        items.add(new Markup.Item(children));
      }
    }
    if (!items.isEmpty()) {
      nodes.add(new Markup.Listing(kind, items));
    }
  }

  private void table(MarkupReader.Shape shape, Element element, List<Markup> nodes) {
    var rows = new ArrayList<Markup.Row>();
    var captions = new ArrayList<Markup.Item>();
    rows(shape, "tbody", rows, captions);
    if (!rows.isEmpty() || !captions.isEmpty()) {
      var border = element.attr("border").strip();
      nodes.add(new Markup.Table(rows, captions, border.isEmpty() || border.equals("0")));
    }
  }

  private void rows(
      MarkupReader.Shape shape, String section, List<Markup.Row> rows, List<Markup.Item> captions) {
    for (var part : shape.parts) {
      if (!(part instanceof MarkupReader.Shape inner)) {
        var leaf = (MarkupReader.Leaf) part;
        row(section, List.copyOf(place.of(leaf.start, leaf.end)), rows);
        continue;
      }
      var name = Objects.requireNonNull(inner.element).normalName();
      switch (name) {
        case "thead", "tbody", "tfoot" -> rows(inner, name, rows, captions);
        case "caption" -> {
          var children = children(inner);
          if (!children.isEmpty()) {
            captions.add(new Markup.Item(children));
          }
        }
        case "tr" -> cells(inner, section, rows);
        default -> {
          var children = new ArrayList<Markup>();
          add(inner, children);
          row(section, children, rows);
        }
      }
    }
  }

  /// What stands in no cell is given one.
  private static void row(String section, List<Markup> children, List<Markup.Row> rows) {
    if (!children.stream().allMatch(child -> child instanceof Markup.Break)) {
      rows.add(new Markup.Row(section, List.of(new Markup.Cell("td", 1, 1, children))));
    }
  }

  private void cells(MarkupReader.Shape row, String section, List<Markup.Row> rows) {
    var cells = new ArrayList<Markup.Cell>();
    boolean any = false;
    for (var part : row.parts) {
      List<Markup> children = new ArrayList<>();
      var kind = "td";
      int down = 1;
      int across = 1;
      if (part instanceof MarkupReader.Shape inner) {
        var element = Objects.requireNonNull(inner.element);
        if (is(inner, "td") || is(inner, "th")) {
          kind = element.normalName();
          down = Kinds.span(element.attr("rowspan"));
          across = Kinds.span(element.attr("colspan"));
          children = children(inner);
        } else {
          add(inner, children);
        }
      } else if (part instanceof MarkupReader.Leaf leaf) {
        children.addAll(place.of(leaf.start, leaf.end));
      }
      any |= !children.stream().allMatch(child -> child instanceof Markup.Break);
      cells.add(new Markup.Cell(kind, down, across, children));
    }
    if (any) {
      rows.add(new Markup.Row(section, cells));
    }
  }

  private static boolean is(MarkupReader.Shape shape, String name) {
    return Objects.requireNonNull(shape.element).normalName().equals(name);
  }
}
