package dev.hearken.comment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.hearken.database.StoredJson;
import dev.hearken.http.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A comment as it goes out. It knows its length and is written right into the memory that is sent:
/// pages are little else, and through a generator of JSON they took a fifth longer (measured).
final class CommentJson {
  private static final byte[] ID = bytes("{\"id\":\"");
  private static final byte[] SOURCE_ID = bytes("\",\"source_id\":\"");
  private static final byte[] THREAD_ID = bytes("\",\"thread_id\":\"");
  private static final byte[] TIMESTAMP = bytes("\",\"timestamp\":\"");
  private static final byte[] MESSAGES = bytes("\",\"messages\":");
  private static final byte[] USER_PROPERTIES = bytes(",\"user_properties\":");
  private static final byte[] ATTACHMENTS = bytes(",\"attachments\":");
  private static final byte[] TEXT_FORMAT = bytes(",\"text_format\":\"");
  private static final byte[] END_OF_TEXT_FORMAT = bytes("\"");
  private static final byte[] CREATED_AT = bytes(",\"created_at\":\"");
  private static final byte[] LAST_MODIFIED = bytes("\",\"last_modified\":\"");
  private static final byte[] HAS_ANNOTATIONS = bytes("\",\"has_annotations\":");
  private static final byte[] THREAD_PROPERTIES = bytes(",\"thread_properties\":");
  private static final byte[] UID = bytes(",\"uid\":\"");
  private static final byte[] END = bytes("\"}");

  private static final int TIME = Json.timestampBytes(Json.FIRST_TIME).length;

  private final Comment comment;
  private final byte[] source;
  private final byte[] id;
  private final byte @Nullable [] threadId;
  private final byte @Nullable [] textFormat;
  private final byte[] hasAnnotations;

  CommentJson(Comment comment) {
    this.comment = comment;
    this.source = bytes(comment.sourceId().toString());
    this.id = quoted(comment.id());
    this.threadId = comment.threadId() == null ? null : quoted(comment.threadId());
    this.textFormat = comment.textFormat() == null ? null : quoted(comment.textFormat());
    this.hasAnnotations = bytes(Boolean.toString(comment.hasAnnotations()));
  }

  /// How many bytes [#put] writes.
  int length() {
    var properties = comment.threadProperties();
    return (ID.length + id.length)
        + (SOURCE_ID.length + source.length)
        + (threadId == null ? 0 : THREAD_ID.length + threadId.length)
        + (TIMESTAMP.length + TIME)
        + (MESSAGES.length + comment.messages().length())
        + (USER_PROPERTIES.length + comment.userProperties().length())
        + (ATTACHMENTS.length + comment.attachments().length())
        + (textFormat == null
            ? 0
            : TEXT_FORMAT.length + textFormat.length + END_OF_TEXT_FORMAT.length)
        + (CREATED_AT.length + TIME)
        + (LAST_MODIFIED.length + TIME)
        + (HAS_ANNOTATIONS.length + hasAnnotations.length)
        + (properties == null ? 0 : THREAD_PROPERTIES.length + properties.length())
        + (UID.length + source.length + 1 + id.length)
        + END.length;
  }

  void put(ByteBuffer out) {
    out.put(ID).put(id).put(SOURCE_ID).put(source);
    if (threadId != null) {
      out.put(THREAD_ID).put(threadId);
    }
    out.put(TIMESTAMP).put(Json.timestampBytes(comment.timestamp()));
    comment.messages().put(out.put(MESSAGES));
    comment.userProperties().put(out.put(USER_PROPERTIES));
    comment.attachments().put(out.put(ATTACHMENTS));
    if (textFormat != null) {
      out.put(TEXT_FORMAT).put(textFormat).put(END_OF_TEXT_FORMAT);
    }
    // Most are as they were made, and a time takes long.
    var created = Json.timestampBytes(comment.createdAt());
    boolean changed = !comment.lastModified().equals(comment.createdAt());
    out.put(CREATED_AT).put(created);
    out.put(LAST_MODIFIED).put(changed ? Json.timestampBytes(comment.lastModified()) : created);
    out.put(HAS_ANNOTATIONS).put(hasAnnotations);
    if (comment.threadProperties() != null) {
      comment.threadProperties().put(out.put(THREAD_PROPERTIES));
    }
    out.put(UID).put(source).put((byte) '.').put(id).put(END);
  }

  /// @param ascii a byte for each character
  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] quoted(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    return isPlain(utf8) ? utf8 : JsonStringEncoder.getInstance().quoteAsUTF8(text);
  }

  /// Does it stand in JSON as it is? Bytes below zero belong to letters beyond ASCII.
  private static boolean isPlain(byte[] utf8) {
    for (byte each : utf8) {
      if (each == '"' || each == '\\' || (each >= 0 && each < ' ')) {
        return false;
      }
    }
    return true;
  }

  /// For comments that stand in other JSON.
  static final class Serializer extends JsonSerializer<Comment> {
    @Override
    public void serialize(Comment comment, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      var written = new CommentJson(comment);
      var out = ByteBuffer.allocate(written.length());
      written.put(out);
      StoredJson.of(out.array()).serialize(json, provider);
    }
  }
}
