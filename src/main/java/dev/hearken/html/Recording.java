package dev.hearken.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// What a visitor is told while HTML becomes text, kept for others who look on later.
final class Recording implements HtmlVisitor {
  private static final int ENTERED = -1;
  private static final int LEFT = -2;

  private final List<Node> nodes = new ArrayList<>();
  private int[] starts = new int[64];

  /// Where a text ends, or what happened to an element.
  private int[] ends = new int[starts.length];

  @Override
  public boolean enters(Element element, int at) {
    add(element, at, ENTERED);
    return true;
  }

  @Override
  public void reads(TextNode node, int start, int end) {
    add(node, start, end);
  }

  @Override
  public void leaves(Element element, int at) {
    add(element, at, LEFT);
  }

  private void add(Node node, int start, int end) {
    int place = nodes.size();
    if (place == starts.length) {
      starts = Arrays.copyOf(starts, 2 * place);
      ends = Arrays.copyOf(ends, 2 * place);
    }
    nodes.add(node);
    starts[place] = start;
    ends[place] = end;
  }

  /// Tells it again.
  void tell(HtmlVisitor visitor) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof TextNode text) {
        visitor.reads(text, starts[i], ends[i]);
      } else if (nodes.get(i) instanceof Element element) {
        if (ends[i] == ENTERED) {
          visitor.enters(element, starts[i]);
        } else {
          visitor.leaves(element, starts[i]);
        }
      }
    }
  }
}
