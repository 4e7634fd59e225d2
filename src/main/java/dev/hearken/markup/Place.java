package dev.hearken.markup;

import java.util.List;

/// Where what was read of HTML stands in a text that consists of some of its lines.
public interface Place {
  /// The stretches of the text, in code points, that a stretch of the HTML's text has become; none
  /// where it was left out.
  ///
  /// @param start in `char`s of the HTML's text
  List<Markup.Text> of(int start, int end);

  /// Is the line that has this place in the text?
  boolean has(int at);
}
