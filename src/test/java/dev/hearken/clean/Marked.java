package dev.hearken.clean;

import dev.hearken.words.Sender;
import java.util.stream.Collectors;

/// Cleans small mails, and shows each line that is not blank behind the letter of what it is.
final class Marked {
  private static final Cleaning CLEANING = Cleaning.create();

  private Marked() {}

  /// @param from the sender as a header has him; empty when he is not known
  static String of(String from, String text) {
    var sender = from.isEmpty() ? Sender.unknown() : Sender.of(from);
    return CLEANING.clean(text, sender).lines().stream()
        .filter(line -> !line.text().isBlank())
        .map(line -> line.mark().name().charAt(0) + "|" + line.text())
        .collect(Collectors.joining("\n"));
  }

  /// The letters of the lines that are not blank.
  static String letters(String from, String text) {
    return of(from, text).lines().map(line -> line.substring(0, 1)).collect(Collectors.joining());
  }
}
