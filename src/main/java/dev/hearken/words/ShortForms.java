package dev.hearken.words;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What given names are shortened to where the short form does not begin like the long one: who is
/// called William signs as Bill.
final class ShortForms {
  private static final Map<String, List<String>> BY_NAME = read();

  private static final SignSet ENDINGS = SignSet.of("yiel");
  private static final int LEAST = 4;

  private ShortForms() {}

  /// @param name in small letters, without accents
  static List<String> of(String name) {
    return BY_NAME.getOrDefault(name, List.of());
  }

  /// What a pet name is made of: "terr" of "terry", "hen" of "henni", "ferd" of "ferdl". Nothing
  /// where so little is left that another name may begin with it.
  static String stem(String word) {
    int end = ENDINGS.end(word, 0);
    boolean doubled = end > 2 && word.charAt(end - 1) == word.charAt(end - 2);
    return end == word.length() || end < (doubled ? LEAST - 1 : LEAST)
        ? ""
        : word.substring(0, doubled ? end - 1 : end);
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
