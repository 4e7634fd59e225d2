package dev.hearken.author;

import dev.hearken.clean.Cleaned;
import dev.hearken.clean.Mark;
import dev.hearken.markup.Markup;
import java.util.ArrayList;
import java.util.List;

/// What the author of a mail wrote, with the structure that it has in HTML.
///
/// @param body the tree of the body; empty when it was no HTML
/// @param signature the tree of the signature; empty when it was no HTML
public record RichText(Cleaned cleaned, List<Markup> body, List<Markup> signature) {
  static RichText of(Cleaned cleaned, List<AuthorText.Seen> seen) {
    return new RichText(
        cleaned, tree(cleaned, seen, Mark.BODY), tree(cleaned, seen, Mark.SIGNATURE));
  }

  private static List<Markup> tree(Cleaned cleaned, List<AuthorText.Seen> seen, Mark mark) {
    var nodes = new ArrayList<Markup>();
    if (seen.stream().allMatch(piece -> piece.structure() == null)) {
      return nodes;
    }
    var part = cleaned.part(mark);
    for (var piece : seen) {
      var structure = piece.structure();
      if (structure == null) {
        plain(piece.rendered(), part, cleaned, nodes);
      } else {
        nodes.addAll(structure.tree(new LinePlace(piece.rendered(), cleaned, part)));
      }
    }
    return nodes;
  }

  /// Lines of a text beside the HTML.
  private static void plain(
      Rendered rendered, Cleaned.Part part, Cleaned cleaned, List<Markup> nodes) {
    var children = new ArrayList<Markup>();
    for (int i = rendered.from(); i < rendered.from() + rendered.size(); i++) {
      int start = part.starts()[i];
      if (start >= 0) {
        var text = cleaned.lines().get(i).text();
        if (!children.isEmpty()) {
          children.add(new Markup.Break("br"));
        }
        children.add(new Markup.Text(start, start + text.codePointCount(0, text.length())));
      }
    }
    if (!children.isEmpty()) {
      nodes.add(new Markup.Paragraph("orphan", children));
    }
  }
}
