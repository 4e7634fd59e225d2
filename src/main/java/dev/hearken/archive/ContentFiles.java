package dev.hearken.archive;

import dev.hearken.content.ContentStore;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import java.io.IOException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The bytes that the comments of a source hold, as their attachments or recordings, each once.
final class ContentFiles {
  private static final RowMapper<Content> CONTENT = Rows.of(Content.class);
  private static final int FETCHED = 500;

  private static final String HELD =
      """

      FROM blob b
      WHERE b.source_id = :source
        AND (
          EXISTS (SELECT FROM recording r WHERE r.source_id = :source AND r.blob_id = b.blob_id)
          OR EXISTS (
            SELECT
            FROM comment_attachment a
            WHERE a.source_id = :source AND a.sha256 = b.sha256
          )
        )
      """;

  private ContentFiles() {}

  /// @param sha256 in hexadecimal digits
  record Content(Id blob, String sha256, long size) {}

  /// @param path of the source in the archive
  static void write(Handle handle, Id source, String path, ArchiveWriter archive, Tally tally)
      throws IOException {
    try (var contents =
        handle
            .createQuery(
                "SELECT b.blob_id AS blob, encode(b.sha256, 'hex') AS sha256, b.size"
                    + HELD
                    + "ORDER BY b.sha256")
            .bind("source", source)
            .setFetchSize(FETCHED)
            .map(CONTENT)
            .iterator()) {
      while (contents.hasNext()) {
        var content = contents.next();
        archive.file(
            path + "contents/" + content.sha256(),
            content.size(),
            out -> ContentStore.read(handle, source, content.blob(), out::write));
        tally.content();
      }
    }
  }

  static long count(Handle handle, Id source) {
    return handle
        .createQuery("SELECT count(*)" + HELD)
        .bind("source", source)
        .mapTo(Long.class)
        .one();
  }
}
