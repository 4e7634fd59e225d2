package dev.hearken.user;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Slices;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// Users in the database, as far as they are read. [UserChanges] has what alters them.
///
/// A caller sees himself and those with whom he shares a project, and of their memberships those in
/// projects that he may see; administrators of the tenant see everybody.
public final class UserStore {
  static final RowMapper<User> USER = Rows.of(User.class);

  private final Database database;
  private final Clock clock;
  private final UserChanges changes;

  public UserStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.changes = new UserChanges(database, clock);
  }

  /// What alters users.
  public UserChanges changes() {
    return changes;
  }

  /// The user that acts for bootstrap, command line and jobs; it may do everything.
  public Caller system() {
    return database.with(UserStore::system);
  }

  /// Makes the tenant, the system's user and an administrator who holds `root`, unless they are
  /// there. Of several who do so at once, one does it and the others wait for him.
  ///
  /// @return the administrator, if he was made
  public Optional<Id> found(Handle handle, String administrator) {
    return handle
        .createQuery(
            """
            WITH tenant AS (
              INSERT INTO instance (tenant_id) VALUES (:tenant)
              ON CONFLICT DO NOTHING
              RETURNING tenant_id
            ), made AS (
              INSERT INTO app_user (id, username, email, global_permissions, system, created_at)
              SELECT founder.id, founder.username, founder.username || '@localhost',
                CASE WHEN founder.system THEN '{}' ELSE ARRAY[:root] END, founder.system, :now
              FROM tenant,
                (VALUES (:system, 'system', true), (:admin, :administrator, false))
                  AS founder (id, username, system)
              RETURNING id, username, system
            ), audited AS (
              INSERT INTO audit_event (at, type, actor_id, about)
              SELECT :now, 'user.create', :system, jsonb_build_array(about('user', id, username))
              FROM made
            )
            SELECT id FROM made WHERE NOT system
            """)
        .bind("tenant", Id.random())
        .bind("system", Id.random())
        .bind("admin", Id.random())
        .bind("administrator", administrator)
        .bind("root", Permission.ROOT.wire())
        .bind("now", clock.instant())
        .mapTo(Id.class)
        .findOne();
  }

  /// The key with which every server of this installation seals the continuations of pages.
  public byte[] pageKey() {
    return database.with(
        handle -> handle.createQuery("SELECT page_key FROM instance").mapTo(byte[].class).one());
  }

  /// As [#system()], in the caller's transaction.
  public static Caller system(Handle handle) {
    var id = handle.createQuery("SELECT id FROM app_user WHERE system").mapTo(Id.class).one();
    return new Caller(id, "system", Set.of(Permission.ROOT.wire()));
  }

  /// The id of the user of this name, if the caller sees one.
  public Optional<Id> named(Caller caller, String username) {
    return database.with(handle -> named(handle, caller, username));
  }

  /// As [#named(Caller, String)], in the caller's transaction.
  public Optional<Id> named(Handle handle, Caller caller, String username) {
    return read(handle, caller, username).map(User::id);
  }

  /// One user.
  public User get(Caller caller, Id id) {
    return database.with(handle -> read(handle, caller, id)).orElseThrow(() -> noSuchUser(id));
  }

  /// One user whom the caller manages: in a project that both share, or as administrator of the
  /// tenant.
  ///
  /// @throws Refusal.Forbidden when the caller sees him but does not manage him
  public User getManaged(Caller caller, Id id) {
    return database.with(handle -> {
      var user = read(handle, caller, id).orElseThrow(() -> noSuchUser(id));
      Grants.requireManagementOf(handle, caller, id);
      return user;
    });
  }

  /// All users that the caller sees, by name.
  public Slices<User> list(Caller caller) {
    return new Slices<>(after ->
        database.with(handle ->
            handle
                .createQuery(
                    """
                    SELECT u.id, u.username, u.email, u.created_at AS created, u.global_permissions,
                      visible_memberships(u.id, :caller, :all, :in_projects)
                        AS organisation_permissions
                    FROM app_user u
                    WHERE u.username > :after
                      AND u.deleted_at IS NULL
                      AND NOT u.system
                      AND (:all OR u.id = :caller OR u.id IN (
                        SELECT theirs.user_id
                        FROM member mine
                        JOIN member theirs ON theirs.project_id = mine.project_id
                        WHERE mine.user_id = :caller AND mine.permissions && :in_projects
                      ))
                    ORDER BY u.username
                    LIMIT :limit
                    """)
                .bind("caller", caller.id())
                .bind("all", Permission.TENANT_ADMIN.heldEverywhereBy(caller))
                .bindArray("in_projects", String.class, Permission.namesInProjects())
                .bind("after", after == null ? "" : after.username())
                .bind("limit", Slices.SIZE)
                .map(USER)
                .list()));
  }

  /// The user of this name. By way of his id, for a condition on either of the two is planned anew
  /// at each execution.
  static Optional<User> read(Handle handle, Caller caller, String username) {
    return handle
        .createQuery(
            """
            SELECT id FROM app_user
            WHERE username = :username AND deleted_at IS NULL AND NOT system
            """)
        .bind("username", username)
        .mapTo(Id.class)
        .findOne()
        .flatMap(id -> read(handle, caller, id));
  }

  static Optional<User> read(Handle handle, Caller caller, Id id) {
    return handle
        .createQuery(
            """
            SELECT u.id, u.username, u.email, u.created_at AS created, u.global_permissions,
              visible_memberships(u.id, :caller, :all, :in_projects) AS organisation_permissions
            FROM app_user u
            WHERE u.id = :id
              AND u.deleted_at IS NULL
              AND NOT u.system
              AND (:all OR u.id = :caller OR EXISTS (
                SELECT
                FROM member mine
                JOIN member theirs ON theirs.project_id = mine.project_id
                WHERE theirs.user_id = u.id
                  AND mine.user_id = :caller
                  AND mine.permissions && :in_projects
              ))
            """)
        .bind("caller", caller.id())
        .bind("all", Permission.TENANT_ADMIN.heldEverywhereBy(caller))
        .bindArray("in_projects", String.class, Permission.namesInProjects())
        .bind("id", id)
        .map(USER)
        .findOne();
  }

  static Refusal noSuchUser(Id id) {
    return new Refusal.NotFound("No such user %s.".formatted(Shown.of(id.toString())));
  }
}
