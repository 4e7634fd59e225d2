package dev.hearken.content;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Contents in the database.
public final class ContentStore {
  static final int CHUNK = 256 << 10;

  /// How long something is kept that nobody holds: uploads come before what they belong to, and
  /// readers may be slow.
  static final Duration GRACE = Duration.ofHours(24);

  /// Chunks sent at once.
  private static final int BATCH = 8;

  /// Chunks that the database hands over at a time.
  private static final int FETCHED = 2;

  /// Chunks removed at once.
  private static final int SLICE = 64;

  private final Database database;
  private final Clock clock;

  public ContentStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Keeps content, in the caller's transaction, unless the source has it already. If nobody holds
  /// it within a day, it is removed.
  ///
  /// The row that makes it known comes last: nobody waits for another's upload of the same content
  /// longer than for his commit.
  ///
  /// @return under which its bytes are read
  public Id keep(Handle handle, Id source, NewContent content) {
    return find(handle, source, content.sha256())
        .orElseGet(() -> {
          var mine = Id.random();
          write(handle, source, mine, content);
          var kept = insert(handle, source, mine, content);
          if (!kept.equals(mine)) {
            while (removeChunks(handle, source, mine)) {
              // The same came in meanwhile.
            }
          }
          return kept;
        });
  }

  /// What a source has already, which is kept for another day at least.
  ///
  /// @return under which its bytes are read
  public Optional<Id> find(Handle handle, Id source, ByteBuffer sha256) {
    return handle
        .createQuery(
            """
            UPDATE blob
            SET touched_at = :now
            WHERE source_id = :source AND sha256 = :sha256
            RETURNING blob_id
            """)
        .bind("source", source)
        .bind("sha256", sha256)
        .bind("now", clock.instant())
        .mapTo(Id.class)
        .findOne();
  }

  private static void write(Handle handle, Id source, Id blob, NewContent content) {
    try (var in = content.reading().open()) {
      int position = 0;
      for (long left = content.size(); left > 0; ) {
        var batch =
            handle.prepareBatch(
                """
                INSERT INTO blob_chunk (source_id, blob_id, position, bytes)
                VALUES (:source, :blob, :position, :bytes)
                """);
        for (int i = 0; i < BATCH && left > 0; i++, position++) {
          var chunk = next(in, left);
          batch
              .bind("source", source)
              .bind("blob", blob)
              .bind("position", position)
              .bind("bytes", chunk)
              .add();
          left -= chunk.length;
        }
        batch.execute();
      }
      if (in.read() >= 0) {
        throw new IllegalStateException("The content is longer than it said");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] next(InputStream in, long left) throws IOException {
    // Where it is to stay: without an array to fill, it would be read in small pieces and put
    // together.
    var chunk = new byte[(int) Math.min(left, CHUNK)];
    if (in.readNBytes(chunk, 0, chunk.length) < chunk.length) {
      throw new IllegalStateException("The content is shorter than it said");
    }
    return chunk;
  }

  private Id insert(Handle handle, Id source, Id blob, NewContent content) {
    return handle
        .createQuery(
            """
            INSERT INTO blob AS b (source_id, sha256, blob_id, size, touched_at)
            VALUES (:source, :sha256, :blob, :size, :now)
            ON CONFLICT (source_id, sha256) DO UPDATE
            SET touched_at = excluded.touched_at
            RETURNING b.blob_id
            """)
        .bind("source", source)
        .bind("sha256", content.sha256())
        .bind("blob", blob)
        .bind("size", content.size())
        .bind("now", clock.instant())
        .mapTo(Id.class)
        .one();
  }

  /// Reads a stretch, piece by piece. Between two pieces no connection is held.
  ///
  /// @param first place of the first byte
  /// @param end place behind the last byte
  /// @param most how many bytes a piece may have
  public Iterator<ByteBuffer> pieces(Id source, Id blob, long first, long end, int most) {
    return new Pieces(
        (position, from, count) -> piece(source, blob, position, from, count), first, end, most);
  }

  private byte[] piece(Id source, Id blob, int position, int from, int count) {
    return database
        .with(handle ->
            handle
                .createQuery(
                    """
                    SELECT substring(bytes FROM :from FOR :count)
                    FROM blob_chunk
                    WHERE source_id = :source AND blob_id = :blob AND position = :position
                    """)
                .bind("source", source)
                .bind("blob", blob)
                .bind("position", position)
                .bind("from", from + 1)
                .bind("count", count)
                .mapTo(byte[].class)
                .findOne())
        .filter(bytes -> bytes.length == count)
        .orElseThrow(() -> new Gone(blob));
  }

  /// Reads all of it, chunk by chunk, as it is in the transaction of somebody who has decided that
  /// it may be.
  public static void read(Handle handle, Id source, Id blob, Taker taker) throws IOException {
    try (var chunks =
        handle
            .createQuery(
                """
                SELECT bytes
                FROM blob_chunk
                WHERE source_id = :source AND blob_id = :blob
                ORDER BY position
                """)
            .bind("source", source)
            .bind("blob", blob)
            .setFetchSize(FETCHED)
            .mapTo(byte[].class)
            .iterator()) {
      while (chunks.hasNext()) {
        taker.take(chunks.next());
      }
    }
  }

  /// Takes a piece before the next one is read.
  @FunctionalInterface
  public interface Taker {
    void take(byte[] piece) throws IOException;
  }

  /// What is read has been deleted meanwhile, with its source.
  private static final class Gone extends RuntimeException {
    Gone(Id blob) {
      super("The content " + blob + " was removed while it was read", null, false, false);
    }
  }

  /// Removes content that nobody has held for long enough; any other stays. First it is made
  /// unknown, then its bytes go in slices: if the server dies in between, doing it again does the
  /// rest.
  void remove(Id source, Id blob) {
    if (forget(source, blob)) {
      while (database.with(handle -> removeChunks(handle, source, blob))) {
        // The next slice.
      }
    }
  }

  /// Is it unknown now? Whoever sends the same again at this moment changes the row, and it is
  /// looked at anew.
  private boolean forget(Id source, Id blob) {
    return database.transaction(handle -> {
      handle
          .createUpdate(
              """
              DELETE FROM blob b
              WHERE b.source_id = :source
                AND b.blob_id = :blob
                AND b.touched_at <= :since
                AND NOT EXISTS (
                  SELECT FROM recording r WHERE r.source_id = :source AND r.blob_id = :blob
                )
                AND NOT EXISTS (
                  SELECT
                  FROM comment_attachment a
                  WHERE a.source_id = :source AND a.sha256 = b.sha256
                )
              """)
          .bind("source", source)
          .bind("blob", blob)
          .bind("since", clock.instant().minus(GRACE))
          .execute();
      return !waits(handle, source, blob);
    });
  }

  /// Is it still known? Then it is looked at again as soon as it may go, if nobody holds it yet.
  private static boolean waits(Handle handle, Id source, Id blob) {
    return handle
        .createQuery(
            """
            SELECT CASE
                WHEN NOT EXISTS (
                  SELECT FROM recording r WHERE r.source_id = :source AND r.blob_id = :blob
                )
                AND NOT EXISTS (
                  SELECT
                  FROM comment_attachment a
                  WHERE a.source_id = :source AND a.sha256 = b.sha256
                )
                THEN look_at_content(b.source_id, b.blob_id, b.touched_at)
              END
            FROM blob b
            WHERE b.source_id = :source AND b.blob_id = :blob
            """)
        .bind("source", source)
        .bind("blob", blob)
        .map((_, _) -> true)
        .findOne()
        .orElse(false);
  }

  private static boolean removeChunks(Handle handle, Id source, Id blob) {
    return handle
            .createUpdate(
                """
                DELETE FROM blob_chunk
                WHERE source_id = :source
                  AND blob_id = :blob
                  AND position IN (
                    SELECT position
                    FROM blob_chunk
                    WHERE source_id = :source AND blob_id = :blob
                    ORDER BY position
                    LIMIT :slice
                  )
                """)
            .bind("source", source)
            .bind("blob", blob)
            .bind("slice", SLICE)
            .execute()
        == SLICE;
  }

  /// Removes some of what a source held that is gone. Is there more?
  public boolean purge(Id source) {
    return database.with(handle -> {
      int chunks =
          handle
              .createUpdate(
                  """
                  DELETE FROM blob_chunk
                  WHERE source_id = :source
                    AND (blob_id, position) IN (
                      SELECT blob_id, position
                      FROM blob_chunk
                      WHERE source_id = :source
                      ORDER BY blob_id, position
                      LIMIT :slice
                    )
                  """)
              .bind("source", source)
              .bind("slice", SLICE)
              .execute();
      return chunks == SLICE || purgeNames(handle, source) == SLICE;
    });
  }

  private static int purgeNames(Handle handle, Id source) {
    return handle
        .createUpdate(
            """
            DELETE FROM blob
            WHERE source_id = :source
              AND sha256 IN (
                SELECT sha256
                FROM blob
                WHERE source_id = :source
                ORDER BY sha256
                LIMIT :slice
              )
            """)
        .bind("source", source)
        .bind("slice", SLICE)
        .execute();
  }
}
