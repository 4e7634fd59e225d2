package dev.hearken.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.email.MimeText;
import dev.hearken.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The mails of a bucket, each a line that can be sent back as it is, in the order of their keys.
/// Their contents flow through piece by piece.
final class EmailLines {
  private static final RowMapper<Piece> PIECE = Rows.of(Piece.class);

  private static final int SLICE = 256;

  /// Pieces that the database hands over at a time.
  private static final int FETCHED = 4;

  private static final byte[] CONTENT = JsonText.ascii(",\"mime_content\":\"");
  private static final byte[] END = JsonText.ascii("\"}");

  private final Handle handle;
  private final Id bucket;
  private final Parts parts;
  private boolean begun;

  private EmailLines(Handle handle, Id bucket, Parts parts) {
    this.handle = handle;
    this.bucket = bucket;
    this.parts = parts;
  }

  /// All of a mail but its content.
  ///
  /// @param metadata JSON
  /// @param attachments JSON
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Email(
      String id,
      String mailbox,
      Instant timestamp,
      @JsonRawValue @Nullable String metadata,
      @JsonRawValue @Nullable String attachments) {}

  /// When the server came to know it, and its last change.
  record Times(String id, Instant createdAt, Instant updatedAt) {}

  /// A piece of a mail; the first one begins it.
  ///
  /// @param bytes null when the mail has no content
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Piece(
      byte[] key,
      @Nested Email email,
      Instant created,
      Instant updated,
      int position,
      byte @Nullable [] bytes) {}

  static void write(Handle handle, Id bucket, Parts parts) throws IOException {
    new EmailLines(handle, bucket, parts).write();
    parts.end();
  }

  static long count(Handle handle, Id bucket) {
    return handle
        .createQuery("SELECT count(*) FROM email WHERE bucket_id = :bucket")
        .bind("bucket", bucket)
        .mapTo(Long.class)
        .one();
  }

  private void write() throws IOException {
    byte[] last = new byte[0];
    while (last != null) {
      last = slice(last);
    }
  }

  /// @return the key of the last one; null when there was none
  private byte @Nullable [] slice(byte[] after) throws IOException {
    byte[] last = null;
    try (var pieces =
        handle
            .createQuery(
                """
                SELECT e.key, e.id, e.mailbox, e.ts AS timestamp, e.metadata, e.attachments,
                  e.created, e.updated, coalesce(c.position, 0) AS position, c.bytes
                FROM (
                  SELECT *
                  FROM email
                  WHERE bucket_id = :bucket AND key > :after
                  ORDER BY key
                  LIMIT :slice
                ) e
                LEFT JOIN email_chunk c
                  ON c.bucket_id = :bucket AND c.key = e.key AND c.content_id = e.content_id
                ORDER BY e.key, c.position
                """)
            .bind("bucket", bucket)
            .bind("after", after)
            .bind("slice", SLICE)
            .setFetchSize(FETCHED)
            .map(PIECE)
            .iterator()) {
      while (pieces.hasNext()) {
        var piece = pieces.next();
        last = piece.key();
        if (piece.position() == 0) {
          end();
          begin(piece);
        }
        if (piece.bytes() != null) {
          parts.lines().write(MimeText.json(piece.bytes()));
        }
      }
    }
    end();
    return last;
  }

  private void begin(Piece piece) throws IOException {
    begun = true;
    var json = Json.bytes(piece.email());
    OutputStream out = parts.lines();
    out.write(json, 0, json.length - 1);
    out.write(CONTENT);
    var times = new Times(piece.email().id(), piece.created(), piece.updated());
    parts.times().write(Json.bytes(times));
    parts.times().write('\n');
  }

  private void end() throws IOException {
    if (begun) {
      begun = false;
      parts.lines().write(END);
      parts.ended();
    }
  }
}
