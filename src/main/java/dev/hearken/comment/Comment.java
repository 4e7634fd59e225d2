package dev.hearken.comment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hearken.body.Digest;
import dev.hearken.database.Id;
import dev.hearken.database.StoredJson;
import dev.hearken.thread.ThreadProperties;
import java.time.Instant;
import org.jdbi.v3.core.mapper.PropagateNull;
import org.jspecify.annotations.Nullable;

/// A comment as it is stored and as clients see it (wire contract 2.2).
///
/// @param messages JSON
/// @param userProperties JSON, without what is hidden from the caller
/// @param attachments JSON
/// @param threadProperties null unless they were asked for
record Comment(
    @PropagateNull String id,
    Id sourceId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String threadId,
    Instant timestamp,
    StoredJson messages,
    StoredJson userProperties,
    StoredJson attachments,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String textFormat,
    Instant createdAt,
    Instant lastModified,
    boolean hasAnnotations,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ThreadProperties threadProperties) {
  private static final String NO_ATTACHMENTS = "[]";

  /// Where it stands in its source.
  byte[] key() {
    return Digest.of(id);
  }

  /// About how many bytes it has.
  long size() {
    return (long) messages.length() + userProperties.length() + attachments.length();
  }

  boolean mayHaveAttachments() {
    return attachments.length() > NO_ATTACHMENTS.length();
  }

  /// Its name over all sources.
  public String getUid() {
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

  /// The same with other attachments.
  Comment with(StoredJson others) {
    return new Comment(
        id,
        sourceId,
        threadId,
        timestamp,
        messages,
        userProperties,
        others,
        textFormat,
        createdAt,
        lastModified,
        hasAnnotations,
        threadProperties);
  }
}
