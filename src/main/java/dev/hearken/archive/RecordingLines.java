package dev.hearken.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Json;
import java.io.IOException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Which comments of a source have a recording, and which content that is.
final class RecordingLines {
  private static final RowMapper<Recording> RECORDING = Rows.of(Recording.class);
  private static final int FETCHED = 500;

  private RecordingLines() {}

  /// @param contentHash as of an attachment
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Recording(
      String commentId, String contentHash, String contentType, @Nullable String fileName) {}

  static void write(Handle handle, Id source, Parts parts) throws IOException {
    try (var recordings =
        handle
            .createQuery(
                """
                SELECT c.id AS comment_id, encode(b.sha256, 'hex') AS content_hash,
                  r.content_type, r.file_name
                FROM recording r
                JOIN comment c ON c.source_id = :source AND c.key = r.key
                JOIN blob b ON b.source_id = :source AND b.blob_id = r.blob_id
                WHERE r.source_id = :source
                ORDER BY c.ts, c.id
                """)
            .bind("source", source)
            .setFetchSize(FETCHED)
            .map(RECORDING)
            .iterator()) {
      while (recordings.hasNext()) {
        parts.lines().write(Json.bytes(recordings.next()));
        parts.ended();
      }
    }
    parts.end();
  }
}
