package dev.hearken.words;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What given names are shortened to where the short form does not begin like the long one: who is
/// called William signs as Bill.
final class ShortForms {
  private static final Map<String, List<String>> BY_NAME = read();

  private ShortForms() {}

  /// @param name in small letters, without accents
  static List<String> of(String name) {
    return BY_NAME.getOrDefault(name, List.of());
  }

  private static Map<String, List<String>> read() {
    var byName = new HashMap<String, List<String>>();
    for (var line : Vocabulary.lines("short-names.txt")) {
      int colon = line.indexOf(':');
      byName.put(line.substring(0, colon), List.of(line.substring(colon + 1).strip().split(" ")));
    }
    return Map.copyOf(byName);
  }
}
