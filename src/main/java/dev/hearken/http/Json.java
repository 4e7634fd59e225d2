package dev.hearken.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// JSON as it is on the wire, once for the whole server: names in snake_case, times in UTC with six
/// fractional digits and `+00:00`, and the limits on what is read.
public final class Json {
  /// Every time that can be sent lies between this one and [#LAST_TIME].
  public static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

  public static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

  /// How deep arrays and objects may be nested in a body. Markup trees of real mail reach
  /// thousands.
  static final int DEEPEST = 4_000;

  /// The longest string in a body, in characters: whole mails travel as one string.
  private static final int LONGEST_STRING = 64 << 20;

  /// Where the library says which of its own settings a limit comes from or would allow a thing, or
  /// why it does not show the body.
  private static final Pattern LIBRARY =
      Pattern.compile(
          ", from `[^`]*`"
              + "|(: enable| \\(consider enabling) `.*"
              + "|\\[Source: [^;]*; (?<place>[^\\]]*)\\]");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_STRING)
                          .build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Instant.class, new InstantSerializer()))
          .build();

  private Json() {}

  /// A value as bytes, in UTF-8.
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /// A value as text.
  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /// A point in time as it goes out, cut to microseconds.
  public static String timestamp(Instant at) {
    return new String(timestampBytes(at), StandardCharsets.ISO_8859_1);
  }

  /// The same in UTF-8.
  public static byte[] timestampBytes(Instant at) {
    return Timestamps.written(at);
  }

  /// A point in time as it comes in: ISO 8601 with any offset or `Z`, without one in UTC, in the
  /// years 1 to 9999; cut to microseconds.
  public static Optional<Instant> instant(String text) {
    return Timestamps.read(text);
  }

  /// Is a text, which is a point in time, in the form in which such go out?
  public static boolean isWrittenTimestamp(String text) {
    return Timestamps.isInForm(text);
  }

  /// JSON that this server wrote before.
  public static JsonNode stored(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What is stored is no JSON", e);
    }
  }

  /// The same in UTF-8.
  public static JsonNode stored(ByteBuffer utf8) {
    return stored(StandardCharsets.UTF_8.decode(utf8.duplicate()).toString());
  }

  /// Writes JSON piece by piece, in UTF-8.
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return MAPPER.createGenerator(out);
  }

  /// Writes JSON piece by piece.
  public static JsonGenerator generator(Writer out) throws IOException {
    return MAPPER.createGenerator(out);
  }

  /// Reads JSON piece by piece, for what is too large to be held as a tree.
  public static JsonParser parser(InputStream in) throws IOException {
    return MAPPER.createParser(in);
  }

  /// As [#parser(InputStream)], of what is in memory.
  static JsonParser parser(byte[] json, int offset, int length) throws IOException {
    return MAPPER.createParser(json, offset, length);
  }

  /// What is said of a body that is no JSON.
  public static Refusal unreadable(JsonProcessingException e) {
    return new Refusal.Invalid("The body is no valid JSON: " + reason(e) + ".");
  }

  /// What is said of a line that is no JSON.
  public static Refusal.Invalid unreadableLine(JsonProcessingException e) {
    return new Refusal.Invalid(
        "It is no valid JSON: " + reason(e).replaceFirst("\\(line 1, column", "(column") + ".");
  }

  /// Reads one JSON value and nothing behind it.
  ///
  /// @throws Refusal.Invalid where it is no JSON, repeats a key, is nested too deep, or holds
  ///   U+0000 or a lone surrogate
  static JsonNode read(InputStream in) throws IOException {
    try {
      var node = MAPPER.readTree(in);
      if (node == null || node.isMissingNode()) {
        throw new Refusal.Invalid("The body is empty; it must be a JSON object.");
      }
      refuseUnstorable(node);
      return node;
    } catch (MismatchedInputException e) {
      throw new Refusal.Invalid(
          "The body is no valid JSON: it goes on behind the end of its value.");
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /// As [#read(InputStream)], of what is in memory.
  static JsonNode read(byte[] json) {
    try {
      return read(new ByteArrayInputStream(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(JsonProcessingException e) {
    var message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    message = LIBRARY.matcher(message).replaceAll("${place}");
    JsonLocation at = e.getLocation();
    return at == null
        ? message
        : "%s (line %d, column %d)".formatted(message, at.getLineNr(), at.getColumnNr());
  }

  /// A container on the way through a body, and the step that led to it.
  private record Place(@Nullable Place parent, String step, JsonNode node) {
    String path() {
      var steps = new ArrayDeque<String>();
      for (var place = this; place.parent != null; place = place.parent) {
        steps.push(place.step);
      }
      var path = new StringBuilder();
      for (var next : steps) {
        path.append(path.isEmpty() || next.startsWith("[") ? "" : ".").append(next);
      }
      return path.toString();
    }
  }

  /// PostgreSQL stores neither U+0000 nor half of a surrogate pair. A body is walked without
  /// recursion, for it may be nested thousands deep.
  private static void refuseUnstorable(JsonNode root) {
    var containers = new ArrayDeque<Place>();
    visit(new Place(null, "", root), containers);
    while (!containers.isEmpty()) {
      var place = containers.pop();
      int index = 0;
      for (var field : place.node.properties()) {
        refuseUnstorable(place, field.getKey());
        visit(new Place(place, field.getKey(), field.getValue()), containers);
      }
      if (place.node.isArray()) {
        for (var element : place.node) {
          visit(new Place(place, "[" + index++ + "]", element), containers);
        }
      }
    }
  }

  private static void visit(Place place, ArrayDeque<Place> containers) {
    if (place.node.isContainerNode()) {
      containers.push(place);
    } else if (place.node.isTextual()) {
      refuseUnstorable(place, place.node.textValue());
    }
  }

  static String within(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static void refuseUnstorable(Place place, String text) {
    unstorable(text)
        .ifPresent(what -> {
          throw new Refusal.Invalid(
              "%s holds %s, which cannot be stored: leave it out or replace it."
                  .formatted(
                      place.parent == null ? "The body" : "The field " + Shown.of(place.path()),
                      what));
        });
  }

  /// The first thing in a text that PostgreSQL cannot store, in words: U+0000, or half of a
  /// surrogate pair.
  public static Optional<String> unstorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      // Both bounds at once, for this is asked of every character that comes in.
      if ((char) (character - 1) < Character.MIN_SURROGATE - 1) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(character)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (paired) {
        i++;
      } else if (character == 0) {
        return Optional.of("the character U+0000");
      } else if (Character.isSurrogate(character)) {
        return Optional.of("the lone surrogate U+%04X".formatted((int) character));
      }
    }
    return Optional.empty();
  }

  private static final class InstantSerializer extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant at, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(timestamp(at));
    }
  }
}
