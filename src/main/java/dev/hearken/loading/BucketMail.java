package dev.hearken.loading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.database.Id;
import dev.hearken.http.Json;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail as it is read from its bucket to be loaded.
///
/// @param key where it stands in the bucket
/// @param put when it was put, as a number that only grows
/// @param metadata JSON
/// @param digest of its content
/// @param size of the content, in bytes
/// @param content in the form in which it is stored; empty when it is too large to be read with
///   others
record BucketMail(
    ByteBuffer key,
    String id,
    String mailbox,
    Instant timestamp,
    @Nullable String metadata,
    long put,
    ByteBuffer digest,
    Id contentId,
    long size,
    ByteBuffer content) {
  boolean isWhole() {
    return content.remaining() == size;
  }

  BucketMail with(ByteBuffer content) {
    return new BucketMail(
        key, id, mailbox, timestamp, metadata, put, digest, contentId, size, content);
  }

  /// What a client said of the conversation; empty when nothing.
  String conversation() {
    return metadata == null ? "" : Json.stored(metadata).path("conversation_id").asText("").strip();
  }

  /// The names of the folder that it was in, from the outermost on.
  List<String> folder() {
    return metadata == null
        ? List.of()
        : Json.stored(metadata).path("folder").valueStream().map(JsonNode::asText).toList();
  }
}
