package dev.hearken.markup;

import dev.hearken.html.HtmlVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Remembers the structure of HTML while it becomes text.
public final class MarkupReader implements HtmlVisitor {
  /// What is nested deeper stands in what it is nested in.
  static final int DEEPEST = 100;

  private final Shape root = new Shape(null, 0);
  private final Deque<Shape> open = new ArrayDeque<>(List.of(root));

  /// The last text on its way to the next one.
  private Leaf last = new Leaf(0, 0, true);

  /// Has something that ends a line been seen since?
  private boolean apart = true;

  /// What is within an element, in its order.
  sealed interface Part {}

  /// Text, from here to there.
  static final class Leaf implements Part {
    int start;
    int end;
    private final boolean blankEnd;

    Leaf(int start, int end, boolean blankEnd) {
      this.start = start;
      this.end = end;
      this.blankEnd = blankEnd;
    }
  }

  /// An element; none is the root.
  static final class Shape implements Part {
    final @Nullable Element element;
    final int start;
    int end;
    final List<Part> parts = new ArrayList<>();

    Shape(@Nullable Element element, int start) {
      this.element = element;
      this.start = start;
    }
  }

  @Override
  public boolean enters(Element element, int at) {
    apart |= Kinds.ends(element.normalName());
    if (Kinds.isPlain(element) || open.size() > DEEPEST) {
      return true;
    }
    var shape = new Shape(element, at);
    open.getFirst().parts.add(shape);
    open.push(shape);
    return true;
  }

  /// The blank between two texts of a line belongs to the one that has it.
  @Override
  public void reads(TextNode node, int start, int end) {
    var whole = node.getWholeText();
    var leaf = new Leaf(start, end, isBlank(whole.charAt(whole.length() - 1)));
    if (!apart && start == last.end + 1) {
      if (last.blankEnd) {
        last.end = start;
      } else {
        leaf.start = last.end;
      }
    }
    open.getFirst().parts.add(leaf);
    last = leaf;
    apart = false;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  @Override
  public void leaves(Element element, int at) {
    apart |= Kinds.ends(element.normalName());
    var top = open.getFirst();
    if (element.equals(top.element)) {
      top.end = at;
      open.pop();
    }
  }

  /// The tree of what is in a text.
  public List<Markup> tree(Place place) {
    return new Shaping(place).root(root);
  }
}
