package dev.hearken.email;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hearken.database.Rows;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// A mail as clients see it (wire contract 2.3), with one piece of its content.
///
/// @param metadata JSON
/// @param attachments JSON
/// @param position of the piece; the mail begins with the first
/// @param bytes the piece; null when the content is empty
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record EmailPart(
    String id,
    String mailbox,
    Instant timestamp,
    @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String metadata,
    @JsonRawValue @Nullable String attachments,
    Instant createdAt,
    Instant updatedAt,
    @JsonIgnore int position,
    @JsonIgnore byte @Nullable [] bytes) {
  static final RowMapper<EmailPart> ROW = Rows.of(EmailPart.class);

  EmailPart {
    attachments = attachments == null ? "[]" : attachments;
  }
}
