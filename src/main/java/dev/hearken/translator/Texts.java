package dev.hearken.translator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.translator.Dialect.Nonsense;
import java.util.ArrayList;
import java.util.List;

/// Texts in an array of an answer.
final class Texts {
  private Texts() {}

  /// @throws Nonsense unless `array` is an array of strings
  static List<String> of(JsonNode array) throws Nonsense {
    return of(array, "");
  }

  /// @param pointer where in each element its text is, a JSON pointer
  /// @throws Nonsense unless `array` is an array, each element of which has a text there
  static List<String> of(JsonNode array, String pointer) throws Nonsense {
    if (!array.isArray()) {
      throw new Nonsense("there are no translations in it");
    }
    var texts = new ArrayList<String>(array.size());
    for (var element : array) {
      var text = element.at(pointer);
      if (!text.isTextual()) {
        throw new Nonsense("a translation in it is no text");
      }
      texts.add(text.textValue());
    }
    return texts;
  }
}
