package dev.hearken.replies;

import dev.hearken.clean.Mark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The labels of one set of mails, by the mail's name.
final class Labels {
  private final Map<String, List<Label>> byMail = new LinkedHashMap<>();

  private Labels() {}

  /// Those of the files in the test data's `replies`.
  static Labels replies() {
    var labels = new Labels();
    for (var line : lines("replies.tsv")) {
      labels.add(line[0], line, 1);
    }
    return labels;
  }

  /// Those of one part of the mails, `build`, `aside` or `fresh`, by Message-ID.
  static Labels mails(String part) {
    var labels = new Labels();
    for (var line : lines(part.equals("fresh") ? "fresh.tsv" : "mails.tsv")) {
      if (line[1].equals(part)) {
        labels.add(line[0], line, 2);
      }
    }
    return labels;
  }

  Map<String, List<Label>> byMail() {
    return byMail;
  }

  /// A run of equal labels: kind, first line, last line, the hashes of those that are not blank.
  /// Which of its lines are blank is not said: a label has the number of its place among the hashes
  /// until it meets its text.
  private void add(String mail, String[] line, int at) {
    var labels = byMail.computeIfAbsent(mail, _ -> new ArrayList<>());
    var mark = Mark.valueOf(line[at].toUpperCase(Locale.ROOT));
    int number = Integer.parseInt(line[at + 1]);
    for (var hash : line[at + 3].split(",", -1)) {
      labels.add(new Label(number, mark, hash));
    }
  }

  private static List<String[]> lines(String name) {
    try (var in = Labels.class.getResourceAsStream("labels/" + name)) {
      return new String(
              Objects.requireNonNull(in, "there is no " + name).readAllBytes(),
              StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
