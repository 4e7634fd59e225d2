package dev.hearken.rawemail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearken.body.Elements;
import dev.hearken.comment.NewComment;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import dev.hearken.recipe.Recipe;
import dev.hearken.recipe.Recipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A body of raw mails: first what is said of all of them, wherever it stands in the body, then the
/// mails one by one.
///
/// @param include whether the comments are to be shown to the client
/// @param override names of properties that win over what a mail says
record RawEmails(Recipe recipe, boolean include, Set<String> override) {
  private static final int MOST_NAMES = 128;
  private static final List<String> FIELDS =
      List.of("documents", "transform_tag", "include_comments", "override_user_properties");

  /// Reads what is said of all.
  static RawEmails from(Spool body, Recipes recipes) {
    return reading(
        body,
        json -> {
          String tag = null;
          boolean include = false;
          var override = new HashSet<String>();
          boolean documents = false;
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
              case "documents" -> {
                require(json, JsonToken.START_ARRAY, "an array of documents");
                json.skipChildren();
                documents = true;
              }
              case "transform_tag" -> {
                require(json, JsonToken.VALUE_STRING, "a string");
                tag = json.getText();
              }
              case "include_comments" -> {
                if (!json.currentToken().isBoolean()) {
                  throw wrong(json, "true or false");
                }
                include = json.getBooleanValue();
              }
              case "override_user_properties" -> names(json, override);
              default -> {
                if (!name.startsWith("_")) {
                  throw new Refusal.Invalid(
                      "Unknown field %s; known here: %s."
                          .formatted(Shown.of(name), String.join(", ", FIELDS)));
                }
                json.skipChildren();
              }
            }
          }
          if (!documents) {
            throw new Refusal.Invalid("The field 'documents' is missing; it must be an array.");
          }
          if (tag == null) {
            throw new Refusal.Invalid("The field 'transform_tag' is missing; it must be a string.");
          }
          if (json.nextToken() != null) {
            throw new Refusal.Invalid(
                "The body is no valid JSON: it goes on behind the end of its value.");
          }
          return new RawEmails(recipes.require(tag), include, Set.copyOf(override));
        });
  }

  private static void names(JsonParser json, Set<String> names) throws IOException {
    if (json.hasToken(JsonToken.VALUE_NULL)) {
      return;
    }
    require(json, JsonToken.START_ARRAY, "an array of strings");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json, JsonToken.VALUE_STRING, "a string");
      names.add(json.getText());
      if (names.size() > MOST_NAMES) {
        throw wrong(json, "one of at most %d".formatted(MOST_NAMES));
      }
    }
  }

  private static void require(JsonParser json, JsonToken token, String right) throws IOException {
    if (!json.hasToken(token)) {
      throw wrong(json, right);
    }
  }

  private static Refusal wrong(JsonParser json, String right) throws IOException {
    return new Refusal.Invalid(
        "The field '%s' is not as it must be; it must be %s."
            .formatted(json.getParsingContext().pathAsPointer().toString().substring(1), right));
  }

  /// Makes a comment of each.
  List<NewComment> comments(Spool body, Instant received) {
    return reading(
        body,
        json -> {
          var comments = new ArrayList<NewComment>();
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            if (!name.equals("documents")) {
              json.skipChildren();
              continue;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
              if (comments.size() == Elements.MOST) {
                throw new Refusal.Invalid(
                    "The field 'documents' has more than %,d elements: send them in several bodies."
                        .formatted(Elements.MOST));
              }
              comments.add(RawEmail.comment(json, recipe, override, received));
            }
          }
          return comments;
        });
  }

  @FunctionalInterface
  private interface Reading<T> {
    /// @param json stands at the beginning of the body's object
    T of(JsonParser json) throws IOException;
  }

  private static <T> T reading(Spool body, Reading<T> reading) {
    try (var json = Json.parser(body.from(0))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Refusal.Invalid("The body is no JSON object; it must be one.");
      }
      return reading.of(json);
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
