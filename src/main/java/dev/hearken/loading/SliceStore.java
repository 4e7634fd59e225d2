package dev.hearken.loading;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.email.StoredMail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Reads mails in slices: those that wait for a source, or all of a bucket.
public final class SliceStore {
  /// What is read, converted and stored at a time, at the most; but never less than a mail.
  static final int SLICE = 256;

  private static final int SLICE_BYTES = 8 << 20;

  private static final RowMapper<Piece> PIECE = Rows.of(Piece.class);

  /// The end of both statements: the mails that were found, piece by piece.
  private static final String WITH_CONTENT =
      """
      )
      SELECT next.key, waited, id, mailbox, ts, metadata, put,
        content_digest AS digest, next.content_id, content_bytes,
        c.bytes AS content
      FROM next
      LEFT JOIN LATERAL (
        SELECT position, bytes
        FROM email_chunk
        WHERE bucket_id = :bucket
          AND key = next.key
          AND content_id = next.content_id
          AND next.content_bytes <= :most_bytes
        OFFSET 0
      ) c ON true
      """;

  private static final String WAITING =
      """
      WITH next AS (
        SELECT l.key, l.put AS waited, e.id, e.mailbox, e.ts, e.metadata, e.put,
          e.content_digest, e.content_id, e.content_bytes,
          row_number() OVER (ORDER BY l.put, l.key) AS place,
          sum(e.content_bytes) OVER (ORDER BY l.put, l.key) AS bytes
        FROM (
          SELECT key, put
          FROM email_load
          WHERE source_id = :source AND bucket_id = :bucket AND put > :behind AND reason IS NULL
          ORDER BY put
          LIMIT :most
        ) l
        LEFT JOIN LATERAL (
          SELECT *
          FROM email
          WHERE bucket_id = :bucket AND key = l.key
          OFFSET 0
        ) e ON true
      """
          + WITH_CONTENT
          + """
          WHERE place = 1 OR coalesce(next.bytes, 0) <= :most_bytes
          ORDER BY place, c.position
          """;

  private static final String WALKING =
      """
      WITH next AS (
        SELECT key, put AS waited, id, mailbox, ts, metadata, put, content_digest,
          content_id, content_bytes, row_number() OVER (ORDER BY key) AS place,
          sum(content_bytes) OVER (ORDER BY key) AS bytes
        FROM (
          SELECT *
          FROM email
          WHERE bucket_id = :bucket AND key > :walked
          ORDER BY key
          LIMIT :most
        ) e
      """
          + WITH_CONTENT
          + """
          WHERE place = 1 OR next.bytes <= :most_bytes
          ORDER BY place, c.position
          """;

  private final Database database;

  public SliceStore(Database database) {
    this.database = database;
  }

  /// The content of a mail that is too large to come with its slice. It is in memory once.
  ///
  /// @return nothing when it has other content now
  Optional<ByteBuffer> content(Id bucket, BucketMail mail) {
    var whole = new byte[Math.toIntExact(mail.size())];
    int length =
        database.transaction(handle ->
            new StoredMail(bucket, mail.key(), mail.contentId())
                .read(handle, pieces -> fill(whole, pieces)));
    return length == 0 ? Optional.empty() : Optional.of(ByteBuffer.wrap(whole, 0, length));
  }

  private static int fill(byte[] whole, InputStream pieces) {
    try {
      return pieces.readNBytes(whole, 0, whole.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What waits, in the order in which it was put. A mail that alone is larger than a slice comes
  /// without its content.
  ///
  /// @param behind what was put later than that
  Slice waiting(Feed feed, Id bucket, long behind) {
    return database.with(handle ->
        slice(
            handle
                .createQuery(WAITING)
                .bind("source", feed.sourceId())
                .bind("bucket", bucket)
                .bind("behind", behind),
            false));
  }

  /// The next ones behind where the walk stands.
  Slice walking(Id bucket, ByteBuffer walked) {
    return database.with(handle ->
        slice(handle.createQuery(WALKING).bind("bucket", bucket).bind("walked", walked), true));
  }

  /// A piece of a mail's content, with what is known of the mail; nothing is when it is gone.
  record Piece(
      ByteBuffer key,
      long waited,
      @Nullable String id,
      @Nullable String mailbox,
      @Nullable Instant ts,
      @Nullable String metadata,
      long put,
      @Nullable ByteBuffer digest,
      @Nullable Id contentId,
      long contentBytes,
      @Nullable ByteBuffer content) {
    Slice.Waiting whole(List<ByteBuffer> pieces) {
      var mail =
          id == null || mailbox == null || ts == null || digest == null || contentId == null
              ? null
              : new BucketMail(
                  key,
                  id,
                  mailbox,
                  ts,
                  metadata,
                  put,
                  digest,
                  contentId,
                  contentBytes,
                  joined(pieces));
      return new Slice.Waiting(key, waited, mail);
    }

    private static ByteBuffer joined(List<ByteBuffer> pieces) {
      if (pieces.size() == 1) {
        return pieces.getFirst();
      }
      var whole = ByteBuffer.allocate(pieces.stream().mapToInt(ByteBuffer::remaining).sum());
      pieces.forEach(piece -> whole.put(piece.duplicate()));
      return whole.flip();
    }
  }

  /// Puts the pieces together, which stand one behind the other.
  private static Slice slice(Query query, boolean walked) {
    var waiting = new ArrayList<Slice.Waiting>();
    var pieces = new ArrayList<ByteBuffer>();
    Piece last = null;
    for (var piece : query.bind("most", SLICE).bind("most_bytes", SLICE_BYTES).map(PIECE).list()) {
      if (last != null && !last.key().equals(piece.key())) {
        waiting.add(last.whole(pieces));
        pieces.clear();
      }
      if (piece.content() != null) {
        pieces.add(piece.content());
      }
      last = piece;
    }
    if (last != null) {
      waiting.add(last.whole(pieces));
    }
    return new Slice(List.copyOf(waiting), walked);
  }
}
