package dev.hearken.attachment;

import dev.hearken.database.Id;
import dev.hearken.http.MediaType;
import java.util.regex.Pattern;
import org.jdbi.v3.core.mapper.PropagateNull;
import org.jspecify.annotations.Nullable;

/// A file of a comment, which can be read.
///
/// @param blob under which its bytes are read
/// @param name as the comment has it; null when a file cannot be called so
/// @param contentType its media type; of clients that say an extension instead, none that is known
/// @param size in bytes
/// @param sha256 of its bytes, in hexadecimal digits
record Attachment(
    Id source,
    @PropagateNull Id blob,
    @Nullable String name,
    String contentType,
    long size,
    String sha256) {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  Attachment {
    name = legalName(name);
    contentType = legalType(contentType);
  }

  /// As a file can be called.
  static @Nullable String legalName(@Nullable String name) {
    return name == null || name.isEmpty() ? null : CONTROL.matcher(name).replaceAll("_");
  }

  static String legalType(String type) {
    return MediaType.isLegal(type) ? type : MediaType.UNKNOWN;
  }
}
