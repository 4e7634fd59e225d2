package dev.hearken.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hearken.database.Id;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A collection of comments of one kind and origin, as the documentation of the Sources API shows
/// it, with the fields beside that clients need (`_kind`) or read (wire contract 2.1).
///
/// @param sensitiveProperties names of user properties that are hidden from callers without *View
///   sensitive data*
/// @param kind what the comments are, such as `chat`; `unknown` unless its maker said so
/// @param bucketId the bucket whose mail is loaded into it
/// @param emailTransformTag the recipe by which that mail becomes comments; null for the default
///   one
/// @param emailTransformVersion raised by clients to have the mail parsed again
public record Source(
    Id id,
    String owner,
    String name,
    String title,
    String description,
    String language,
    boolean shouldTranslate,
    List<String> sensitiveProperties,
    @JsonProperty("_kind") String kind,
    @Nullable Id bucketId,
    @Nullable String emailTransformTag,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer emailTransformVersion,
    Instant createdAt,
    Instant updatedAt) {

  /// The last change of the source's own settings: the same as `updated_at` in all that is
  /// documented.
  public Instant getLastModified() {
    return updatedAt;
  }
}
