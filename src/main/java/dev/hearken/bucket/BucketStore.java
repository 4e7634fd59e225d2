package dev.hearken.bucket;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Slices;
import dev.hearken.project.Contents;
import dev.hearken.project.FullName;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Buckets in the database.
public final class BucketStore {
  private static final RowMapper<Bucket> BUCKET = Rows.of(Bucket.class);
  private static final RowMapper<Held> HELD = Rows.of(Held.class);

  private final Database database;
  private final Clock clock;

  public BucketStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What a statement says of a bucket: its project, what the caller holds in it, and the bucket if
  /// there is one.
  record Held(String owner, @Nullable List<String> held, @Nullable @Nested Bucket bucket) {
    Access access(Caller caller) {
      return new Access(caller, owner, held);
    }
  }

  /// What a project owns of this kind.
  public Contents contents() {
    return new Contents("buckets", BucketStore::count, this::deleteAll);
  }

  SyncStateStore syncStates() {
    return new SyncStateStore(database, clock);
  }

  /// All buckets that the caller may read, by owner and name.
  public Slices<Bucket> list(Caller caller) {
    return new Slices<>(after ->
        database.with(handle ->
            handle
                .createQuery(
                    """
                    SELECT b.id, p.name AS owner, b.name, b.title, b.bucket_type, b.created_at
                    FROM project p
                    CROSS JOIN LATERAL (
                      SELECT *
                      FROM bucket b
                      WHERE b.project_id = p.id
                        AND b.name > CASE WHEN p.name = :owner THEN :name ELSE '' END
                      ORDER BY b.name
                      LIMIT :limit
                    ) b
                    WHERE p.name >= :owner
                      AND (:everywhere OR EXISTS (
                        SELECT
                        FROM member m
                        WHERE m.project_id = p.id
                          AND m.user_id = :caller
                          AND m.permissions && :granting
                      ))
                    ORDER BY p.name, b.name
                    LIMIT :limit
                    """)
                .bind("owner", after == null ? "" : after.owner())
                .bind("name", after == null ? "" : after.name())
                .bind("limit", Slices.SIZE)
                .bind("caller", caller.id())
                .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
                .bindArray("granting", String.class, Permission.BUCKETS_READ.grantedBy())
                .map(BUCKET)
                .list()));
  }

  /// Finds a bucket for a caller, in the transaction in which it is used.
  @FunctionalInterface
  public interface Lookup {
    /// @param permission what the caller must hold
    Bucket find(Handle handle, Caller caller, Permission permission);
  }

  /// The bucket of this name.
  public static Lookup named(FullName name) {
    return (handle, caller, permission) ->
        allowed(caller, held(handle, caller, name), name.toString(), permission);
  }

  private static Held held(Handle handle, Caller caller, FullName name) {
    return handle
        .createQuery(
            """
            SELECT p.name AS owner, m.permissions AS held,
              b.id, b.name, b.title, b.bucket_type, b.created_at
            FROM project p
            LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
            LEFT JOIN bucket b ON b.project_id = p.id AND b.name = :name
            WHERE p.name = :owner
            """)
        .bind("caller", caller.id())
        .bind("owner", name.owner())
        .bind("name", name.name())
        .map(HELD)
        .findOne()
        .orElseThrow(() -> Access.noSuchProject(name.owner()));
  }

  /// The bucket of this id.
  public static Lookup withId(Id id) {
    return (handle, caller, permission) -> {
      var found =
          handle
              .createQuery(
                  """
                  SELECT p.name AS owner, m.permissions AS held,
                    b.id, b.name, b.title, b.bucket_type, b.created_at
                  FROM bucket b
                  JOIN project p ON p.id = b.project_id
                  LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                  WHERE b.id = :id
                  """)
              .bind("caller", caller.id())
              .bind("id", id)
              .map(HELD)
              .findOne()
              .orElseThrow(() -> noSuchBucket("id:" + id));
      if (!found.access(caller).visible()) {
        throw noSuchBucket("id:" + id);
      }
      return allowed(caller, found, "id:" + id, permission);
    };
  }

  /// Keeps a bucket from being deleted until the transaction ends. Many may hold one at once; who
  /// waits for all of them with [#awaitHolders] is let in before those that come after him, which a
  /// lock of the row alone would not do.
  public static void hold(Handle handle, Bucket bucket) {
    var held =
        handle
            .createQuery(
                """
                SELECT id, pg_advisory_xact_lock_shared(id)
                FROM bucket
                WHERE id = :id
                FOR KEY SHARE
                """)
            .bind("id", bucket.id())
            .mapTo(Id.class)
            .findOne();
    if (held.isEmpty()) {
      throw noSuchBucket(bucket.owner() + "/" + bucket.name());
    }
  }

  /// Waits until all have ended who held the bucket before. Those who hold it later see what was
  /// committed before this.
  public static void awaitHolders(Handle handle, Id bucket) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(:id) IS NULL")
        .bind("id", bucket)
        .mapTo(Boolean.class)
        .one();
  }

  /// One bucket by its name.
  public Bucket get(Caller caller, FullName name) {
    return database.with(handle -> named(name).find(handle, caller, Permission.BUCKETS_READ));
  }

  /// One bucket by its id.
  ///
  /// @param permission what the caller must hold
  Bucket get(Caller caller, Id id, Permission permission) {
    return database.with(handle -> withId(id).find(handle, caller, permission));
  }

  private static Bucket allowed(Caller caller, Held found, String name, Permission permission) {
    var access = found.access(caller);
    access.requireVisible();
    if (found.bucket() == null) {
      throw noSuchBucket(name);
    }
    access.require(permission);
    return found.bucket();
  }

  private static Refusal noSuchBucket(String name) {
    return new Refusal.NotFound("No such bucket %s.".formatted(Shown.of(name)));
  }

  /// Makes a bucket as a request with this body does.
  public Bucket create(Caller caller, FullName name, Fields body) {
    return create(caller, NewBucket.from(name, body));
  }

  /// Looks whether a request with this body could make a bucket.
  ///
  /// @throws Refusal when it could not, wherever it is to be
  public void check(FullName name, Fields body) {
    var _ = NewBucket.from(name, body);
  }

  /// What a request with this body would find; empty when it would make a bucket.
  public Optional<Bucket> find(Caller caller, FullName name, Fields body) {
    var bucket = NewBucket.from(name, body);
    var found = database.with(handle -> held(handle, caller, name));
    found.access(caller).require(Permission.BUCKETS_WRITE);
    return Optional.ofNullable(found.bucket()).map(bucket::orConflict);
  }

  /// Makes a bucket. The same request again finds the bucket it made.
  Bucket create(Caller caller, NewBucket bucket) {
    var name = bucket.name();
    var made = database.with(handle -> insert(handle, caller, bucket));
    made.access(caller).require(Permission.BUCKETS_WRITE);
    if (made.bucket() != null) {
      return made.bucket();
    }
    return bucket.orConflict(get(caller, name));
  }

  private Held insert(Handle handle, Caller caller, NewBucket bucket) {
    return handle
        .createQuery(
            """
            WITH home AS (
              SELECT p.id, p.name, m.permissions AS held
              FROM project p
              LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
              WHERE p.name = :owner
            ), made AS (
              INSERT INTO bucket (id, project_id, name, title, bucket_type, created_at)
              SELECT :id, home.id, :name, :title, :bucket_type, :now
              FROM home
              WHERE :everywhere OR home.held && :granting
              ON CONFLICT (project_id, name) DO NOTHING
              RETURNING *
            ), audited AS (
              INSERT INTO audit_event (at, type, actor_id, about, after)
              SELECT :now, 'bucket.create', :caller,
                jsonb_build_array(
                  about('bucket', made.id, made.name), about('project', home.id, home.name)),
                to_jsonb(made)
              FROM made, home
            )
            SELECT home.name AS owner, home.held,
              made.id, made.name, made.title, made.bucket_type, made.created_at
            FROM home LEFT JOIN made ON true
            """)
        .bind("caller", caller.id())
        .bind("owner", bucket.name().owner())
        .bind("id", Id.random())
        .bind("name", bucket.name().name())
        .bind("title", bucket.title())
        .bind("bucket_type", bucket.bucketType())
        .bind("now", clock.instant())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("granting", String.class, Permission.BUCKETS_WRITE.grantedBy())
        .map(HELD)
        .findOne()
        .orElseThrow(() -> Access.noSuchProject(bucket.name().owner()));
  }

  /// Deletes a bucket. Sources that it fed go on without one.
  void delete(Caller caller, Id id) {
    var found =
        database.transaction(handle ->
            handle
                .createQuery(
                    """
                    WITH target AS (
                      SELECT b.id, b.project_id, p.name AS owner, m.permissions AS held
                      FROM bucket b
                      JOIN project p ON p.id = b.project_id
                      LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                      WHERE b.id = :id
                    ), gone AS (
                      DELETE FROM bucket b
                      USING target
                      WHERE b.id = target.id AND (:everywhere OR target.held && :granting)
                      RETURNING b.*
                    ), audited AS (
                      INSERT INTO audit_event (at, type, actor_id, about, before)
                      SELECT :now, 'bucket.delete', :caller,
                        jsonb_build_array(
                          about('bucket', gone.id, gone.name),
                          about('project', gone.project_id, target.owner)),
                        to_jsonb(gone)
                      FROM gone, target
                    )
                    SELECT target.owner, target.held,
                      gone.id, gone.name, gone.title, gone.bucket_type, gone.created_at
                    FROM target LEFT JOIN gone ON true
                    """)
                .bind("caller", caller.id())
                .bind("id", id)
                .bind("now", clock.instant())
                .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
                .bindArray("granting", String.class, Permission.BUCKETS_WRITE.grantedBy())
                .map(HELD)
                .findOne()
                .orElseThrow(() -> noSuchBucket("id:" + id)));
    if (!found.access(caller).visible()) {
      throw noSuchBucket("id:" + id);
    }
    found.access(caller).require(Permission.BUCKETS_WRITE);
  }

  private static long count(Handle handle, Id project) {
    return handle
        .createQuery("SELECT count(*) FROM bucket WHERE project_id = :project")
        .bind("project", project)
        .mapTo(Long.class)
        .one();
  }

  private void deleteAll(Handle handle, Caller caller, Id project) {
    handle
        .createUpdate(
            """
            WITH gone AS (
              DELETE FROM bucket WHERE project_id = :project RETURNING *
            )
            INSERT INTO audit_event (at, type, actor_id, about, before)
            SELECT :now, 'bucket.delete', :caller,
              jsonb_build_array(about('bucket', gone.id, gone.name), about('project', p.id, p.name)),
              to_jsonb(gone)
            FROM gone JOIN project p ON p.id = gone.project_id
            """)
        .bind("project", project)
        .bind("caller", caller.id())
        .bind("now", clock.instant())
        .execute();
  }
}
