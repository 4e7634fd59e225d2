package dev.hearken.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearken.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The messages of a comment, and those texts in them that are in another language than their
/// source. A message that came with a translation of its own is left as it is.
final class Translatable {
  private static final List<String> PARTS = List.of("subject", "body", "signature");

  /// So much tells the language.
  private static final int TELLING = 4_000;

  private static final Pattern CODE = Pattern.compile("([a-z]{2})([-_].*)?");

  private final JsonNode messages;
  private final List<Part> parts;

  private Translatable(JsonNode messages, List<Part> parts) {
    this.messages = messages;
    this.parts = parts;
  }

  /// A text to be translated.
  ///
  /// @param message the place of its message
  /// @param from its language
  record Part(int message, String field, String from, String text) {}

  /// @param messages JSON
  /// @param to the language of the source
  /// @param detector as in [Means]
  static Translatable of(String messages, String to, Function<String, Optional<String>> detector) {
    var read = Json.stored(messages);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < read.size(); i++) {
      int place = i;
      var message = (ObjectNode) read.get(i);
      if (PARTS.stream().noneMatch(field -> bringsTranslation(message.path(field)))) {
        language(message, detector)
            .filter(from -> !from.equals(to))
            .ifPresent(from -> {
              for (var field : PARTS) {
                var text = text(message, field);
                if (text.codePoints().anyMatch(Character::isLetter)) {
                  parts.add(new Part(place, field, from, text));
                }
              }
            });
      }
    }
    return new Translatable(read, List.copyOf(parts));
  }

  private static boolean bringsTranslation(JsonNode part) {
    return part.hasNonNull("translated_from") || part.hasNonNull("translated_from_markup");
  }

  /// As whoever sent it says, else as it reads.
  private static Optional<String> language(
      ObjectNode message, Function<String, Optional<String>> detector) {
    var said = CODE.matcher(message.path("language").asText("").toLowerCase(Locale.ROOT));
    if (said.matches()) {
      return Optional.of(said.group(1));
    }
    var body = text(message, "body");
    var found = detected(body, detector);
    var subject = text(message, "subject");
    return found.isPresent() || subject.isBlank()
        ? found
        : detected(subject + "\n" + body, detector);
  }

  private static Optional<String> detected(
      String text, Function<String, Optional<String>> detector) {
    return text.isBlank()
        ? Optional.empty()
        : detector.apply(text.length() > TELLING ? text.substring(0, TELLING) : text);
  }

  private static String text(ObjectNode message, String field) {
    return message.path(field).path("text").asText("");
  }

  /// What is to be translated.
  List<Part> parts() {
    return parts;
  }

  /// The messages with these translations, as they are served. Can be asked for once.
  ///
  /// @param translation of each of the parts; nothing leaves it
  String served(Function<Part, Optional<String>> translation) {
    for (var part : parts) {
      translation
          .apply(part)
          .ifPresent(text -> {
            var message = (ObjectNode) messages.get(part.message());
            var original = (ObjectNode) message.get(part.field());
            var served = JsonNodeFactory.instance.objectNode();
            served.put("text", text).put("translated_from", part.text());
            if (original.hasNonNull("text_markup")) {
              served.set("translated_from_markup", original.get("text_markup"));
            }
            message.set(part.field(), served);
            if (!message.hasNonNull("language")) {
              message.put("language", part.from());
            }
          });
    }
    return Json.text(messages);
  }
}
