package dev.hearken.clean;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A mail's text, every line marked.
///
/// @param kept what the body consists of when the sender wrote nothing of his own
public record Cleaned(List<MarkedLine> lines, Optional<Rule> kept) {
  public Cleaned {
    lines = List.copyOf(lines);
  }

  /// What has a mark, as one text.
  ///
  /// @param starts where each line of the mail begins in it, in code points; -1 for those that are
  ///   not in it
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Part(String text, int[] starts) {}

  /// What the sender wrote now. Where something was cut from between two lines, a blank one stands.
  public String body() {
    return part(Mark.BODY).text();
  }

  /// How he signed.
  public String signature() {
    return part(Mark.SIGNATURE).text();
  }

  public Part part(Mark wanted) {
    var text = new StringBuilder();
    var starts = new int[lines.size()];
    Arrays.fill(starts, -1);
    int points = 0;
    int blanks = 0;
    boolean cut = false;
    for (int i = 0; i < starts.length; i++) {
      var line = lines.get(i);
      if (line.mark() != wanted) {
        cut |= !line.text().isBlank();
        continue;
      }
      if (line.text().isBlank()) {
        blanks++;
        continue;
      }
      if (!text.isEmpty()) {
        int apart = cut ? 2 : blanks + 1;
        text.append("\n".repeat(apart));
        points += apart;
      }
      starts[i] = points;
      points += line.text().codePointCount(0, line.text().length());
      text.append(line.text());
      blanks = 0;
      cut = false;
    }
    return new Part(text.toString(), starts);
  }
}
