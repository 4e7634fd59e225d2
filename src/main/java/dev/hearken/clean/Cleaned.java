package dev.hearken.clean;

import java.util.List;
import java.util.Optional;

/// A mail's text, every line marked.
///
/// @param kept what the body consists of when the sender wrote nothing of his own
public record Cleaned(List<MarkedLine> lines, Optional<Rule> kept) {
  public Cleaned {
    lines = List.copyOf(lines);
  }

  /// What the sender wrote now. Where something was cut from between two lines, a blank one stands.
  public String body() {
    return text(Mark.BODY);
  }

  /// How he signed.
  public String signature() {
    return text(Mark.SIGNATURE);
  }

  private String text(Mark wanted) {
    var text = new StringBuilder();
    int blanks = 0;
    boolean cut = false;
    for (var line : lines) {
      if (line.mark() != wanted) {
        cut |= !line.text().isBlank();
        continue;
      }
      if (line.text().isBlank()) {
        blanks++;
        continue;
      }
      if (!text.isEmpty()) {
        text.append("\n".repeat(cut ? 2 : blanks + 1));
      }
      text.append(line.text());
      blanks = 0;
      cut = false;
    }
    return text.toString();
  }
}
