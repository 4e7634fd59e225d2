package dev.hearken.comment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearken.body.Tokens;
import dev.hearken.database.StoredJson;
import dev.hearken.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/// The messages of a comment as JSON text: checked field by field while they are read, and
/// otherwise left as they were sent, but for times, which are normalised like all others.
public final class Messages {
  private static final int MOST = 2_048;

  /// Most messages of a comment fit in.
  private static final int USUAL = 2_048;

  private static final int MOST_PARTICIPANTS = 2_048;
  private static final int LONGEST_PARTICIPANT = 512;
  private static final int LONGEST_LANGUAGE = 32;

  private static final List<String> FIELDS =
      List.of("body", "subject", "signature", "language", "from", "to", "cc", "bcc", "sent_at");
  private static final List<String> PLAIN = List.of("text", "translated_from");
  private static final List<String> RICH =
      List.of("text", "translated_from", "text_markup", "translated_from_markup");
  private static final Set<String> MARKUP = Set.of("text_markup", "translated_from_markup");

  /// How deep the markup of a message is: messages, message, part.
  private static final int DEPTH_OF_PART = 3;

  private final Tokens in;
  private final JsonGenerator out;

  private Messages(Tokens in, JsonGenerator out) {
    this.in = in;
    this.out = out;
  }

  /// Reads the array that the tokens stand at.
  ///
  /// @return UTF-8, in which they travel on
  public static ByteBuffer read(Tokens in) throws IOException {
    in.requireArray();
    var text = new ByteArrayOutputStream(USUAL);
    try (var out = Json.generator(text)) {
      var messages = new Messages(in, out);
      out.writeStartArray();
      for (int count = 0; in.nextElement(); count++) {
        if (count == MOST) {
          throw in.tooMany(MOST);
        }
        messages.message();
      }
      out.writeEndArray();
    }
    return ByteBuffer.wrap(text.toByteArray());
  }

  private void message() throws IOException {
    in.requireObject();
    out.writeStartObject();
    boolean hasBody = false;
    while (in.nextField()) {
      var name = in.name();
      if (!FIELDS.contains(name)) {
        throw in.unknown(FIELDS);
      }
      hasBody |= name.equals("body");
      out.writeFieldName(name);
      if (in.isNull() && !name.equals("body")) {
        out.writeNull();
      } else {
        value(name);
      }
    }
    if (!hasBody) {
      throw in.missing("body", "a JSON object with a 'text'");
    }
    out.writeEndObject();
  }

  private void value(String name) throws IOException {
    switch (name) {
      case "body", "signature" -> part(RICH);
      case "subject" -> part(PLAIN);
      case "language" -> in.copyText(out, 1, LONGEST_LANGUAGE);
      case "from" -> in.copyText(out, 1, LONGEST_PARTICIPANT);
      case "sent_at" -> out.writeString(Json.timestamp(in.time()));
      default -> participants();
    }
  }

  private void participants() throws IOException {
    in.requireArray();
    out.writeStartArray();
    for (int count = 0; in.nextElement(); count++) {
      if (count == MOST_PARTICIPANTS) {
        throw in.tooMany(MOST_PARTICIPANTS);
      }
      in.copyText(out, 1, LONGEST_PARTICIPANT);
    }
    out.writeEndArray();
  }

  private void part(List<String> fields) throws IOException {
    in.requireObject();
    out.writeStartObject();
    boolean hasText = false;
    while (in.nextField()) {
      var name = in.name();
      if (!fields.contains(name)) {
        throw in.unknown(fields);
      }
      hasText |= name.equals("text");
      out.writeFieldName(name);
      if (MARKUP.contains(name)) {
        in.copy(out);
      } else if (in.isNull() && !name.equals("text")) {
        out.writeNull();
      } else {
        in.copyText(out, 0, Tokens.LONGEST_TEXT);
      }
    }
    if (!hasText) {
      throw in.missing("text", "a string");
    }
    out.writeEndObject();
  }

  /// Stored messages without their markup.
  static StoredJson withoutMarkup(StoredJson messages) {
    var text = new ByteArrayOutputStream(messages.length());
    try (var in = Json.parser(messages.stream());
        var out = Json.generator(text)) {
      while (in.nextToken() != null) {
        if (isMarkup(in)) {
          in.nextToken();
          in.skipChildren();
        } else {
          out.copyCurrentEvent(in);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StoredJson.of(text.toByteArray());
  }

  private static boolean isMarkup(JsonParser in) throws IOException {
    return in.hasToken(JsonToken.FIELD_NAME)
        && in.getParsingContext().getNestingDepth() == DEPTH_OF_PART
        && MARKUP.contains(in.currentName());
  }
}
