package dev.hearken.origin;

import dev.hearken.clean.Cleaned;
import dev.hearken.clean.MarkedLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A page of the lines of a mail, each with its mark and the rule that gave it.
///
/// @param kept why the body is not the author's own words; empty when it is
/// @param total how many lines the mail has
/// @param after how many stand before the page
record Origin(Optional<String> kept, int total, int after, List<Line> lines) {
  /// A page ends behind the line with which it has so many characters.
  private static final int MOST_CHARACTERS = 1 << 18;

  /// Of a longer line only the beginning is shown.
  static final int LONGEST_LINE = 1 << 16;

  /// @param cut how many characters at the end of the line are not shown
  record Line(int line, String mark, String rule, String text, int cut) {
    static Line of(int number, MarkedLine line) {
      var text = line.text();
      int length = text.codePointCount(0, text.length());
      int shown = Math.min(length, LONGEST_LINE);
      return new Line(
          number,
          line.mark().word(),
          line.rule().word(),
          text.substring(0, text.offsetByCodePoints(0, shown)),
          length - shown);
    }
  }

  static Origin of(Cleaned cleaned, int after, int limit) {
    var all = cleaned.lines();
    var lines = new ArrayList<Line>();
    int characters = 0;
    for (int i = after;
        i < all.size() && lines.size() < limit && characters < MOST_CHARACTERS;
        i++) {
      var line = Line.of(i + 1, all.get(i));
      lines.add(line);
      characters += line.text().length();
    }
    return new Origin(
        cleaned.kept().map(rule -> rule.word()), all.size(), after, List.copyOf(lines));
  }

  /// As it is shown to a client.
  Map<String, Object> shown(OriginStore.Mail mail) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("email_id", mail.id());
    shown.put("bucket_id", mail.bucketId());
    shown.put("kept", kept.orElse(null));
    shown.put("total", total);
    shown.put("lines", lines);
    return shown;
  }
}
