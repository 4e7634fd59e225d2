package dev.hearken.audio;

import dev.hearken.database.Id;
import org.jdbi.v3.core.mapper.PropagateNull;
import org.jspecify.annotations.Nullable;

/// What is known of a recording.
///
/// @param source where its comment is
/// @param blob under which its bytes are read
/// @param contentType its media type, as it was sent
/// @param fileName as it was sent
/// @param size in bytes
/// @param sha256 of its bytes, in hexadecimal digits
record Recording(
    @PropagateNull Id source,
    Id blob,
    String contentType,
    @Nullable String fileName,
    long size,
    String sha256) {}
