package dev.hearken.loading;

import dev.hearken.comment.CommentChanges;
import dev.hearken.comment.NewComment;
import dev.hearken.comment.SyncResult;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.email.EmailChanges;
import dev.hearken.http.Caller;
import dev.hearken.job.Jobs;
import dev.hearken.project.FullName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Writes what became of a slice of mails: comments, failures, and that they wait no longer, all in
/// one transaction, so that whoever dies in between leaves nothing behind, and whoever does it
/// twice changes nothing.
public final class LoadStore {
  private static final RowMapper<Home> HOME = Rows.of(Home.class);
  private static final RowMapper<Counting> COUNTING = Rows.of(Counting.class);

  private final Database database;
  private final CommentChanges comments;
  private final Caller system;

  /// @param system in whose name comments are stored; he sees all that is hidden
  public LoadStore(Database database, CommentChanges comments, Caller system) {
    this.database = database;
    this.comments = comments;
    this.system = system;
  }

  /// The name of a source, for messages.
  record Home(String owner, String name) {}

  /// The mail that counts for a comment: the one that was put last.
  record Counting(ByteBuffer commentKey, ByteBuffer emailKey, long put, boolean skipped) {
    boolean is(Outcome outcome) {
      return emailKey.equals(outcome.waiting().key()) && put == outcome.mail().put();
    }
  }

  /// Stores a slice, unless something changed in the meantime: then whoever changed it has put the
  /// work into the queue anew.
  ///
  /// @return the feed as it is behind it; null when it is another one now
  @Nullable Feed store(Feed feed, Id bucket, Slice slice, List<Outcome> outcomes) {
    var source = feed.sourceId();
    return database.transaction(handle -> {
      var home = hold(handle, feed);
      if (home == null) {
        return null;
      }
      var made = outcomes.stream().filter(Outcome::isComment).toList();
      var again =
          made.isEmpty() ? Again.NOTHING : storeComments(handle, source, bucket, home, made);
      var waking = loadAgain(handle, source, bucket, again);
      removeDone(handle, source, bucket, outcomes);
      addFailed(handle, source, bucket, outcomes);
      wake(handle, source, waking);
      return slice.walked()
          ? walk(handle, feed, slice.last(), feed.recipeVersion(), again.done())
          : feed;
    });
  }

  /// Begins to walk the bucket from its beginning, or ends it.
  ///
  /// @param version of the recipe with which all mails have been read then
  /// @return the feed as it is behind it; null when it is another one now
  @Nullable Feed walk(Feed feed, @Nullable ByteBuffer to, int version) {
    return database.transaction(handle ->
        hold(handle, feed) == null ? null : walk(handle, feed, to, version, SyncResult.NOTHING));
  }

  /// The source is held first, as by those who change it: two who load the same one, and who loads
  /// and who changes it, wait for each other without standing in each other's way.
  private static @Nullable FullName hold(Handle handle, Feed feed) {
    var home =
        handle
            .createQuery(
                """
                SELECT p.name AS owner, s.name
                FROM source s
                JOIN project p ON p.id = s.project_id
                WHERE s.id = :source
                FOR KEY SHARE OF s
                """)
            .bind("source", feed.sourceId())
            .map(HOME)
            .findOne();
    boolean same =
        handle
            .createQuery(
                """
                SELECT epoch = :epoch
                FROM source_load
                WHERE source_id = :source
                FOR UPDATE
                """)
            .bind("source", feed.sourceId())
            .bind("epoch", feed.epoch())
            .mapTo(Boolean.class)
            .findOne()
            .orElse(false);
    return home.isPresent() && same ? new FullName(home.get().owner(), home.get().name()) : null;
  }

  /// This source is at work.
  private static void wake(Handle handle, Id source, List<Id> waking) {
    var others = waking.stream().filter(id -> !id.equals(source)).map(Id::toString).toList();
    if (!others.isEmpty()) {
      Jobs.wake(handle, EmailChanges.LOAD, others, Duration.ZERO);
    }
  }

  private Again storeComments(
      Handle handle, Id source, Id bucket, FullName home, List<Outcome> made) {
    var threads = new MailThreads(handle, bucket);
    var said = made.stream().map(Outcome::said).toList();
    var moved = threads.remember(said);
    var threadOf = threads.of(said);
    var left = rememberComments(handle, source, bucket, made);
    var counting = counting(handle, source, bucket, made);
    var stored = new ArrayList<NewComment>();
    for (var each : made) {
      var winner = counting.get(each.commentKey());
      if (winner != null && winner.is(each) && !winner.skipped()) {
        var thread = Objects.requireNonNull(threadOf.get(each.commentKey()));
        stored.add(each.made().comment().in(thread));
      }
    }
    var done = comments.store(handle, system, home, source, stored);
    removeLeft(handle, source, left);
    return new Again(
        moved, List.copyOf(left), made.stream().map(each -> each.waiting().key()).toList(), done);
  }

  /// What is to be loaded again because of a slice.
  ///
  /// @param moved keys of mails whose thread is another one, and so that of their answers
  /// @param left keys of comments that are made of other mails now
  /// @param just the mails of the slice itself, which know of it
  /// @param done what the slice changed
  private record Again(
      List<ByteBuffer> moved, List<ByteBuffer> left, List<ByteBuffer> just, SyncResult done) {
    static final Again NOTHING = new Again(List.of(), List.of(), List.of(), SyncResult.NOTHING);
  }

  /// Puts what is to be loaded again behind what waits, for every source of the bucket. One
  /// statement, before others that touch what waits, and in an order that whoever puts mail keeps
  /// too: so nobody waits for another in a circle.
  ///
  /// @return the sources for which something waits now
  private static List<Id> loadAgain(Handle handle, Id source, Id bucket, Again again) {
    if (again.moved().isEmpty() && again.left().isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            """
            WITH RECURSIVE answer (key, email_key) AS (
              SELECT t.key, t.email_key
              FROM unnest(:moved) AS moved (key)
              CROSS JOIN LATERAL (
                SELECT key, email_key
                FROM mail_thread
                WHERE bucket_id = :bucket AND parent_key = moved.key
                OFFSET 0
              ) t
              UNION
              SELECT t.key, t.email_key
              FROM answer
              CROSS JOIN LATERAL (
                SELECT key, email_key
                FROM mail_thread
                WHERE bucket_id = :bucket AND parent_key = answer.key
                OFFSET 0
              ) t
            ), fed AS (
              SELECT id
              FROM source
              WHERE bucket_id = :bucket
            ), again AS (
              SELECT m.source_id, m.email_key, m.put
              FROM answer
              CROSS JOIN fed
              JOIN LATERAL (
                SELECT *
                FROM mail_comment
                WHERE source_id = fed.id
                  AND bucket_id = :bucket
                  AND email_key >= answer.email_key
                ORDER BY email_key
                LIMIT 1
              ) m ON m.email_key = answer.email_key
              UNION
              SELECT m.source_id, m.email_key, m.put
              FROM unnest(:moved) AS moved (key)
              CROSS JOIN fed
              CROSS JOIN LATERAL (
                SELECT *
                FROM mail_comment
                WHERE source_id = fed.id AND comment_key = moved.key
                OFFSET 0
              ) m
              WHERE m.bucket_id = :bucket
              UNION
              SELECT m.source_id, m.email_key, m.put
              FROM unnest(:left) AS remaining (key)
              CROSS JOIN LATERAL (
                SELECT *
                FROM mail_comment
                WHERE source_id = :source AND comment_key = remaining.key
                OFFSET 0
              ) m
              WHERE m.bucket_id = :bucket
            ), waiting AS (
              INSERT INTO email_load (source_id, bucket_id, key, put)
              SELECT source_id, :bucket, email_key, put
              FROM again
              WHERE source_id <> :source OR email_key <> ALL(:just)
              ORDER BY email_key, source_id
              ON CONFLICT (source_id, bucket_id, key) DO NOTHING
              RETURNING source_id
            )
            SELECT DISTINCT source_id
            FROM waiting
            """)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("moved", keys(again.moved().stream()))
        .bind("left", keys(again.left().stream()))
        .bind("just", keys(again.just().stream()))
        .mapTo(Id.class)
        .list();
  }

  /// Remembers which comment each mail is.
  ///
  /// @return the keys of comments that some of them were before
  private static Set<ByteBuffer> rememberComments(
      Handle handle, Id source, Id bucket, List<Outcome> made) {
    return new HashSet<>(
        handle
            .createQuery(
                """
                WITH sent AS (
                  SELECT *
                  FROM unnest(:emails, :comments, :puts, :digests)
                    AS sent (email_key, comment_key, put, digest)
                ), known AS (
                  SELECT m.email_key, m.comment_key, m.put, m.digest
                  FROM sent
                  JOIN LATERAL (
                    SELECT *
                    FROM mail_comment
                    WHERE source_id = :source
                      AND bucket_id = :bucket
                      AND email_key >= sent.email_key
                    ORDER BY email_key
                    LIMIT 1
                  ) m ON m.email_key = sent.email_key
                ), written AS (
                  INSERT INTO mail_comment AS m
                    (source_id, bucket_id, email_key, comment_key, put, digest)
                  SELECT :source, :bucket, sent.email_key, sent.comment_key, sent.put, sent.digest
                  FROM sent
                  LEFT JOIN known USING (email_key)
                  WHERE known.put IS NULL
                    OR (known.put <= sent.put
                      AND (known.comment_key, known.put, known.digest)
                        IS DISTINCT FROM (sent.comment_key, sent.put, sent.digest))
                  ORDER BY sent.email_key
                  ON CONFLICT (source_id, bucket_id, email_key) DO UPDATE
                  SET comment_key = excluded.comment_key,
                    put = excluded.put,
                    digest = excluded.digest
                  WHERE m.put <= excluded.put
                )
                SELECT known.comment_key
                FROM known
                JOIN sent USING (email_key)
                WHERE known.put <= sent.put AND known.comment_key <> sent.comment_key
                """)
            .bind("source", source)
            .bind("bucket", bucket)
            .bind("emails", keys(made.stream().map(each -> each.waiting().key())))
            .bind("comments", keys(made.stream().map(Outcome::commentKey)))
            .bindArray("puts", Long.class, made.stream().map(each -> each.mail().put()).toList())
            .bind("digests", keys(made.stream().map(each -> each.mail().digest())))
            .mapTo(ByteBuffer.class)
            .list());
  }

  /// Of all the mails of each comment that are in the bucket, the one that counts. What was deleted
  /// by hand is skipped until one is put later with other content, and no longer.
  private static Map<ByteBuffer, Counting> counting(
      Handle handle, Id source, Id bucket, List<Outcome> made) {
    var counting = new HashMap<ByteBuffer, Counting>();
    handle
        .createQuery(
            """
            WITH last AS (
              SELECT DISTINCT ON (sent.comment_key) sent.comment_key, m.email_key, m.put, m.digest
              FROM unnest(:keys) AS sent (comment_key)
              CROSS JOIN LATERAL (
                SELECT *
                FROM mail_comment
                WHERE source_id = :source AND comment_key = sent.comment_key
                OFFSET 0
              ) m
              CROSS JOIN LATERAL (
                SELECT
                FROM email
                WHERE bucket_id = :bucket AND key = m.email_key
                OFFSET 0
              ) e
              WHERE m.bucket_id = :bucket
              ORDER BY sent.comment_key, m.put DESC
            ), judged AS (
              SELECT last.comment_key, last.email_key, last.put,
                coalesce(last.put <= k.put OR last.digest = k.digest, false) AS skipped
              FROM last
              LEFT JOIN email_skip k ON k.source_id = :source AND k.key = last.comment_key
            ), brought_back AS (
              DELETE FROM email_skip k
              USING judged
              WHERE k.source_id = :source AND k.key = judged.comment_key AND NOT judged.skipped
            )
            SELECT *
            FROM judged
            """)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("keys", keys(made.stream().map(Outcome::commentKey).distinct()))
        .map(COUNTING)
        .forEach(each -> counting.put(each.commentKey(), each));
    return counting;
  }

  /// Comments that lost a mail go, unless there is another one.
  private void removeLeft(Handle handle, Id source, Set<ByteBuffer> keys) {
    if (keys.isEmpty()) {
      return;
    }
    var gone =
        handle
            .createQuery(
                """
                SELECT sent.key
                FROM unnest(:keys) AS sent (key)
                WHERE NOT EXISTS (
                  SELECT
                  FROM mail_comment m
                  WHERE m.source_id = :source AND m.comment_key = sent.key
                )
                """)
            .bind("source", source)
            .bind("keys", keys(keys.stream()))
            .mapTo(ByteBuffer.class)
            .list();
    comments.remove(handle, source, gone);
  }

  /// Nothing waits any longer but what was put again meanwhile, or is just being put.
  private static void removeDone(
      Handle handle, Id source, Id bucket, Collection<Outcome> outcomes) {
    var done = outcomes.stream().filter(each -> !each.isFailure()).map(Outcome::waiting).toList();
    if (done.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            DELETE FROM email_load
            WHERE source_id = :source
              AND bucket_id = :bucket
              AND key = ANY(ARRAY(
                SELECT l.key
                FROM unnest(:keys, :puts) AS done (key, put)
                CROSS JOIN LATERAL (
                  SELECT key
                  FROM email_load
                  WHERE source_id = :source
                    AND bucket_id = :bucket
                    AND key = done.key
                    AND put <= done.put
                  FOR UPDATE SKIP LOCKED
                ) l
              ))
            """)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("keys", keys(done.stream().map(Slice.Waiting::key)))
        .bindArray("puts", Long.class, done.stream().map(Slice.Waiting::put).toList())
        .execute();
  }

  private static void addFailed(Handle handle, Id source, Id bucket, Collection<Outcome> outcomes) {
    var failed = outcomes.stream().filter(Outcome::isFailure).toList();
    if (failed.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO email_load AS l (source_id, bucket_id, key, put, reason, attempts)
            SELECT :source, :bucket, key, put, reason, 1
            FROM unnest(:keys, :puts, :reasons) AS failed (key, put, reason)
            ORDER BY key
            ON CONFLICT (source_id, bucket_id, key) DO UPDATE
            SET reason = excluded.reason, attempts = l.attempts + 1
            WHERE l.put <= excluded.put
            """)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("keys", keys(failed.stream().map(each -> each.waiting().key())))
        .bindArray("puts", Long.class, failed.stream().map(each -> each.waiting().put()).toList())
        .bindArray("reasons", String.class, failed.stream().map(Outcome::reason).toList())
        .execute();
  }

  /// Counts what the walk does from its beginning to its end.
  private static Feed walk(
      Handle handle, Feed feed, @Nullable ByteBuffer to, int version, SyncResult done) {
    handle
        .createUpdate(
            """
            UPDATE source_load
            SET walked = CAST(:to AS bytea),
              recipe_version = :version,
              walk_added = CASE WHEN :begins THEN 0 ELSE walk_added + :added END,
              walk_updated = CASE WHEN :begins THEN 0 ELSE walk_updated + :updated END,
              walk_unchanged = CASE WHEN :begins THEN 0 ELSE walk_unchanged + :unchanged END,
              walk_ended = CASE WHEN :ends THEN clock_timestamp() END
            WHERE source_id = :source
            """)
        .bind("source", feed.sourceId())
        .bindByType("to", to, ByteBuffer.class)
        .bind("version", version)
        .bind("begins", to != null && !to.hasRemaining())
        .bind("ends", to == null)
        .bind("added", done.added())
        .bind("updated", done.updated())
        .bind("unchanged", done.unchanged())
        .execute();
    return feed.walkedTo(to, version);
  }

  private static ByteBuffer[] keys(Stream<ByteBuffer> keys) {
    return keys.toArray(ByteBuffer[]::new);
  }
}
