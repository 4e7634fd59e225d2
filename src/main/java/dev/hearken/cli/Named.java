package dev.hearken.cli;

import dev.hearken.database.Id;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.List;

/// Finds what a command names.
final class Named {
  private Named() {}

  static Id user(Administration administration, String username) {
    return administration
        .users()
        .named(administration.system(), username)
        .orElseThrow(() ->
            new Refusal.NotFound(
                "There is no user %s; './hearken users' lists them."
                    .formatted(Shown.of(username))));
  }

  /// A list as it is typed: `one,two`.
  static List<String> list(String text) {
    return List.of(text.split(",", -1)).stream()
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }
}
