package dev.hearken.html;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

/// HTML as a tree. However hostile it is, the tree is at most [#DEEPEST] deep, has at most
/// [#MOST_ELEMENTS] elements, and takes memory and time in proportion to what was given.
public final class HtmlDocument {
  /// As browsers do: what is nested deeper stands beside instead.
  static final int DEEPEST = 512;

  public static final int MOST_ELEMENTS = 1_000_000;

  private static final int MOST_RECORDED = 20_000;

  /// A closing tag makes no element, but it may have to be looked for at every depth.
  private static final int MOST_TAGS = 3_000_000;

  /// A tag with more of them has more attributes than are compared with each other in time.
  private static final int MOST_BLANKS = 100_000;

  // What a tree takes, measured: few bytes can ask for much memory, as `<b a>` does.
  private static final int BYTES_OF_ELEMENT = 100;
  private static final int BYTES_OF_CHILD = 72;
  private static final int BYTES_OF_ATTRIBUTE = 90;
  private static final long BYTES_FOR_ALL = 80L << 20;
  private static final int BYTES_FOR_A_CHARACTER = 3;

  private final Document tree;
  private final int elements;
  private final boolean complete;

  /// Of a large tree none is kept.
  private final @Nullable Recording recording;

  private @Nullable String text;

  private HtmlDocument(Document tree, int elements, boolean complete) {
    this.tree = tree;
    this.elements = elements;
    this.complete = complete;
    recording = elements > MOST_RECORDED ? null : new Recording();
  }

  /// Never fails: every text is HTML of some kind.
  public static HtmlDocument parse(String html) {
    return parse(html, MOST_ELEMENTS);
  }

  /// @param most how many elements are read
  public static HtmlDocument parse(String html, int most) {
    int end = endOfTags(html);
    boolean complete = end == html.length();
    long budget = BYTES_FOR_ALL + (long) BYTES_FOR_A_CHARACTER * html.length();
    int elements = 0;
    try (var parser = new StreamParser(Parser.htmlParser().setMaxDepth(DEEPEST))) {
      parser.parse(complete ? html : html.substring(0, end), "");
      for (var closed = parser.iterator(); closed.hasNext(); ) {
        budget -= bytes(closed.next());
        if (++elements >= most || budget < 0) {
          complete = false;
          break;
        }
      }
      return new HtmlDocument(parser.document(), elements, complete);
    }
  }

  private static int endOfTags(String html) {
    int tags = 0;
    int blanks = 0;
    int begun = -1;
    for (int i = 0; i < html.length(); i++) {
      switch (html.charAt(i)) {
        case '<' -> {
          if (++tags > MOST_TAGS) {
            return i;
          }
          if (begun < 0 && i + 1 < html.length() && isLetter(html.charAt(i + 1))) {
            begun = i;
            blanks = 0;
          }
        }
        case '>' -> begun = -1;
        case ' ', '\n', '\t', '/' -> {
          if (begun >= 0 && ++blanks > MOST_BLANKS) {
            return begun;
          }
        }
        default -> {}
      }
    }
    return html.length();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static long bytes(Element element) {
    return BYTES_OF_ELEMENT
        + (long) BYTES_OF_CHILD * element.childNodeSize()
        + (long) BYTES_OF_ATTRIBUTE * element.attributesSize();
  }

  /// The root of the tree, to look at. Whoever changes it changes what is rendered.
  public Element root() {
    return tree;
  }

  /// How many are in it.
  public int elements() {
    return elements;
  }

  /// Is everything that was given in the tree? Otherwise it was too much, and its end is missing.
  public boolean complete() {
    return complete;
  }

  /// The whole of it as text. That is made once.
  public String text() {
    var text = this.text;
    if (text == null) {
      text = HtmlText.of(this, recording == null ? HtmlVisitor.EVERYTHING : recording);
      this.text = text;
    }
    return text;
  }

  /// Tells of all that became the text, as it would be told while it does. Nothing can be left out.
  public void tell(HtmlVisitor visitor) {
    if (recording == null) {
      var _ = HtmlText.of(this, visitor);
    } else {
      var _ = text();
      recording.tell(visitor);
    }
  }
}
