package dev.hearken.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HtmlDocumentTest {
  private static String text(String html) {
    return HtmlDocument.parse(html).text();
  }

  @Test
  void paragraphsStandApart() {
    assertThat(text("<p>One\n two</p><p>Three<br>four</p><div>five</div>six"))
        .isEqualTo("One two\n\nThree\nfour\n\nfive\nsix");
  }

  @Test
  void listsHaveMarksAndNumbers() {
    assertThat(text("<ul><li>a<li>b<ul><li>c</ul></ul><ol start=3><li>d<li>e</ol>"))
        .isEqualTo("- a\n- b\n  - c\n\n3. d\n4. e");
  }

  @Test
  void rowsOfATableAreLines() {
    assertThat(text("<table><tr><th>Item<th>Price</tr><tr><td>Tea</td><td>2 €</td></tr></table>"))
        .isEqualTo("Item\tPrice\nTea\t2 €");
  }

  @Test
  void linksAreTheirText() {
    assertThat(text("See <a href='http://x.org/?a=1'>our page</a>.")).isEqualTo("See our page.");
  }

  @Test
  void nothingIsReadThatIsNotShown() {
    assertThat(
            text(
                """
                <head><title>t</title><style>p {}</style></head><script>alert(1)</script>
                <div style="display: none">preview</div><span hidden>x</span><!-- y -->
                <img src=p width=1 height=1 alt=pixel><img src=q alt="A cat"><img src=z alt="z.gif">
                <p style="mso-hide:all">w</p>
                """))
        .isEqualTo("A cat");
  }

  @Test
  void preformattedTextKeepsItsLines() {
    assertThat(text("<pre>a\n  b</pre>c")).isEqualTo("a\n  b\n\nc");
  }

  @Test
  void linesOfOutlookAreNotTornApart() {
    assertThat(
            text(
                "<p class=MsoNormal>Hi<o:p></o:p></p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Bye</p>"))
        .isEqualTo("Hi\n\nBye");
  }

  @Test
  void visitorSeesPlacesAndLeavesOut() {
    var document = HtmlDocument.parse("<p>new</p><blockquote>old</blockquote><p>end</p>");
    var quote = new int[1];
    var text =
        HtmlText.of(
            document,
            new HtmlVisitor() {
              @Override
              public boolean enters(Element element, int at) {
                if (element.nameIs("blockquote")) {
                  quote[0] = at;
                  return false;
                }
                return true;
              }
            });
    assertThat(text).isEqualTo("new\n\nend");
    assertThat(quote[0]).isEqualTo(3);
  }

  @Test
  @Timeout(5)
  void hundredThousandNestedElementsDoNotOverflow() {
    assertThat(text("<div>".repeat(100_000) + "deep")).isEqualTo("deep");
    assertThat(text("<b>".repeat(100_000) + "deep")).isEqualTo("deep");
  }

  @Test
  @Timeout(5)
  void thirtyTwoMebibytesAreReadInTime() {
    var document =
        HtmlDocument.parse("<p>Some words and <b>more</b></p>\n".repeat((32 << 20) / 33));
    assertThat(document.elements()).isLessThanOrEqualTo(HtmlDocument.MOST_ELEMENTS);
    assertThat(document.complete()).isFalse();
    assertThat(document.text()).startsWith("Some words and more");
  }

  @Test
  @Timeout(5)
  void oneTagWithAMillionAttributesIsCut() {
    assertThat(HtmlDocument.parse("a<b " + "c='1' ".repeat(1_000_000) + ">").complete()).isFalse();
  }
}
