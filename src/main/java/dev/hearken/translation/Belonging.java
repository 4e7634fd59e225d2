package dev.hearken.translation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.http.Json;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Whether messages are a translation of others. They tell it themselves: the original stands
/// beside each text that is translated, and all the rest is the same.
final class Belonging {
  private static final Set<String> PARTS = Set.of("subject", "body", "signature");

  private Belonging() {}

  /// @param served JSON of the messages that were translated
  /// @param original JSON of those that a comment has
  /// @return why they do not belong together, a sentence; nothing when they do
  static Optional<String> objection(String served, String original) {
    var translated = Json.stored(served);
    var untranslated = Json.stored(original);
    if (translated.size() != untranslated.size()) {
      return Optional.of(
          "It has %,d messages, the comment has %,d."
              .formatted(translated.size(), untranslated.size()));
    }
    if (translated.equals(untranslated)) {
      return Optional.of("Nothing in it is translated.");
    }
    for (int i = 0; i < translated.size(); i++) {
      for (var field : fields(translated.get(i), untranslated.get(i))) {
        if (!isOf(field, translated.get(i).path(field), untranslated.get(i).path(field))) {
          return Optional.of(
              "The field 'messages[%d].%s' is no translation of what the comment has there."
                  .formatted(i, field));
        }
      }
    }
    return Optional.empty();
  }

  private static Set<String> fields(JsonNode one, JsonNode other) {
    var fields = new LinkedHashSet<String>();
    one.fieldNames().forEachRemaining(fields::add);
    other.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  private static boolean isOf(String field, JsonNode served, JsonNode original) {
    if (served.equals(original)) {
      return true;
    }
    return field.equals("language")
        ? isNothing(original)
        : PARTS.contains(field) && isTranslation(served, original);
  }

  private static boolean isTranslation(JsonNode served, JsonNode original) {
    return served.path("translated_from").equals(original.path("text"))
        && same(served.path("translated_from_markup"), original.path("text_markup"))
        && isNothing(served.path("text_markup"))
        && isNothing(original.path("translated_from"))
        && isNothing(original.path("translated_from_markup"));
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return one.equals(other) || (isNothing(one) && isNothing(other));
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
