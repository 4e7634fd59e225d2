package dev.hearken.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.database.Id;

/// One value in a request, which knows where it stands when it has to be refused.
///
/// @param place the field, in quotes; [#BODY] for all of it
record Value(String place, JsonNode json) {
  static final String BODY = "The body";

  /// A text of at most `longest` code points.
  String text(int longest) {
    if (!json.isTextual()) {
      throw wrong("a string");
    }
    var text = json.textValue();
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      throw new Refusal.Invalid(
          "The field %s is %,d characters long (%s); it may have %,d."
              .formatted(place, length, Shown.of(text), longest));
    }
    return text;
  }

  /// An id of 16 hexadecimal digits.
  Id id() {
    return Id.parse(json.isTextual() ? json.textValue() : "")
        .orElseThrow(() -> wrong("an id of 16 lower-case hexadecimal digits"));
  }

  /// @param right what it must be
  Refusal wrong(String right) {
    var what = place.equals(BODY) ? place : "The field " + place;
    return new Refusal.Invalid("%s is %s; it must be %s.".formatted(what, shown(), right));
  }

  private String shown() {
    return switch (json.getNodeType()) {
      case STRING -> Shown.of(json.textValue());
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      default -> json.asText();
    };
  }
}
