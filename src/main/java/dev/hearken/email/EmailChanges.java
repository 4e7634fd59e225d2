package dev.hearken.email;

import dev.hearken.body.Digest;
import dev.hearken.body.Elements;
import dev.hearken.bucket.BucketStore;
import dev.hearken.database.Database;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Json;
import dev.hearken.job.Jobs;
import dev.hearken.user.Permission;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Keeps and deletes mails.
public final class EmailChanges {
  private static final RowMapper<PutResult> PUT_RESULT = Rows.of(PutResult.class);

  private final Database database;
  private final Clock clock;

  public EmailChanges(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The work of loading the mails that wait for a source, whose id is its subject.
  public static final String LOAD = "load-mail";

  /// A mail that was new or differed.
  ///
  /// @param added whether it was new
  /// @param withContent whether its content was new or differed, and is to be written
  record Written(ByteBuffer key, boolean added, boolean withContent) {}

  /// Keeps what is new or differs; all or nothing.
  ///
  /// The bucket is locked against deletion, and against whoever locks it for himself, by a
  /// statement of its own: those that follow then see all that was committed before the lock was
  /// there.
  public PutResult put(Caller caller, BucketStore.Lookup lookup, Elements<NewEmail> emails) {
    // Of this upload, so that what it writes can be told from what was there.
    var content = Id.random();
    return database.transaction(handle -> {
      var bucket = lookup.find(handle, caller, Permission.BUCKETS_APPEND);
      BucketStore.hold(handle, bucket);
      long first = reserve(handle);
      var done = new PutResult[] {PutResult.NOTHING};
      emails.slices(slice -> {
        var puts = slice.stream().map(each -> first + emails.number(each)).toList();
        done[0] = done[0].plus(put(handle, bucket.id(), content, slice, puts));
      });
      if (done[0].changed()) {
        wake(handle, bucket.id());
      }
      return done[0];
    });
  }

  /// What [#put] would do now; changes nothing.
  public PutResult compare(Caller caller, BucketStore.Lookup lookup, Elements<NewEmail> emails) {
    return database.transaction(handle -> {
      var bucket = lookup.find(handle, caller, Permission.BUCKETS_APPEND).id();
      var done = new PutResult[] {PutResult.NOTHING};
      emails.slices(slice -> done[0] = done[0].plus(compare(handle, bucket, slice)));
      return done[0];
    });
  }

  private static PutResult compare(Handle handle, Id bucket, List<NewEmail> slice) {
    return handle
        .createQuery(
            """
            SELECT count(*) FILTER (WHERE e.key IS NULL) AS added,
              count(*) FILTER (WHERE e.digest <> sent.digest) AS updated,
              count(*) FILTER (WHERE e.digest = sent.digest) AS unchanged
            FROM unnest(:keys, :digests) AS sent (key, digest)
            LEFT JOIN LATERAL (
              SELECT key, digest
              FROM email
              WHERE bucket_id = :bucket AND key = sent.key
              OFFSET 0
            ) e ON true
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("bucket", bucket)
        .bind("keys", slice.stream().map(NewEmail::key).toArray(byte[][]::new))
        .bind("digests", slice.stream().map(NewEmail::digest).toArray(byte[][]::new))
        .map(PUT_RESULT)
        .one();
  }

  /// The order in which mails were put is that in which they were sent, not that of their keys.
  ///
  /// @return the number of the first; as many follow it as a body may have mails
  private static long reserve(Handle handle) {
    return handle.createQuery("SELECT nextval('email_put')").mapTo(Long.class).one();
  }

  private static void wake(Handle handle, Id bucket) {
    var fed =
        handle
            .createQuery("SELECT hex_id(id) FROM source WHERE bucket_id = :bucket")
            .bind("bucket", bucket)
            .mapTo(String.class)
            .list();
    if (!fed.isEmpty()) {
      Jobs.wake(handle, LOAD, fed, Duration.ZERO);
    }
  }

  private PutResult put(
      Handle handle, Id bucket, Id content, List<NewEmail> slice, List<Long> puts) {
    var written = write(handle, bucket, content, slice, puts);
    var replaced =
        written.stream()
            .filter(each -> each.withContent() && !each.added())
            .map(each -> each.key().array())
            .toArray(byte[][]::new);
    if (replaced.length > 0) {
      removeOtherContent(handle, bucket, content, replaced);
    }
    var wanting =
        written.stream()
            .filter(Written::withContent)
            .map(Written::key)
            .collect(Collectors.toUnmodifiableSet());
    var chunks = new Chunks(handle, bucket, content);
    for (var email : slice) {
      var key = email.key();
      if (wanting.contains(ByteBuffer.wrap(key))) {
        chunks.add(key, email.content());
      }
    }
    chunks.write();
    long added = written.stream().filter(Written::added).count();
    return new PutResult(added, written.size() - added, slice.size() - written.size());
  }

  /// One statement for a slice in the order of its keys, without the contents, so that those of
  /// unchanged mails do not even travel. What is stored is joined first, so that unchanged rows are
  /// not touched; the conflict clause guards against those who do the same at the same moment.
  ///
  /// `written` is what the statement is about: the keys of the mails that are new or differ. From
  /// this moment on, each of these waits for every source that names the bucket. Those are locked
  /// against deletion: else something could come to wait behind the purge. Each mail is looked for
  /// by its key, for the planner knows nothing of a bucket that is new and would read all of it.
  private List<Written> write(
      Handle handle, Id bucket, Id content, List<NewEmail> slice, List<Long> puts) {
    return handle
        .createQuery(
            """
            WITH sent AS (
              SELECT key, id, mailbox, ts, metadata, attachments, digest, content_digest,
                content_bytes, put
              FROM unnest(
                :keys, :ids, :mailboxes, CAST(:times AS timestamptz[]), :metadata, :attachments,
                :digests, :contents, :sizes, :puts
              ) AS sent (key, id, mailbox, ts, metadata, attachments, digest, content_digest,
                content_bytes, put)
            ), differing AS (
              SELECT sent.*
              FROM sent
              LEFT JOIN LATERAL (
                SELECT digest
                FROM email
                WHERE bucket_id = :bucket AND key = sent.key
                OFFSET 0
              ) e ON true
              WHERE e.digest IS DISTINCT FROM sent.digest
            ), written AS (
              INSERT INTO email AS e (bucket_id, key, id, mailbox, ts, metadata, attachments,
                digest, content_digest, content_id, content_bytes, put, created, updated)
              SELECT :bucket, key, id, mailbox, ts, metadata, attachments, digest, content_digest,
                :content, content_bytes, put, :now, :now
              FROM differing
              ORDER BY key
              ON CONFLICT (bucket_id, key) DO UPDATE
              SET mailbox = excluded.mailbox,
                ts = excluded.ts,
                metadata = excluded.metadata,
                attachments = excluded.attachments,
                digest = excluded.digest,
                content_digest = excluded.content_digest,
                content_id = CASE
                  WHEN e.content_digest = excluded.content_digest THEN e.content_id
                  ELSE excluded.content_id
                END,
                content_bytes = excluded.content_bytes,
                version = e.version + 1,
                updated = excluded.updated,
                put = excluded.put
              WHERE e.digest <> excluded.digest
              RETURNING e.key, e.put, e.version = 1 AS added, e.content_id = :content AS with_content
            ), fed AS (
              SELECT id
              FROM source
              WHERE bucket_id = :bucket
              ORDER BY id
              FOR KEY SHARE
            ), waiting AS (
              INSERT INTO email_load (source_id, bucket_id, key, put)
              SELECT fed.id, :bucket, written.key, written.put
              FROM written
              CROSS JOIN fed
              ORDER BY written.key, fed.id
              ON CONFLICT (source_id, bucket_id, key) DO UPDATE
              SET put = excluded.put, reason = NULL, attempts = 0
            )
            SELECT key, added, with_content
            FROM written
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("bucket", bucket)
        .bind("content", content)
        .bind("now", clock.instant())
        .bind("keys", slice.stream().map(NewEmail::key).toArray(byte[][]::new))
        .bindArray("ids", String.class, texts(slice.stream().map(NewEmail::id)))
        .bindArray("mailboxes", String.class, texts(slice.stream().map(NewEmail::mailbox)))
        .bindArray(
            "times",
            String.class,
            texts(slice.stream().map(each -> Json.timestamp(each.timestamp()))))
        .bindArray("metadata", String.class, texts(slice.stream().map(NewEmail::metadata)))
        .bindArray("attachments", String.class, texts(slice.stream().map(NewEmail::attachments)))
        .bind("digests", slice.stream().map(NewEmail::digest).toArray(byte[][]::new))
        .bind(
            "contents", slice.stream().map(each -> each.content().digest()).toArray(byte[][]::new))
        .bindArray("sizes", Long.class, slice.stream().map(each -> each.content().size()).toList())
        .bindArray("puts", Long.class, puts)
        .map((row, _) ->
            new Written(
                ByteBuffer.wrap(row.getBytes("key")),
                row.getBoolean("added"),
                row.getBoolean("with_content")))
        .list();
  }

  private static Object[] texts(Stream<? extends @Nullable String> texts) {
    return texts.toArray();
  }

  /// In a statement of its own, which sees what others wrote before their rows were free.
  private static void removeOtherContent(Handle handle, Id bucket, Id content, byte[][] keys) {
    handle
        .createUpdate(
            """
            DELETE FROM email_chunk
            WHERE bucket_id = :bucket
              AND key = ANY(:keys)
              AND content_id <> :content
            """)
        .bind("bucket", bucket)
        .bind("keys", keys)
        .bind("content", content)
        .execute();
  }

  /// Deletes those of these ids that there are.
  void delete(Caller caller, BucketStore.Lookup lookup, List<String> ids) {
    database.transaction(handle -> {
      var bucket = lookup.find(handle, caller, Permission.BUCKETS_WRITE).id();
      var gone =
          handle
              .createQuery(
                  """
                  WITH doomed AS (
                    SELECT key
                    FROM email
                    WHERE bucket_id = :bucket AND key = ANY(:keys)
                    ORDER BY key
                    FOR UPDATE
                  )
                  DELETE FROM email e
                  USING doomed
                  WHERE e.bucket_id = :bucket AND e.key = doomed.key
                  RETURNING e.key
                  """)
              .bind("bucket", bucket)
              .bind("keys", ids.stream().distinct().map(Digest::of).toArray(byte[][]::new))
              .mapTo(byte[].class)
              .list();
      removeRest(handle, bucket, gone);
      return gone.size();
    });
  }

  /// Removes what belongs to mails that were deleted in the caller's transaction.
  public static void removeRest(Handle handle, Id bucket, List<byte[]> gone) {
    if (gone.isEmpty()) {
      return;
    }
    // Also the chunks that others committed while their rows were waited for.
    handle
        .createUpdate("DELETE FROM email_chunk WHERE bucket_id = :bucket AND key = ANY(:keys)")
        .bind("bucket", bucket)
        .bind("keys", gone.toArray(byte[][]::new))
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM email_load l
            USING source s
            WHERE s.bucket_id = :bucket
              AND l.source_id = s.id
              AND l.bucket_id = :bucket
              AND l.key = ANY(:keys)
            """)
        .bind("bucket", bucket)
        .bind("keys", gone.toArray(byte[][]::new))
        .execute();
  }
}
