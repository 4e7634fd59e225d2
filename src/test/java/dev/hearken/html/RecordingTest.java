package dev.hearken.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private static final String HTML =
      "<p>Hello <b>there</b><br>again</p><div style='display:none'>never</div>"
          + "<ul><li>one<li>two</ul><blockquote>quoted</blockquote>";

  @Test
  void whoLooksOnLaterIsToldTheSame() {
    for (int times : List.of(1, 100, 10_000)) {
      var document = HtmlDocument.parse(HTML.repeat(times));
      var first = new Listener();
      assertThat(document.text()).isEqualTo(HtmlText.of(document, first));
      var later = new Listener();
      document.tell(later);
      assertThat(later.told).isEqualTo(first.told).hasSizeGreaterThan(20 * times);
    }
  }

  @Test
  void nobodyHasToAskForTheTextBefore() {
    var listener = new Listener();
    HtmlDocument.parse("<i>a</i>").tell(listener);
    assertThat(listener.told).contains("enters i 0", "reads a 0 1", "leaves i 1");
  }

  private static final class Listener implements HtmlVisitor {
    private final List<String> told = new ArrayList<>();

    @Override
    public boolean enters(Element element, int at) {
      told.add("enters " + element.normalName() + " " + at);
      return true;
    }

    @Override
    public void reads(TextNode node, int start, int end) {
      told.add("reads " + node.getWholeText() + " " + start + " " + end);
    }

    @Override
    public void leaves(Element element, int at) {
      told.add("leaves " + element.normalName() + " " + at);
    }
  }
}
