package dev.hearken.comment;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.hearken.attachment.References;
import dev.hearken.body.Digest;
import dev.hearken.database.Id;
import dev.hearken.database.StoredJson;
import dev.hearken.http.Json;
import dev.hearken.thread.ThreadProperties;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.PropagateNull;
import org.jspecify.annotations.Nullable;

/// A comment as it is stored and as clients see it (wire contract 2.2); [CommentJson] writes it.
///
/// @param messages JSON
/// @param userProperties JSON, without what is hidden from the caller
/// @param attachments JSON
/// @param threadProperties JSON; null unless they were asked for
@JsonSerialize(using = CommentJson.Serializer.class)
record Comment(
    @PropagateNull String id,
    Id sourceId,
    @Nullable String threadId,
    Instant timestamp,
    StoredJson messages,
    StoredJson userProperties,
    StoredJson attachments,
    @Nullable String textFormat,
    Instant createdAt,
    Instant lastModified,
    boolean hasAnnotations,
    @Nullable StoredJson threadProperties) {
  static final StoredJson NO_ATTACHMENTS = StoredJson.of("[]");

  /// Where it stands in its source.
  byte[] key() {
    return Digest.of(id);
  }

  private boolean mayHaveAttachments() {
    return attachments.length() > NO_ATTACHMENTS.length();
  }

  /// Its name over all sources.
  String uid() {
    return sourceId + "." + id;
  }

  Comment withoutMarkup() {
    return new Comment(
        id,
        sourceId,
        threadId,
        timestamp,
        Messages.withoutMarkup(messages),
        userProperties,
        attachments,
        textFormat,
        createdAt,
        lastModified,
        hasAnnotations,
        threadProperties);
  }

  Comment with(@Nullable ThreadProperties properties) {
    return properties == null ? this : with(StoredJson.of(Json.bytes(properties)));
  }

  private Comment with(StoredJson properties) {
    return new Comment(
        id,
        sourceId,
        threadId,
        timestamp,
        messages,
        userProperties,
        attachments,
        textFormat,
        createdAt,
        lastModified,
        hasAnnotations,
        properties);
  }

  /// The same with references to the content of its attachments.
  ///
  /// @param attached the positions of those whose content is there
  Comment with(References references, @Nullable List<Integer> attached) {
    return mayHaveAttachments()
        ? new Comment(
            id,
            sourceId,
            threadId,
            timestamp,
            messages,
            userProperties,
            references.shown(sourceId, key(), attachments, attached),
            textFormat,
            createdAt,
            lastModified,
            hasAnnotations,
            threadProperties)
        : this;
  }
}
