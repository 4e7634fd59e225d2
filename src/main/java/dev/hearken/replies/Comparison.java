package dev.hearken.replies;

import dev.hearken.clean.Cleaned;
import dev.hearken.clean.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// A cleaned mail beside its labels.
///
/// @param differences lines that were told otherwise, for people
record Comparison(Score score, List<String> differences) {
  private static final int SHOWN = 100;

  static Comparison of(Cleaned cleaned, List<Label> labels) {
    var found = new HashMap<Integer, Mark>();
    int from = 0;
    var lines = cleaned.lines();
    for (var label : labels) {
      int at = place(cleaned, label, Math.max(from, label.number() - 1));
      if (at < 0) {
        at = place(cleaned, label, from);
      }
      if (at >= 0) {
        found.put(at, label.mark());
        from = at + 1;
      }
    }
    var body = Score.Lines.NONE;
    var signature = Score.Lines.NONE;
    int unknown = 0;
    boolean exact = true;
    var differences = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.text().isBlank()) {
        continue;
      }
      var wanted = found.get(i);
      if (wanted == null) {
        unknown++;
        continue;
      }
      body = body.and(Mark.BODY, wanted, line.mark());
      signature = signature.and(Mark.SIGNATURE, wanted, line.mark());
      exact &= (wanted == Mark.BODY) == (line.mark() == Mark.BODY);
      if (wanted != line.mark()) {
        var text = line.text().substring(0, Math.min(SHOWN, line.text().length()));
        differences.add(
            "%4d  %s, not %s (%s): %s"
                .formatted(i + 1, wanted.word(), line.mark().word(), line.rule().word(), text));
      }
    }
    return new Comparison(new Score(1, exact ? 1 : 0, body, signature, unknown), differences);
  }

  /// The line that a label is about: where it says, or the next one with its hash.
  private static int place(Cleaned cleaned, Label label, int from) {
    for (int i = from; i < cleaned.lines().size(); i++) {
      var text = cleaned.lines().get(i).text();
      if (!text.isBlank() && label.fits(text)) {
        return i;
      }
    }
    return -1;
  }
}
