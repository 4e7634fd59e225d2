package dev.hearken.loading;

import dev.hearken.bucket.BucketStore;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.email.EmailChanges;
import dev.hearken.job.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/// Who is at work on a source.
public final class FeedStore {
  /// How long a server may be silent before another begins in its place. Longer than a turn and a
  /// slice take.
  private static final Duration LEASE = Duration.ofSeconds(20);

  private static final int STALE = 5_000;

  private static final RowMapper<Feed> FEED = Rows.of(Feed.class);

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
  /// moment when that must have finished or died, and nobody waits for it here: what waits until
  /// then is seen by the other when it has given the source back, for it looks behind that.
  Optional<Feed> take(Id source) {
    return database.transaction(handle -> {
      var left =
          handle
              .createQuery(
                  """
                  WITH free AS (
                    SELECT leased_until
                    FROM source_load
                    WHERE source_id = :source
                    FOR UPDATE SKIP LOCKED
                  )
                  SELECT CASE
                    WHEN free.leased_until IS NULL THEN :lease
                    WHEN free.leased_until > clock_timestamp()
                    THEN extract(epoch FROM free.leased_until - clock_timestamp()) * 1000
                    ELSE 0
                  END
                  FROM source_load l
                  LEFT JOIN free ON true
                  WHERE l.source_id = :source
                  """)
              .bind("source", source)
              .bind("lease", lease.toMillis())
              .mapTo(Long.class)
              .findOne();
      if (left.isEmpty()) {
        return Optional.empty();
      }
      if (left.get() > 0) {
        var later = Duration.ofMillis(left.get() + 100);
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

  /// Gives a source back, and sees to it that somebody goes on if there is more to do. It looks for
  /// that when the source is free for all to see: whoever found it taken before has nothing to tell
  /// that is not there by now.
  void giveBack(Id source) {
    database.with(handle ->
        handle
            .createUpdate(
                "UPDATE source_load SET leased_until = '-infinity' WHERE source_id = :source")
            .bind("source", source)
            .execute());
    database.transaction(handle -> {
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

  /// Forgets what waits for a source in buckets that it does not name. It may name another one by
  /// now: what waits for that one is not touched.
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
                      WITH here AS (
                        SELECT bucket_id
                        FROM source_load
                        WHERE source_id = :source AND epoch = :epoch
                        FOR SHARE
                      )
                      DELETE FROM email_load
                      WHERE source_id = :source
                        AND (bucket_id, key) IN (
                          SELECT w.bucket_id, w.key
                          FROM here
                          JOIN email_load w
                            ON w.source_id = :source
                              AND w.bucket_id IS DISTINCT FROM here.bucket_id
                          LIMIT :most
                        )
                      """)
                  .bind("source", feed.sourceId())
                  .bind("epoch", feed.epoch())
                  .bind("most", STALE)
                  .execute());
    } while (gone == STALE);
  }
}
