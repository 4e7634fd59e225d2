package dev.hearken.comment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.hearken.body.Attachments;
import dev.hearken.body.BodyLines;
import dev.hearken.body.Digest;
import dev.hearken.body.Elements;
import dev.hearken.body.Raw;
import dev.hearken.body.Tokens;
import dev.hearken.http.Json;
import dev.hearken.http.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A comment to be stored, read from a body under all limits that are documented.
///
/// @param messages JSON in UTF-8, as it was sent but for the form of times
/// @param userProperties JSON, each number without an exponent
/// @param attachments JSON; null when there are none
public record NewComment(
    String id,
    Instant timestamp,
    @Nullable String threadId,
    @Nullable String textFormat,
    ByteBuffer messages,
    String userProperties,
    @Nullable String attachments)
    implements Elements.Element {
  /// Any characters but slashes, which separate in paths, white space and control characters; not
  /// `.` and `..`, which vanish from paths.
  private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[^/\\p{Z}\\p{Cc}]{1,1024}");

  /// A double can hold it, and hardly any is written otherwise.
  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,17}(\\.\\d{1,17})?");

  private static final String RIGHT_ID =
      "1 to 1,024 characters without '/', white space and control characters, and neither '.' nor '..'";
  private static final int LONGEST_ID = 1_024;
  private static final int LONGEST_THREAD = 1_024;

  private static final List<String> FIELDS =
      List.of(
          "id",
          "timestamp",
          "thread_id",
          "messages",
          "user_properties",
          "attachments",
          "text_format",
          "context");
  private static final Set<String> SET_BY_SERVER =
      Set.of("uid", "source_id", "created_at", "updated_at", "last_modified", "has_annotations");

  /// Reads comments out of a body, which must stay open as long as they are used.
  static Elements<NewComment> list(Spool body, Elements.Repeated repeated) {
    return Elements.of(
        body, "comments", (json, begin) -> from(json, Raw.of(body, begin)), repeated);
  }

  /// Reads the comment that the parser stands at.
  private static NewComment from(JsonParser json, Raw raw) throws IOException {
    var in = new Tokens(json, "comment");
    String id = null;
    Instant timestamp = null;
    String thread = null;
    String format = null;
    ByteBuffer messages = null;
    var properties = "{}";
    String attachments = null;
    while (in.nextField()) {
      var name = in.name();
      switch (name) {
        case "id" -> id = id(in);
        case "timestamp" -> timestamp = in.time();
        case "messages" -> messages = Messages.read(in, raw);
        case "thread_id" -> thread = in.isNull() ? null : in.text(0, LONGEST_THREAD);
        case "text_format" -> format = in.isNull() ? null : format(in);
        case "user_properties" -> properties = in.isNull() ? "{}" : properties(in, raw);
        case "attachments" ->
            attachments = in.isNull() ? null : Attachments.readWithoutReferences(in);
        // Meant for another route.
        case "context" -> in.skip();
        default -> {
          if (!SET_BY_SERVER.contains(name)) {
            throw in.unknown(FIELDS);
          }
          in.skip();
        }
      }
    }
    if (id == null) {
      throw in.missing("id", RIGHT_ID);
    }
    if (timestamp == null) {
      throw in.missing("timestamp", "a time such as 2026-01-31T12:00:00.000000+00:00");
    }
    if (messages == null) {
      throw in.missing("messages", "an array of messages");
    }
    return new NewComment(id, timestamp, thread, format, messages, properties, attachments);
  }

  /// Reads comments that stand on a line each, of a body that stays open as long as they are used.
  ///
  /// @param bad is told of the lines that are none
  public static Elements<NewComment> lines(Spool body, BodyLines.Bad bad) {
    return Elements.ofLines(body, (json, begin) -> from(json, Raw.of(body, begin)), bad);
  }

  /// Reads a comment that the server itself has written, under the same limits.
  ///
  /// @throws dev.hearken.http.Refusal.Invalid when it breaks one of them
  public static NewComment of(byte[] json) {
    try (var parser = Json.parser(new ByteArrayInputStream(json))) {
      parser.nextToken();
      return from(parser, Raw.of(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same in a thread.
  public NewComment in(String thread) {
    return new NewComment(id, timestamp, thread, textFormat, messages, userProperties, attachments);
  }

  /// The same with other messages.
  NewComment with(ByteBuffer others) {
    return new NewComment(id, timestamp, threadId, textFormat, others, userProperties, attachments);
  }

  private static String id(Tokens in) throws IOException {
    var id = in.text(0, Tokens.LONGEST_TEXT);
    if (!isPlain(id) && !ID.matcher(id).matches()) {
      throw in.wrong(RIGHT_ID);
    }
    in.identify(id);
    return id;
  }

  /// Is it one of those that most clients send, of which there need not be more than a look?
  private static boolean isPlain(String id) {
    for (int i = 0; i < id.length(); i++) {
      char each = id.charAt(i);
      if (each <= ' ' || each > '~' || each == '/' || each == '.') {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= LONGEST_ID;
  }

  private static String format(Tokens in) throws IOException {
    var right = "'plain' or 'markdown'";
    var format = in.text(0, Tokens.LONGEST_TEXT);
    if (!format.equals("plain") && !format.equals("markdown")) {
      throw in.wrong(right);
    }
    return format;
  }

  private static String properties(Tokens in, Raw raw) throws IOException {
    in.requireObject();
    long begin = in.offset();
    boolean plain = true;
    while (in.nextProperty()) {
      var name = in.storableName();
      if (name.startsWith("string:") && name.length() > 7) {
        in.passText(0, Tokens.LONGEST_TEXT);
      } else if (name.startsWith("number:") && name.length() > 7) {
        plain &= isPlainNumber(in);
      } else {
        throw in.wrong("called 'string:' or 'number:' and a name");
      }
    }
    var stored = raw.stored(begin, in.end(), plain, NewComment::writePlain);
    return new String(
        stored.array(),
        stored.arrayOffset() + stored.position(),
        stored.remaining(),
        StandardCharsets.UTF_8);
  }

  /// Is a number, which a double can hold, written without an exponent?
  private static boolean isPlainNumber(Tokens in) throws IOException {
    var right = "a number that a double can hold";
    var number = in.number(right);
    if (PLAIN_NUMBER.matcher(number).matches()) {
      return true;
    }
    var exact = new BigDecimal(number);
    double nearest = exact.doubleValue();
    if (Double.isInfinite(nearest) || (nearest == 0 && exact.signum() != 0)) {
      throw in.wrong(right);
    }
    return false;
  }

  /// Writes numbers without an exponent, so that the database has no other limits for them than a
  /// double.
  private static void writePlain(JsonParser in, JsonGenerator out) throws IOException {
    while (in.nextToken() != null) {
      if (in.currentToken().isNumeric()) {
        out.writeNumber(plain(in.getText()));
      } else {
        out.copyCurrentEvent(in);
      }
    }
  }

  private static String plain(String number) {
    var exact = new BigDecimal(number);
    if (exact.signum() == 0) {
      return number.matches("-?0(\\.0+)?") ? number : "0";
    }
    return exact.toPlainString();
  }

  /// Where it stands in its source.
  @Override
  public byte[] key() {
    return Digest.of(id);
  }

  byte @Nullable [] threadKey() {
    return threadId == null ? null : Digest.of(threadId);
  }

  @Override
  public byte[] digest() {
    return Digest.of(
        Json.timestamp(timestamp),
        threadId,
        textFormat,
        HexFormat.of().formatHex(messagesDigest()),
        attachments,
        comparable());
  }

  /// The properties in one form for all that the database takes for equal.
  private String comparable() {
    var properties = new TreeMap<String, Object>();
    Json.stored(userProperties)
        .properties()
        .forEach(property -> {
          var value = property.getValue();
          properties.put(
              property.getKey(),
              value.isNumber()
                  ? new BigDecimal(value.asText()).stripTrailingZeros()
                  : value.asText());
        });
    return Json.text(properties);
  }

  /// Of all but the properties; of the messages, which are most of it, only their digest.
  byte[] contentDigest(byte[] messagesDigest) {
    return Digest.of(
        Json.timestamp(timestamp),
        threadId,
        textFormat,
        HexFormat.of().formatHex(messagesDigest),
        attachments);
  }

  byte[] messagesDigest() {
    return Digest.of(messages);
  }
}
