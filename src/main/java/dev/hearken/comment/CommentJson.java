package dev.hearken.comment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.hearken.database.StoredJson;
import dev.hearken.http.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Writes comments field by field. By reflection, as records are written elsewhere, it takes twice
/// as long (measured), and pages are little else.
final class CommentJson extends JsonSerializer<Comment> {
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString SOURCE_ID = new SerializedString("source_id");
  private static final SerializableString THREAD_ID = new SerializedString("thread_id");
  private static final SerializableString TIMESTAMP = new SerializedString("timestamp");
  private static final SerializableString MESSAGES = new SerializedString("messages");
  private static final SerializableString USER_PROPERTIES = new SerializedString("user_properties");
  private static final SerializableString ATTACHMENTS = new SerializedString("attachments");
  private static final SerializableString TEXT_FORMAT = new SerializedString("text_format");
  private static final SerializableString CREATED_AT = new SerializedString("created_at");
  private static final SerializableString LAST_MODIFIED = new SerializedString("last_modified");
  private static final SerializableString HAS_ANNOTATIONS = new SerializedString("has_annotations");
  private static final SerializableString THREAD_PROPERTIES =
      new SerializedString("thread_properties");
  private static final SerializableString UID = new SerializedString("uid");

  @Override
  public void serialize(Comment comment, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeStartObject();
    text(json, ID, comment.id());
    text(json, SOURCE_ID, comment.sourceId().toString());
    text(json, THREAD_ID, comment.threadId());
    text(json, TIMESTAMP, Json.timestamp(comment.timestamp()));
    stored(json, MESSAGES, comment.messages(), provider);
    stored(json, USER_PROPERTIES, comment.userProperties(), provider);
    stored(json, ATTACHMENTS, comment.attachments(), provider);
    text(json, TEXT_FORMAT, comment.textFormat());
    // Most are as they were made, and times take more than half of the writing (measured).
    var created = Json.timestamp(comment.createdAt());
    boolean changed = !comment.lastModified().equals(comment.createdAt());
    text(json, CREATED_AT, created);
    text(json, LAST_MODIFIED, changed ? Json.timestamp(comment.lastModified()) : created);
    json.writeFieldName(HAS_ANNOTATIONS);
    json.writeBoolean(comment.hasAnnotations());
    if (comment.threadProperties() != null) {
      json.writeFieldName(THREAD_PROPERTIES);
      provider.defaultSerializeValue(comment.threadProperties(), json);
    }
    text(json, UID, comment.uid());
    json.writeEndObject();
  }

  /// A field that is left out where there is nothing to say.
  private static void text(JsonGenerator json, SerializableString name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeFieldName(name);
      json.writeString(text);
    }
  }

  private static void stored(
      JsonGenerator json, SerializableString name, StoredJson value, SerializerProvider provider)
      throws IOException {
    json.writeFieldName(name);
    value.serialize(json, provider);
  }
}
