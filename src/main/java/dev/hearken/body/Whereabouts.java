package dev.hearken.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where in a body a parser stands, and in what thing, as refusals name it: "The field
/// 'comments[1].messages' of the comment 'a' …".
final class Whereabouts {
  private final JsonParser json;
  private final String thing;
  private final int depth;

  /// Where the value stands that the parser reads once more; null for a parser of the body itself.
  private final @Nullable Whereabouts outer;

  private String id = "";

  /// @param json stands at the beginning of the thing
  /// @param thing what it is, such as "comment"
  Whereabouts(JsonParser json, String thing) {
    this.json = json;
    this.thing = thing;
    this.depth = json.getParsingContext().getNestingDepth();
    this.outer = null;
  }

  /// @param json reads a value once more
  /// @param outer of the parser behind that value
  Whereabouts(JsonParser json, Whereabouts outer) {
    this.json = json;
    this.thing = outer.thing;
    this.depth = 0;
    this.outer = outer;
  }

  /// Is the place that the parser itself tells one of the body?
  boolean isOfBody() {
    return outer == null;
  }

  /// From now on the thing has this name.
  void identify(String name) {
    id = name;
  }

  /// There is something else here than the thing, which has no id then.
  Refusal noThing() throws IOException {
    return new Refusal.Invalid(
        "The field %s is %s; it must be a JSON object.".formatted(Shown.of(path()), shown(json)));
  }

  /// @param what is wrong with the value here, as the end of a sentence
  Refusal refused(String what) throws IOException {
    return refusedAt(path(), what);
  }

  /// @param name of a field of an object that has just ended
  /// @param what is wrong with its value, as the end of a sentence
  Refusal refused(String name, String what) throws IOException {
    var path = path();
    return refusedAt(path.isEmpty() ? name : path + "." + name, what);
  }

  private Refusal refusedAt(String path, String what) throws IOException {
    var place = Shown.of(path);
    return new Refusal.Invalid("The field %s%s %s.".formatted(place, of(), what));
  }

  Refusal unknown(List<String> known) throws IOException {
    var place = Shown.of(path());
    return new Refusal.Invalid(
        "Unknown field %s%s; known here: %s.".formatted(place, of(), String.join(", ", known)));
  }

  private String of() throws IOException {
    var name = identified();
    return name.isEmpty() ? "" : " of the " + thing + " " + Shown.of(name);
  }

  /// The id of the thing; it may stand behind what is refused.
  private String identified() throws IOException {
    if (outer != null) {
      return outer.identified();
    }
    while (id.isEmpty() && json.nextToken() != null) {
      int here = json.getParsingContext().getNestingDepth();
      if (here < depth) {
        break;
      }
      if (here == depth && json.hasToken(JsonToken.FIELD_NAME) && json.currentName().equals("id")) {
        json.nextToken();
        id = json.getValueAsString("");
      }
    }
    return id;
  }

  private String path() {
    var path = new StringBuilder(outer == null ? "" : outer.path());
    var pointer = json.getParsingContext().pathAsPointer();
    while (!pointer.matches()) {
      if (pointer.mayMatchElement()) {
        path.append('[').append(pointer.getMatchingIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(pointer.getMatchingProperty());
      }
      pointer = pointer.tail();
    }
    return path.toString();
  }

  /// What a parser stands at, in words.
  static String shown(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> Shown.of(json.getText());
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      default -> json.getText();
    };
  }
}
