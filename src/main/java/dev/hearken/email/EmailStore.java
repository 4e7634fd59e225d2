package dev.hearken.email;

import dev.hearken.body.Digest;
import dev.hearken.bucket.Bucket;
import dev.hearken.bucket.BucketStore;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import dev.hearken.http.Spool;
import dev.hearken.user.Permission;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Mails in the database, as far as they are read. [EmailChanges] has what alters them.
///
/// Contents are read by one statement, so that no answer has a piece of an older content behind one
/// of a newer; they flow from the database into what gathers the answer, and memory holds a few
/// pieces of them.
public final class EmailStore {
  /// A page ends before the mail with which it would have more bytes, but never empty.
  private static final long PAGE_BYTES = 16 << 20;

  /// How many mails at most are looked at for a page of those that a filter lets through, so that
  /// no request takes long, however few these are.
  private static final int LOOKED_AT = 10_000;

  /// How many chunks the database hands over at a time.
  private static final int CHUNKS = 8;

  private final Database database;

  public EmailStore(Database database) {
    this.database = database;
  }

  /// Where a page begins: behind this key; none to begin with.
  @FunctionalInterface
  interface Start {
    byte @Nullable [] in(Bucket bucket);
  }

  /// @param emails JSON, with commas between them
  /// @param last the key behind which to go on, when there may be more
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Page(Bucket bucket, Spool emails, byte @Nullable [] last) {}

  /// The key and the size of a mail.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Head(byte[] key, long bytes) {}

  /// A page, in the order of keys, which a mail keeps as long as it is there. One of a filter may
  /// hold less than the limit, and nothing at all, while more follows.
  ///
  /// @param gathering takes in the mails of it
  Page page(
      Caller caller,
      BucketStore.Lookup lookup,
      EmailFilter filter,
      Start start,
      int limit,
      Function<InputStream, Spool> gathering) {
    return database.transaction(handle -> {
      var bucket = lookup.find(handle, caller, Permission.BUCKETS_ITEMS_READ);
      var after = Objects.requireNonNullElseGet(start.in(bucket), () -> new byte[0]);
      var end =
          filter.equals(EmailFilter.ALL)
              ? Optional.<byte[]>empty()
              : end(handle, bucket.id(), after);
      var heads = heads(handle, bucket.id(), filter, after, end, limit + 1);
      var keys = new ArrayList<byte[]>();
      long bytes = 0;
      for (var head : heads) {
        bytes += head.bytes();
        if (keys.size() == limit || (!keys.isEmpty() && bytes > PAGE_BYTES)) {
          break;
        }
        keys.add(head.key());
      }
      var emails = gathered(handle, bucket.id(), keys, gathering);
      return new Page(
          bucket, emails, keys.size() < heads.size() ? keys.getLast() : end.orElse(null));
    });
  }

  /// The mail with this id, or none, as a list.
  Spool get(
      Caller caller, BucketStore.Lookup lookup, String id, Function<InputStream, Spool> gathering) {
    return database.transaction(handle -> {
      var bucket = lookup.find(handle, caller, Permission.BUCKETS_ITEMS_READ);
      return gathered(handle, bucket.id(), List.of(Digest.of(id)), gathering);
    });
  }

  /// How many there are.
  long count(Caller caller, BucketStore.Lookup lookup) {
    return database.with(handle ->
        handle
            .createQuery("SELECT count(*) FROM email WHERE bucket_id = :bucket")
            .bind("bucket", lookup.find(handle, caller, Permission.BUCKETS_READ).id())
            .mapTo(Long.class)
            .one());
  }

  /// The key of the last mail to be looked at, unless all of the rest are.
  private static Optional<byte[]> end(Handle handle, Id bucket, byte[] after) {
    return handle
        .createQuery(
            """
            SELECT key
            FROM email
            WHERE bucket_id = :bucket AND key > :after
            ORDER BY key
            LIMIT 1
            OFFSET :looked_at
            """)
        .bind("bucket", bucket)
        .bind("after", after)
        .bind("looked_at", LOOKED_AT)
        .mapTo(byte[].class)
        .findOne();
  }

  private static List<Head> heads(
      Handle handle, Id bucket, EmailFilter filter, byte[] after, Optional<byte[]> end, int most) {
    return filter
        .bind(
            handle.createQuery(
                """
                SELECT key, content_bytes + coalesce(octet_length(metadata), 0)
                  + coalesce(octet_length(attachments), 0) AS bytes
                FROM email
                WHERE bucket_id = :bucket
                  AND key > :after
                  AND key <= :end
                  AND (CAST(:from AS timestamptz) IS NULL OR ts >= :from)
                  AND (CAST(:to AS timestamptz) IS NULL OR ts < :to)
                  AND (CAST(:mailbox AS text) IS NULL OR lower(mailbox) = lower(:mailbox))
                ORDER BY key
                LIMIT :most
                """))
        .bind("bucket", bucket)
        .bind("after", after)
        .bind("end", end.orElseGet(Digest::behindAll))
        .bind("most", most)
        .map((row, _) -> new Head(row.getBytes("key"), row.getLong("bytes")))
        .list();
  }

  private static Spool gathered(
      Handle handle, Id bucket, List<byte[]> keys, Function<InputStream, Spool> gathering) {
    try (var parts =
        handle
            .createQuery(
                """
                SELECT e.id, e.mailbox, e.ts AS timestamp, e.metadata, e.attachments,
                  e.created AS created_at, e.updated AS updated_at,
                  coalesce(c.position, 0) AS position, c.bytes
                FROM email e
                LEFT JOIN email_chunk c
                  ON c.bucket_id = :bucket AND c.key = e.key AND c.content_id = e.content_id
                WHERE e.bucket_id = :bucket AND e.key = ANY(:keys)
                ORDER BY e.key, c.position
                """)
            .bind("bucket", bucket)
            .bind("keys", keys.toArray(byte[][]::new))
            .setFetchSize(CHUNKS)
            .map(EmailPart.ROW)
            .iterator()) {
      return gathering.apply(EmailJson.of(parts));
    }
  }
}
