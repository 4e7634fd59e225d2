package dev.hearken.user;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Makes, changes and deletes users, each in one transaction. Whether the caller may is up to
/// [Grants].
public final class UserChanges {
  private final Database database;
  private final Clock clock;

  UserChanges(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Makes a user. The same request again finds the user it made.
  ///
  /// @throws Refusal.Conflict when the name is taken by a user with other properties
  public User create(Caller caller, NewUser user) {
    return database.transaction(handle -> {
      if (user.permissions().isEmpty()) {
        Grants.requireTenantAdmin(caller);
      }
      Grants.requireMayGrant(handle, caller, null, user.permissions());
      Grants.requireMayGrantEverywhere(caller, List.of(), user.globalPermissions());
      if (insert(handle, caller, user)) {
        return UserStore.read(handle, caller, user.username()).orElseThrow();
      }
      return UserStore.read(handle, caller, user.username())
          .filter(existing -> same(existing, user))
          .orElseThrow(() ->
              new Refusal.Conflict(
                  "A user named %s exists with other properties."
                      .formatted(Shown.of(user.username()))));
    });
  }

  /// Changes a user; what changes nothing leaves no trace.
  public User update(Caller caller, Id id, UserUpdate wanted) {
    return database.transaction(handle -> {
      var before = locked(handle, caller, id);
      var update = wanted.against(before);
      if (update.permissions().isEmpty()) {
        Grants.requireManagementOf(handle, caller, id);
      }
      Grants.requireMayGrant(handle, caller, id, update.permissions());
      update
          .globalPermissions()
          .ifPresent(permissions -> {
            Grants.requireMayGrantEverywhere(caller, before.globalPermissions(), permissions);
            Grants.requireAnotherRoot(handle, before, permissions);
          });
      if (update.globalPermissions().isEmpty() && update.permissions().isEmpty()) {
        return before;
      }
      write(handle, caller, before, update);
      return UserStore.read(handle, caller, id).orElseThrow();
    });
  }

  /// Deletes a user with his token and memberships. What he did stays in the audit log under his
  /// name.
  public void delete(Caller caller, Id id) {
    database.transaction(handle -> {
      var user = locked(handle, caller, id);
      Grants.requireTenantAdmin(caller);
      Grants.requireMayGrantEverywhere(caller, user.globalPermissions(), List.of());
      Grants.requireAnotherRoot(handle, user, List.of());
      return handle
          .createUpdate(
              """
              WITH gone AS (
                UPDATE app_user SET deleted_at = :now WHERE id = :id RETURNING *
              ), revoked AS (
                UPDATE token SET revoked_at = :now WHERE user_id = :id AND revoked_at IS NULL
              ), left_projects AS (
                DELETE FROM member WHERE user_id = :id
              )
              INSERT INTO audit_event (at, type, actor_id, about, before)
              SELECT :now, 'user.delete', :actor,
                jsonb_build_array(about('user', id, username)), CAST(:before AS jsonb)
              FROM gone
              """)
          .bind("now", clock.instant())
          .bind("id", id)
          .bind("actor", caller.id())
          .bind("before", Json.text(user))
          .execute();
    });
  }

  private static User locked(Handle handle, Caller caller, Id id) {
    handle
        .createQuery("SELECT id FROM app_user WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(Id.class)
        .findOne();
    return UserStore.read(handle, caller, id).orElseThrow(() -> UserStore.noSuchUser(id));
  }

  private boolean insert(Handle handle, Caller caller, NewUser user) {
    return handle
            .createUpdate(
                """
                WITH made AS (
                  INSERT INTO app_user (id, username, email, global_permissions, created_at)
                  VALUES (:id, :username, :email, :global_permissions, :now)
                  ON CONFLICT (username) WHERE deleted_at IS NULL DO NOTHING
                  RETURNING id, username
                ), joined AS (
                  INSERT INTO member (project_id, user_id, permissions)
                  SELECT p.id, made.id, ARRAY(SELECT jsonb_array_elements_text(wanted.value))
                  FROM made, jsonb_each(CAST(:permissions AS jsonb)) AS wanted
                  JOIN project p ON p.name = wanted.key
                )
                INSERT INTO audit_event (at, type, actor_id, about, after)
                SELECT :now, 'user.create', :actor,
                  jsonb_build_array(about('user', id, username)), CAST(:after AS jsonb)
                FROM made
                """)
            .bind("id", Id.random())
            .bind("username", user.username())
            .bind("email", user.email())
            .bindArray("global_permissions", String.class, user.globalPermissions())
            .bind("permissions", Json.text(user.permissions()))
            .bind("after", Json.text(user))
            .bind("actor", caller.id())
            .bind("now", clock.instant())
            .execute()
        > 0;
  }

  private void write(Handle handle, Caller caller, User before, UserUpdate update) {
    handle
        .createUpdate(
            """
            WITH wanted AS (
              SELECT p.id AS project_id, ARRAY(SELECT jsonb_array_elements_text(each.value)) AS permissions
              FROM jsonb_each(CAST(:permissions AS jsonb)) AS each
              JOIN project p ON p.name = each.key
            ), changed AS (
              UPDATE app_user
              SET global_permissions = coalesce(:global_permissions, global_permissions)
              WHERE id = :id
              RETURNING id, username
            ), left_projects AS (
              DELETE FROM member USING wanted
              WHERE member.user_id = :id
                AND member.project_id = wanted.project_id
                AND wanted.permissions = '{}'
            ), joined AS (
              INSERT INTO member (project_id, user_id, permissions)
              SELECT project_id, :id, permissions FROM wanted WHERE permissions <> '{}'
              ON CONFLICT (project_id, user_id) DO UPDATE SET permissions = excluded.permissions
            )
            INSERT INTO audit_event (at, type, actor_id, about, before, after)
            SELECT :now, 'user.update', :actor, jsonb_build_array(about('user', id, username)),
              CAST(:before AS jsonb), CAST(:after AS jsonb)
            FROM changed
            """)
        .bind("id", before.id())
        .bindArray(
            "global_permissions",
            String.class,
            update.globalPermissions().orElse(before.globalPermissions()))
        .bind("permissions", Json.text(update.permissions()))
        .bind("before", Json.text(before))
        .bind("after", Json.text(after(before, update)))
        .bind("actor", caller.id())
        .bind("now", clock.instant())
        .execute();
  }

  private static User after(User before, UserUpdate update) {
    var permissions = new TreeMap<>(before.organisationPermissions());
    permissions.putAll(update.permissions());
    permissions.values().removeIf(List::isEmpty);
    return new User(
        before.id(),
        before.username(),
        before.email(),
        before.created(),
        update.globalPermissions().orElse(before.globalPermissions()),
        permissions);
  }

  private static boolean same(User existing, NewUser wanted) {
    return existing.email().equals(wanted.email())
        && Set.copyOf(existing.globalPermissions()).equals(Set.copyOf(wanted.globalPermissions()))
        && sets(existing.organisationPermissions()).equals(sets(wanted.permissions()));
  }

  private static Map<String, Set<String>> sets(Map<String, List<String>> lists) {
    var sets = new HashMap<String, Set<String>>();
    lists.forEach((project, permissions) -> sets.put(project, Set.copyOf(permissions)));
    return sets;
  }
}
