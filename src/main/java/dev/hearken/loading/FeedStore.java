package dev.hearken.loading;

import dev.hearken.bucket.BucketStore;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.email.EmailChanges;
import dev.hearken.job.Jobs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Who is at work on a source, and what there is to do for it.
public final class FeedStore {
  /// How long a server may be silent before another begins in its place. Longer than a turn and a
  /// slice take.
  private static final Duration LEASE = Duration.ofSeconds(20);

  /// What is read, converted and stored at a time, at the most; but never less than a mail.
  static final int SLICE = 256;

  private static final int SLICE_BYTES = 8 << 20;
  private static final int STALE = 5_000;

  /// How many pieces of a large mail come at a time.
  private static final int PIECES = 8;

  private static final RowMapper<Feed> FEED = Rows.of(Feed.class);
  private static final RowMapper<Piece> PIECE = Rows.of(Piece.class);

  private final Database database;
  private final Duration lease;

  public FeedStore(Database database) {
    this(database, LEASE);
  }

  FeedStore(Database database, Duration lease) {
    this.database = database;
    this.lease = lease;
  }

  /// Sees to it that all sources are looked at that have a bucket: a newer server may read better.
  public void wakeAll() {
    database.transaction(handle -> {
      var fed =
          handle
              .createQuery("SELECT hex_id(id) FROM source WHERE bucket_id IS NOT NULL")
              .mapTo(String.class)
              .list();
      Jobs.wake(handle, EmailChanges.LOAD, fed, Duration.ZERO);
      return fed.size();
    });
  }

  /// Takes a source for this server. When another one has it, work is put into the queue for the
  /// moment when that must have finished or died. What waits until then is seen by it when it gives
  /// the source back, for the two wait for each other at the source's row.
  Optional<Feed> take(Id source) {
    return database.transaction(handle -> {
      var left =
          handle
              .createQuery(
                  """
                  SELECT CASE
                    WHEN leased_until > clock_timestamp()
                    THEN extract(epoch FROM leased_until - clock_timestamp())
                    ELSE 0
                  END
                  FROM source_load
                  WHERE source_id = :source
                  FOR UPDATE
                  """)
              .bind("source", source)
              .mapTo(Double.class)
              .findOne();
      if (left.isEmpty()) {
        return Optional.empty();
      }
      if (left.get() > 0) {
        var later = Duration.ofMillis((long) (left.get() * 1_000) + 100);
        Jobs.wake(handle, EmailChanges.LOAD, List.of(source.toString()), later);
        return Optional.empty();
      }
      return handle
          .createQuery(
              """
              UPDATE source_load l
              SET leased_until = clock_timestamp() + :lease * INTERVAL '1 millisecond'
              FROM source s
              WHERE l.source_id = :source AND s.id = :source
              RETURNING l.source_id, l.bucket_id, l.epoch, s.email_transform_tag AS tag,
                l.recipe_version, l.walked
              """)
          .bind("source", source)
          .bind("lease", lease.toMillis())
          .map(FEED)
          .findOne();
    });
  }

  /// Gives a source back, and sees to it that somebody goes on if there is more to do.
  void giveBack(Id source) {
    database.transaction(handle -> {
      handle
          .createUpdate(
              "UPDATE source_load SET leased_until = '-infinity' WHERE source_id = :source")
          .bind("source", source)
          .execute();
      // In a statement of its own, which sees all that was there when others found it taken.
      boolean unfinished =
          handle
              .createQuery(
                  """
                  SELECT l.walked IS NOT NULL OR EXISTS (
                    SELECT
                    FROM email_load w
                    WHERE w.source_id = :source AND w.bucket_id = l.bucket_id AND w.reason IS NULL
                  )
                  FROM source_load l
                  WHERE l.source_id = :source
                  """)
              .bind("source", source)
              .mapTo(Boolean.class)
              .findOne()
              .orElse(false);
      if (unfinished) {
        Jobs.wake(handle, EmailChanges.LOAD, List.of(source.toString()), Duration.ZERO);
      }
      return unfinished;
    });
  }

  /// Is there other work that could be done now?
  boolean othersWait() {
    return database.with(Jobs::anyDue);
  }

  /// Waits until everybody has ended who put mail into the bucket and did not know of the source.
  void awaitWriters(Id bucket) {
    database.transaction(handle -> {
      BucketStore.awaitHolders(handle, bucket);
      return bucket;
    });
  }

  /// Forgets what waits for a source in buckets that it does not name.
  void forgetStale(Feed feed) {
    if (!feed.begins()) {
      return;
    }
    int gone;
    do {
      gone =
          database.with(handle ->
              handle
                  .createUpdate(
                      """
                      DELETE FROM email_load
                      WHERE source_id = :source
                        AND (bucket_id, key) IN (
                          SELECT bucket_id, key
                          FROM email_load
                          WHERE source_id = :source
                            AND bucket_id IS DISTINCT FROM :bucket
                          LIMIT :most
                        )
                      """)
                  .bind("source", feed.sourceId())
                  .bind("bucket", feed.bucketId())
                  .bind("most", STALE)
                  .execute());
    } while (gone == STALE);
  }

  /// The content of a mail that is too large to come with its slice. It comes in pieces, so that it
  /// is in memory once.
  ///
  /// @return nothing when it has other content now
  Optional<ByteBuffer> content(Id bucket, BucketMail mail) {
    var whole = ByteBuffer.allocate(Math.toIntExact(mail.size()));
    database.transaction(handle -> {
      try (var pieces =
          handle
              .createQuery(
                  """
                  SELECT bytes
                  FROM email_chunk
                  WHERE bucket_id = :bucket AND key = :key AND content_id = :content
                  ORDER BY position
                  """)
              .bind("bucket", bucket)
              .bind("key", mail.key())
              .bind("content", mail.contentId())
              .setFetchSize(PIECES)
              .mapTo(byte[].class)
              .stream()) {
        pieces.forEach(whole::put);
      }
      return whole;
    });
    return whole.hasRemaining() ? Optional.empty() : Optional.of(whole.flip());
  }

  /// What waits, in the order in which it was put. A mail that alone is larger than a slice comes
  /// without its content.
  Slice waiting(Feed feed, Id bucket) {
    return database.with(handle ->
        slice(
            handle
                .createQuery(
                    """
                    WITH next AS (
                      SELECT l.key, l.put AS waited, e.id, e.mailbox, e.ts, e.metadata, e.put,
                        e.content_digest, e.content_id, e.content_bytes,
                        row_number() OVER (ORDER BY l.put, l.key) AS place,
                        sum(e.content_bytes) OVER (ORDER BY l.put, l.key) AS bytes
                      FROM (
                        SELECT key, put
                        FROM email_load
                        WHERE source_id = :source AND bucket_id = :bucket AND reason IS NULL
                        ORDER BY put
                        LIMIT :most
                      ) l
                      LEFT JOIN LATERAL (
                        SELECT *
                        FROM email
                        WHERE bucket_id = :bucket AND key = l.key
                        OFFSET 0
                      ) e ON true
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
                    WHERE place = 1 OR coalesce(next.bytes, 0) <= :most_bytes
                    ORDER BY place, c.position
                    """)
                .bind("source", feed.sourceId())
                .bind("bucket", bucket),
            false));
  }

  /// The next ones behind where the walk stands.
  Slice walking(Feed feed, Id bucket, ByteBuffer walked) {
    return database.with(handle ->
        slice(
            handle
                .createQuery(
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
                    WHERE place = 1 OR next.bytes <= :most_bytes
                    ORDER BY place, c.position
                    """)
                .bind("bucket", bucket)
                .bind("walked", walked),
            true));
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
