package dev.hearken.mime;

import dev.hearken.html.HtmlDocument;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a person reads of a mail: its texts in their order.
///
/// @param text all of them, an empty line between two
public record Body(List<Piece> pieces, String text) {
  public static final Body EMPTY = new Body(List.of(), "");

  public Body {
    pieces = List.copyOf(pieces);
  }

  /// One text of a mail. Most have one.
  ///
  /// @param text what is shown of it: the plain text, or the HTML as a person reads it
  /// @param html as it was written, also where the plain text beside it is shown; empty when there
  ///   is none
  /// @param isHtml does `text` come from the HTML?
  /// @param tree of the HTML, if it was read for the text and is not large
  public record Piece(String text, String html, boolean isHtml, @Nullable HtmlDocument tree) {
    public Piece(String text, String html, boolean isHtml) {
      this(text, html, isHtml, null);
    }

    /// The HTML as a tree, which may have to be read for that.
    public HtmlDocument document() {
      return tree == null ? HtmlDocument.parse(html) : tree;
    }

    /// Two are equal when they read the same: the tree says no more than the HTML.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Piece piece
          && text.equals(piece.text)
          && html.equals(piece.html)
          && isHtml == piece.isHtml;
    }

    @Override
    public int hashCode() {
      return Objects.hash(text, html, isHtml);
    }
  }

  /// Those that have text, one below another.
  public static Body of(List<Piece> pieces) {
    if (pieces.size() == 1) {
      return new Body(pieces, pieces.getFirst().text);
    }
    var text = new StringBuilder();
    for (var piece : pieces) {
      if (!piece.text.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n\n").append(piece.text);
      }
    }
    return new Body(pieces, text.toString());
  }
}
