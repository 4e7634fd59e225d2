package dev.hearken.html;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// Looks on while HTML becomes text, and may leave parts of it out. Places are counted in `char`s
/// from the beginning of the text; what has been written is never taken back, so that they are
/// exact.
public interface HtmlVisitor {
  /// Leaves nothing out.
  HtmlVisitor EVERYTHING = new HtmlVisitor() {};

  /// An element that a person sees begins.
  ///
  /// @param at how much text there is before it; line breaks that its place asks for come later,
  ///   when text follows
  /// @return false to leave it out with all that is in it
  default boolean enters(Element element, int at) {
    return true;
  }

  /// The text from `start` to `end` comes from this node, blanks folded.
  default void reads(TextNode node, int start, int end) {}

  /// An element that was entered ends.
  default void leaves(Element element, int at) {}
}
