package dev.hearken.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hearken.database.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The fields of one JSON object in a request, read one by one under the name and the limits that
/// are documented for each. What is left unread is refused by [#end], so that a misspelt field is
/// never silently lost.
///
/// Every method throws [Refusal.Invalid], naming the field, the value and what would have been
/// right.
public final class Fields {
  private static final int LONGEST_CONTINUATION = 4_096;

  private final String path;
  private final JsonNode object;
  private final Set<String> known = new LinkedHashSet<>();

  /// Of JSON that did not come in as a body of its own.
  public static Fields of(byte[] json) {
    return new Fields("", Json.read(json));
  }

  /// An object without any.
  static Fields none() {
    return new Fields("", JsonNodeFactory.instance.objectNode());
  }

  Fields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
    if (!object.isObject()) {
      throw new Value(path.isEmpty() ? Value.BODY : quoted(path), object).wrong("a JSON object");
    }
  }

  /// The object in a field that must be there.
  public Fields object(String name) {
    return new Fields(
        Json.within(path, name), read(name).orElseThrow(() -> missing(name, "a JSON object")));
  }

  /// The object in a field that may be missing or null.
  public Optional<Fields> optionalObject(String name) {
    return unlessNull(name).map(value -> new Fields(Json.within(path, name), value));
  }

  /// The names of all fields, for an object in which the caller chooses them.
  public List<String> names() {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// A number.
  public Optional<BigDecimal> number(String name) {
    return unlessNull(name)
        .map(value -> {
          if (!value.isNumber()) {
            throw in(name, value).wrong("a number");
          }
          return value.decimalValue();
        });
  }

  /// An array of at most `most` texts of at most `longest` code points, or numbers.
  ///
  /// @param numbers whether numbers are allowed beside texts
  public Optional<List<Object>> values(String name, boolean numbers, int most, int longest) {
    return unlessNull(name)
        .map(value -> {
          var right = numbers ? "an array of strings or numbers" : "an array of strings";
          var values = new ArrayList<Object>();
          for (var element : elements(name, value, most, right)) {
            values.add(
                numbers && element.isNumber()
                    ? element.decimalValue()
                    : in(name, values.size(), element).text(longest));
          }
          return values;
        });
  }

  /// Refuses a field, if it is there.
  public Fields refuse(String name, String why) {
    if (object.has(name)) {
      throw new Refusal.Invalid("The field %s %s.".formatted(field(name), why));
    }
    return this;
  }

  /// A text of at most `longest` code points, which must be there.
  public String requiredText(String name, int longest) {
    return text(name, longest).orElseThrow(() -> missing(name, "a string"));
  }

  /// A text of at most `longest` code points.
  public Optional<String> text(String name, int longest) {
    return read(name).map(value -> in(name, value).text(longest));
  }

  /// A text of at most `longest` code points, or null.
  public Change<String> textOrNull(String name, int longest) {
    return change(name, value -> in(name, value).text(longest));
  }

  /// An id of 16 hexadecimal digits, or null.
  public Change<Id> idOrNull(String name) {
    return change(name, value -> in(name, value).id());
  }

  /// A whole number from 0 on, or null.
  public Change<Integer> countOrNull(String name) {
    return change(
        name,
        value -> {
          if (!value.canConvertToExactIntegral()
              || !value.canConvertToInt()
              || value.intValue() < 0) {
            throw in(name, value).wrong("a whole number from 0 to 2147483647, or null");
          }
          return value.intValue();
        });
  }

  /// A point in time, where `null` is as good as absent.
  public Optional<Instant> time(String name) {
    return unlessNull(name)
        .map(value ->
            Optional.of(value)
                .filter(JsonNode::isTextual)
                .flatMap(text -> Json.instant(text.textValue()))
                .orElseThrow(() ->
                    in(name, value).wrong("a time such as 2026-01-31T12:00:00.000000+00:00")));
  }

  /// How many elements a page has: those asked for, `most` when more were.
  public int limit(String name, int standard, int most) {
    return unlessNull(name)
        .map(value -> {
          if (!value.canConvertToExactIntegral() || value.decimalValue().signum() <= 0) {
            throw in(name, value).wrong("a whole number from 1 on");
          }
          return value.canConvertToInt() ? Math.min(value.intValue(), most) : most;
        })
        .orElse(standard);
  }

  /// The continuation of the page before, where `null` is as good as absent.
  public Optional<String> continuation(String name) {
    return unlessNull(name).map(value -> in(name, value).text(LONGEST_CONTINUATION));
  }

  private Optional<JsonNode> unlessNull(String name) {
    return read(name).filter(value -> !value.isNull());
  }

  /// A boolean.
  public Optional<Boolean> flag(String name) {
    return read(name)
        .map(value -> {
          if (!value.isBoolean()) {
            throw in(name, value).wrong("true or false");
          }
          return value.booleanValue();
        });
  }

  /// An array of at most `most` texts of 1 to `longest` code points. Repetitions are dropped.
  public Optional<List<String>> texts(String name, int most, int longest) {
    return read(name).map(value -> texts(name, value, most, longest));
  }

  /// An array of texts, as [#texts], which must be there.
  public List<String> requiredTexts(String name, int most, int longest) {
    return texts(name, most, longest).orElseThrow(() -> missing(name, "an array of strings"));
  }

  /// An array of at most `most` ids, which must be there.
  public List<Id> requiredIds(String name, int most) {
    return ids(name, most).orElseThrow(() -> missing(name, "an array of ids"));
  }

  /// An array of at most `most` ids, where `null` is as good as absent.
  public Optional<List<Id>> ids(String name, int most) {
    return unlessNull(name).map(array -> ids(name, array, most));
  }

  private List<Id> ids(String name, JsonNode array, int most) {
    var ids = new LinkedHashSet<Id>();
    int index = 0;
    for (var element : elements(name, array, most, "an array of ids")) {
      ids.add(in(name, index++, element).id());
    }
    return List.copyOf(ids);
  }

  /// An object of at most `most` fields of any name, each an array of texts as [#texts].
  public Optional<Map<String, List<String>>> lists(String name, int most, int many, int longest) {
    return read(name)
        .map(value -> {
          var fields = new Fields(Json.within(path, name), value);
          if (value.size() > most) {
            throw new Refusal.Invalid(
                "The field %s has %,d entries; it may have %,d."
                    .formatted(field(name), value.size(), most));
          }
          var lists = new LinkedHashMap<String, List<String>>();
          value
              .properties()
              .forEach(entry ->
                  lists.put(
                      entry.getKey(),
                      fields.texts(entry.getKey(), entry.getValue(), many, longest)));
          return lists;
        });
  }

  /// An object of lists, as [#lists], which must be there.
  public Map<String, List<String>> requiredLists(String name, int most, int many, int longest) {
    return lists(name, most, many, longest)
        .orElseThrow(() -> missing(name, "an object of arrays of strings"));
  }

  /// Accepts these fields without looking at them: only the server sets them, but clients send back
  /// what they read.
  public Fields ignore(String... names) {
    known.addAll(List.of(names));
    return this;
  }

  /// Accepts a text that repeats what the path already says.
  public Fields repeats(String name, String value) {
    var sent = text(name, Integer.MAX_VALUE);
    if (sent.isPresent() && !sent.get().equals(value)) {
      throw new Refusal.Invalid(
          "The field %s is %s, but the path says %s: leave it out or make them equal."
              .formatted(field(name), Shown.of(sent.get()), Shown.of(value)));
    }
    return this;
  }

  /// Refuses every field that was not asked for. Names that begin with an underscore are the
  /// vendor's own and ignored.
  public void end() {
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name) && !name.startsWith("_")) {
            throw new Refusal.Invalid(
                "Unknown field %s; known here: %s."
                    .formatted(field(name), String.join(", ", known)));
          }
        });
  }

  private Optional<JsonNode> read(String name) {
    known.add(name);
    return Optional.ofNullable(object.get(name));
  }

  private <T> Change<T> change(String name, Function<JsonNode, T> reader) {
    return read(name)
        .map(value -> value.isNull() ? Change.<T>to(null) : Change.to(reader.apply(value)))
        .orElseGet(Change::none);
  }

  private List<String> texts(String name, JsonNode array, int most, int longest) {
    var texts = new LinkedHashSet<String>();
    int index = 0;
    for (var element : elements(name, array, most, "an array of strings")) {
      var given = in(name, index++, element);
      var text = given.text(longest);
      if (text.isEmpty()) {
        throw given.wrong("a string that is not empty");
      }
      texts.add(text);
    }
    return List.copyOf(new ArrayList<>(texts));
  }

  private JsonNode elements(String name, JsonNode array, int most, String right) {
    if (!array.isArray()) {
      throw in(name, array).wrong(right);
    }
    if (array.size() > most) {
      throw new Refusal.Invalid(
          "The field %s has %,d elements; it may have %,d."
              .formatted(field(name), array.size(), most));
    }
    return array;
  }

  private Value in(String name, JsonNode value) {
    return new Value(field(name), value);
  }

  private Value in(String name, int index, JsonNode element) {
    return new Value(quoted(Json.within(path, name) + "[" + index + "]"), element);
  }

  private String field(String name) {
    return quoted(Json.within(path, name));
  }

  private static String quoted(String path) {
    return Shown.of(path);
  }

  private Refusal missing(String name, String right) {
    return new Refusal.Invalid(
        "The field %s is missing; it must be %s.".formatted(field(name), right));
  }
}
