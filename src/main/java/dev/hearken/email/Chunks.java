package dev.hearken.email;

import dev.hearken.database.Id;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Writes the contents of mails, so much in one statement as memory should hold, however large or
/// small they are.
final class Chunks {
  private static final int MOST_BYTES = 4 << 20;

  private final Handle handle;
  private final Id bucket;
  private final Id content;
  private final List<byte[]> keys = new ArrayList<>();
  private final List<Long> positions = new ArrayList<>();
  private final List<byte[]> pieces = new ArrayList<>();
  private long bytes;

  /// @param content the number of all these contents
  Chunks(Handle handle, Id bucket, Id content) {
    this.handle = handle;
    this.bucket = bucket;
    this.content = content;
  }

  void add(byte[] key, MimeContent mime) {
    var position = new long[1];
    mime.pieces(piece -> {
      keys.add(key);
      positions.add(position[0]++);
      pieces.add(piece);
      bytes += piece.length;
      if (bytes >= MOST_BYTES) {
        write();
      }
    });
  }

  /// Writes what has been added since the last time.
  void write() {
    if (pieces.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO email_chunk (bucket_id, key, content_id, position, bytes)
            SELECT :bucket, key, :content, position, bytes
            FROM unnest(:keys, :positions, :pieces) AS piece (key, position, bytes)
            """)
        .bind("bucket", bucket)
        .bind("content", content)
        .bind("keys", keys.toArray(byte[][]::new))
        .bindArray("positions", Long.class, List.copyOf(positions))
        .bind("pieces", pieces.toArray(byte[][]::new))
        .execute();
    keys.clear();
    positions.clear();
    pieces.clear();
    bytes = 0;
  }
}
