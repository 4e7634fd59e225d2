package dev.hearken.retention;

import dev.hearken.bucket.BucketStore;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Fields;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.job.Jobs;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Permission;
import dev.hearken.user.UserStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// How long things are kept, in the database.
public final class RetentionStore {
  static final String APPLY = "apply-retention";

  private static final RowMapper<Rule> RULE = Rows.of(Rule.class);

  private final Database database;
  private final Clock clock;
  private final Duration every;

  /// @param every how often it is looked whether something is to go
  public RetentionStore(Database database, Clock clock, Duration every) {
    this.database = database;
    this.clock = clock;
    this.every = every;
  }

  /// What a call is about.
  ///
  /// @param name for people
  record Holder(Id id, boolean isBucket, String name) {}

  /// Finds it for whoever may do this, in the transaction in which it is used.
  @FunctionalInterface
  interface Lookup {
    Holder find(Handle handle);
  }

  static Lookup ofSource(Caller caller, FullName name, Permission permission) {
    return handle ->
        new Holder(SourceStore.get(handle, caller, name, permission).id(), false, name.toString());
  }

  static Lookup ofBucket(Caller caller, FullName name, Permission permission) {
    return handle ->
        new Holder(
            BucketStore.named(name).find(handle, caller, permission).id(), true, name.toString());
  }

  /// Sets how long the comments of a source, or the mails of a bucket, are kept, as a request with
  /// this body does, unless it is set already.
  ///
  /// @param dry whether only to look
  /// @throws Refusal.Conflict when it is set to something else
  public void adopt(Caller caller, FullName name, boolean bucket, Fields body, boolean dry) {
    var retention = Retention.from(body);
    var lookup =
        bucket
            ? ofBucket(caller, name, Permission.BUCKETS_WRITE)
            : ofSource(caller, name, Permission.SOURCES_ADMIN);
    var found =
        database.transaction(handle -> {
          var holder = lookup.find(handle);
          return find(handle, holder);
        });
    if (found.isPresent() && !found.get().equals(retention)) {
      throw new Refusal.Conflict(
          "The %s %s has another retention: set it to %s, or take it away."
              .formatted(
                  bucket ? "bucket" : "source",
                  Shown.of(name.toString()),
                  Json.text(retention.wire())));
    }
    if (found.isEmpty() && !dry) {
      put(caller, lookup, retention);
    }
  }

  /// Looks whether a request with this body could set how long things are kept.
  ///
  /// @throws Refusal when it could not, whatever they are
  public void check(Fields body) {
    var _ = Retention.from(body);
  }

  Retention get(Lookup lookup) {
    return database.transaction(handle -> {
      var holder = lookup.find(handle);
      return find(handle, holder).orElseThrow(() -> none(holder));
    });
  }

  private static Optional<Retention> find(Handle handle, Holder holder) {
    return handle
        .createQuery(
            """
            SELECT holder, bucket_id IS NOT NULL AS of_bucket, days, by_arrival, include_annotated,
              set_at
            FROM retention
            WHERE holder = :holder
            """)
        .bind("holder", holder.id())
        .map(RULE)
        .findOne()
        .map(Rule::retention);
  }

  private static Refusal none(Holder holder) {
    return new Refusal.NotFound(
        "The %s %s has no retention: what is in it is kept."
            .formatted(holder.isBucket() ? "bucket" : "source", Shown.of(holder.name())));
  }

  /// What would go now.
  Expiring.Due due(Lookup lookup, Retention retention) {
    return database.transaction(handle -> due(handle, lookup.find(handle), retention));
  }

  private Expiring.Due due(Handle handle, Holder holder, Retention retention) {
    return expiring(holder.isBucket())
        .due(handle, holder.id(), retention, retention.before(clock.instant()));
  }

  private Expiring expiring(boolean ofBucket) {
    return ofBucket ? new ExpiringMails(clock) : new ExpiringComments(clock);
  }

  /// Sets it. Nothing goes before the next time that it is looked.
  void put(Caller caller, Lookup lookup, Retention retention) {
    database.transaction(handle -> {
      var holder = lookup.find(handle);
      var id = holder.id();
      handle
          .createUpdate(
              """
              WITH old AS (
                SELECT *
                FROM retention
                WHERE holder = :holder
              ), written AS (
                INSERT INTO retention AS r
                  (holder, source_id, bucket_id, days, by_arrival, include_annotated, set_at,
                    due_at)
                VALUES (:holder, CASE WHEN :of_bucket THEN NULL ELSE :holder END,
                  CASE WHEN :of_bucket THEN :holder END, :days, :by_arrival, :annotated, :now,
                  now())
                ON CONFLICT (holder) DO UPDATE
                SET days = excluded.days,
                  by_arrival = excluded.by_arrival,
                  include_annotated = excluded.include_annotated,
                  set_at = greatest(excluded.set_at, r.set_at + interval '1 microsecond')
                WHERE (r.days, r.by_arrival, r.include_annotated)
                  IS DISTINCT FROM (excluded.days, excluded.by_arrival, excluded.include_annotated)
                RETURNING *
              )
              INSERT INTO audit_event (at, type, actor_id, about, before, after)
              SELECT :now, 'retention.set', :caller, about_holder(:holder),
                (SELECT to_jsonb(old) - 'holder' FROM old), to_jsonb(written) - 'holder'
              FROM written
              """)
          .bind("holder", id)
          .bind("of_bucket", holder.isBucket())
          .bind("days", retention.days())
          .bind("by_arrival", retention.byArrival())
          .bind("annotated", retention.includeAnnotated())
          .bind("now", clock.instant())
          .bind("caller", caller.id())
          .execute();
      Jobs.wake(handle, APPLY, List.of(APPLY), every);
      return id;
    });
  }

  /// Everything is kept from now on.
  void delete(Caller caller, Lookup lookup) {
    database.transaction(handle -> {
      var holder = lookup.find(handle);
      int gone =
          handle
              .createUpdate(
                  """
                  WITH gone AS (
                    DELETE FROM retention
                    WHERE holder = :holder
                    RETURNING *
                  )
                  INSERT INTO audit_event (at, type, actor_id, about, before)
                  SELECT :now, 'retention.delete', :caller, about_holder(:holder),
                    to_jsonb(gone) - 'holder'
                  FROM gone
                  """)
              .bind("holder", holder.id())
              .bind("now", clock.instant())
              .bind("caller", caller.id())
              .execute();
      if (gone == 0) {
        throw none(holder);
      }
      return gone;
    });
  }

  static Id system(Handle handle) {
    return UserStore.system(handle).id();
  }

  /// Sees to it that it is looked at, if anything is set.
  void wake(Duration later) {
    database.transaction(handle -> {
      boolean any =
          handle.createQuery("SELECT EXISTS (SELECT FROM retention)").mapTo(Boolean.class).one();
      if (any) {
        Jobs.wake(handle, APPLY, List.of(APPLY), later);
      }
      return any;
    });
  }

  Instant databaseTime() {
    return database.with(
        handle -> handle.createQuery("SELECT clock_timestamp()").mapTo(Instant.class).one());
  }

  /// The next one that it is time for, which no other server takes until it is time again.
  Optional<Rule> take() {
    return database.with(handle ->
        handle
            .createQuery(
                """
                UPDATE retention
                SET due_at = now() + :every * INTERVAL '1 millisecond'
                WHERE holder = (
                  SELECT holder
                  FROM retention
                  WHERE due_at <= now()
                  ORDER BY due_at, holder
                  LIMIT 1
                  FOR UPDATE SKIP LOCKED
                )
                RETURNING holder, bucket_id IS NOT NULL AS of_bucket, days, by_arrival,
                  include_annotated, set_at
                """)
            .bind("every", every.toMillis())
            .map(RULE)
            .findOne());
  }

  Expiring.Taken slice(Rule rule, Expiring.Place after, Instant before) {
    return database.transaction(
        handle -> expiring(rule.ofBucket()).take(handle, rule, after, before));
  }
}
