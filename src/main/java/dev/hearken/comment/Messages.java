package dev.hearken.comment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearken.body.Raw;
import dev.hearken.body.Tokens;
import dev.hearken.database.StoredJson;
import dev.hearken.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The messages of a comment as JSON text: checked field by field while they are read, and
/// otherwise left as they were sent, but for times, which are normalised like all others, and for
/// what the vendor adds for himself.
///
/// Texts and markup, which are most of it, are passed over unread. Where messages are in the form
/// in which they are stored, nothing in them can be wrong; where they are not, each token is
/// checked while it is written anew.
public final class Messages {
  private static final int MOST = 2_048;

  private static final int MOST_PARTICIPANTS = 2_048;
  private static final int LONGEST_PARTICIPANT = 512;
  private static final int LONGEST_LANGUAGE = 32;

  private static final String TIME = "sent_at";
  private static final List<String> FIELDS =
      List.of("body", "subject", "signature", "language", "from", "to", "cc", "bcc", TIME);
  private static final List<String> PLAIN = List.of("text", "translated_from");
  private static final List<String> RICH =
      List.of("text", "translated_from", "text_markup", "translated_from_markup");
  private static final Set<String> MARKUP = Set.of("text_markup", "translated_from_markup");

  /// How deep the markup of a message is: messages, message, part.
  private static final int DEPTH_OF_PART = 3;

  private final Tokens in;

  /// Is everything to be stored that was sent, in its form?
  private boolean whole = true;

  private Messages(Tokens in) {
    this.in = in;
  }

  /// Reads the array that the tokens stand at.
  ///
  /// @param raw what they are read from
  /// @return UTF-8, in which they travel on: a piece of what they are read from, where that is in
  ///   the form in which they are stored
  public static ByteBuffer read(Tokens in, Raw raw) throws IOException {
    in.requireArray();
    long begin = in.offset();
    var messages = new Messages(in);
    for (int count = 0; in.nextElement(); count++) {
      if (count == MOST) {
        throw in.tooMany(MOST);
      }
      messages.message();
    }
    // No text in so few bytes is too long.
    boolean asSent = messages.whole && in.end() - begin <= Tokens.LONGEST_TEXT;
    return raw.stored(begin, in.end(), asSent, (json, out) -> write(in, json, out));
  }

  private void message() throws IOException {
    in.requireObject();
    boolean hasBody = false;
    while (nextField()) {
      var name = in.name();
      if (!FIELDS.contains(name)) {
        throw in.unknown(FIELDS);
      }
      hasBody |= name.equals("body");
      if (!in.isNull() || name.equals("body")) {
        value(name);
      }
    }
    if (!hasBody) {
      throw in.missing("body", "a JSON object with a 'text'");
    }
  }

  private boolean nextField() throws IOException {
    boolean more = in.nextField();
    whole &= !in.hasPassedOver();
    return more;
  }

  private void value(String name) throws IOException {
    switch (name) {
      case "body", "signature" -> part(RICH);
      case "subject" -> part(PLAIN);
      case "language" -> in.passText(1, LONGEST_LANGUAGE);
      case "from" -> in.passText(1, LONGEST_PARTICIPANT);
      case TIME -> {
        var _ = in.time();
        whole &= in.isWrittenTime();
      }
      default -> participants();
    }
  }

  private void participants() throws IOException {
    in.requireArray();
    for (int count = 0; in.nextElement(); count++) {
      if (count == MOST_PARTICIPANTS) {
        throw in.tooMany(MOST_PARTICIPANTS);
      }
      in.passText(1, LONGEST_PARTICIPANT);
    }
  }

  private void part(List<String> fields) throws IOException {
    in.requireObject();
    boolean hasText = false;
    while (nextField()) {
      var name = in.name();
      if (!fields.contains(name)) {
        throw in.unknown(fields);
      }
      hasText |= name.equals("text");
      if (MARKUP.contains(name)) {
        in.skip();
      } else if (!in.isNull() || name.equals("text")) {
        in.passUnread(Tokens.LONGEST_TEXT);
      }
    }
    if (!hasText) {
      throw in.missing("text", "a string");
    }
  }

  /// Writes messages in the form in which they are stored.
  ///
  /// @param tokens that have just passed them
  private static void write(Tokens tokens, JsonParser in, JsonGenerator out) throws IOException {
    var again = tokens.again(in);
    while (in.nextToken() != null) {
      writeToken(again, in, out);
    }
  }

  private static void writeToken(Tokens tokens, JsonParser in, JsonGenerator out)
      throws IOException {
    if (isVendors(in)) {
      in.nextToken();
      in.skipChildren();
    } else if (isTime(in)) {
      out.writeString(Json.timestamp(Json.instant(in.getText()).orElseThrow()));
    } else if (in.currentToken().isNumeric()) {
      out.writeNumber(in.getText());
    } else {
      check(tokens, in);
      out.copyCurrentEvent(in);
    }
  }

  private static void check(Tokens tokens, JsonParser in) throws IOException {
    if (in.hasToken(JsonToken.VALUE_STRING) && isIn(PLAIN, in)) {
      tokens.passText(0, Tokens.LONGEST_TEXT);
    } else {
      tokens.passStorable();
    }
  }

  /// Is it one of these fields of a part, or its value?
  private static boolean isIn(Collection<String> fields, JsonParser in) throws IOException {
    var name = in.currentName();
    return name != null
        && in.getParsingContext().getNestingDepth() == DEPTH_OF_PART
        && fields.contains(name);
  }

  /// Is it a field that is passed over? Markup is kept as it is.
  private static boolean isVendors(JsonParser in) throws IOException {
    return in.hasToken(JsonToken.FIELD_NAME)
        && in.getParsingContext().getNestingDepth() <= DEPTH_OF_PART
        && Tokens.isVendors(in.currentName());
  }

  private static boolean isTime(JsonParser in) throws IOException {
    return in.hasToken(JsonToken.VALUE_STRING)
        && in.getParsingContext().getNestingDepth() < DEPTH_OF_PART
        && TIME.equals(in.currentName());
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
    return in.hasToken(JsonToken.FIELD_NAME) && isIn(MARKUP, in);
  }
}
