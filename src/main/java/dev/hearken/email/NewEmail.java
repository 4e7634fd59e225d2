package dev.hearken.email;

import com.fasterxml.jackson.core.JsonParser;
import dev.hearken.body.Attachments;
import dev.hearken.body.BodyLines;
import dev.hearken.body.Digest;
import dev.hearken.body.Elements;
import dev.hearken.body.Tokens;
import dev.hearken.http.Json;
import dev.hearken.http.Spool;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mail to be kept, read from a body under all limits that are documented.
///
/// @param id any text
/// @param metadata JSON; null when there is none
/// @param attachments JSON; null when there are none
public record NewEmail(
    String id,
    String mailbox,
    Instant timestamp,
    MimeContent content,
    @Nullable String metadata,
    @Nullable String attachments)
    implements Elements.Element {
  private static final int LONGEST_ID = 1_024;
  static final int LONGEST_MAILBOX = 1_024;
  private static final List<String> FIELDS =
      List.of("id", "mailbox", "timestamp", "mime_content", "metadata", "attachments");
  private static final Set<String> SET_BY_SERVER = Set.of("created_at", "updated_at");

  /// Reads mails that stand on a line each, of a body that stays open as long as they are used.
  ///
  /// @param bad is told of the lines that are none
  public static Elements<NewEmail> lines(Spool body, BodyLines.Bad bad) {
    return Elements.ofLines(body, (json, begin) -> from(body, json, begin), bad);
  }

  /// Reads the mail that the parser stands at.
  ///
  /// @param begin how many bytes of the body stand before what the parser reads
  static NewEmail from(Spool body, JsonParser json, long begin) throws IOException {
    var in = new Tokens(json, "email");
    String id = null;
    String mailbox = null;
    Instant timestamp = null;
    long content = -1;
    String metadata = null;
    String attachments = null;
    while (in.nextField()) {
      var name = in.name();
      switch (name) {
        case "id" -> {
          id = in.text(1, LONGEST_ID);
          in.identify(id);
        }
        case "mailbox" -> mailbox = in.text(0, LONGEST_MAILBOX);
        case "timestamp" -> timestamp = in.time();
        case "mime_content" -> {
          in.requireText();
          content = in.offset();
        }
        case "metadata" -> metadata = in.isNull() ? null : Metadata.read(in);
        case "attachments" -> attachments = in.isNull() ? null : Attachments.read(in);
        default -> {
          if (!SET_BY_SERVER.contains(name)) {
            throw in.unknown(FIELDS);
          }
          in.skip();
        }
      }
    }
    if (id == null) {
      throw in.missing("id", "a string of 1 to 1,024 characters");
    }
    if (mailbox == null) {
      throw in.missing("mailbox", "a string");
    }
    if (timestamp == null) {
      throw in.missing("timestamp", "a time such as 2026-01-31T12:00:00.000000+00:00");
    }
    if (content < 0) {
      throw in.missing("mime_content", "a string");
    }
    var mime = new MimeContent(body, begin + content, in.offset() - content);
    var fault = mime.fault();
    if (fault.isPresent()) {
      throw in.refused("mime_content", fault.get());
    }
    return new NewEmail(id, mailbox, timestamp, mime, metadata, attachments);
  }

  /// Where it stands in its bucket.
  @Override
  public byte[] key() {
    return Digest.of(id);
  }

  @Override
  public byte[] digest() {
    return Digest.of(
        mailbox,
        Json.timestamp(timestamp),
        metadata,
        attachments,
        HexFormat.of().formatHex(content.digest()));
  }
}
