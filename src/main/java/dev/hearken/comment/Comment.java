package dev.hearken.comment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hearken.database.Id;
import java.time.Instant;
import org.jdbi.v3.core.mapper.PropagateNull;
import org.jspecify.annotations.Nullable;

/// A comment as it is stored and as clients see it (wire contract 2.2).
///
/// @param messages JSON
/// @param userProperties JSON, without what is hidden from the caller
/// @param attachments JSON
record Comment(
    @PropagateNull String id,
    Id sourceId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String threadId,
    Instant timestamp,
    @JsonRawValue String messages,
    @JsonRawValue String userProperties,
    @JsonRawValue String attachments,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String textFormat,
    Instant createdAt,
    Instant lastModified,
    boolean hasAnnotations) {
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
        hasAnnotations);
  }
}
