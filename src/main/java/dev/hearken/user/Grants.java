package dev.hearken.user;

import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Who may give which permission to whom. Managers of a project's members (`users-write` there)
/// alter entries of that project only, and nobody gives away what he does not hold. Permissions
/// that hold everywhere take `tenant-admin`, and `root` takes `root`. There is always a root left.
final class Grants {
  private static final RowMapper<Place> PLACE = Rows.of(Place.class);

  private Grants() {}

  /// A project as it concerns a grant: what the caller holds there, and what the user has so far.
  record Place(String name, @Nullable List<String> mine, @Nullable List<String> theirs) {}

  /// May the caller give these permissions, by project, to this user (null: to one who is just
  /// being made)?
  static void requireMayGrant(
      Handle handle, Caller caller, @Nullable Id user, Map<String, List<String>> permissions) {
    if (permissions.isEmpty()) {
      return;
    }
    var places = new HashMap<String, Place>();
    handle
        .createQuery(
            """
            SELECT p.name, mine.permissions AS mine, theirs.permissions AS theirs
            FROM project p
            LEFT JOIN member mine ON mine.project_id = p.id AND mine.user_id = :caller
            LEFT JOIN member theirs ON theirs.project_id = p.id AND theirs.user_id = :user
            WHERE p.name = ANY(:names)
            """)
        .bind("caller", caller.id())
        .bind("user", user)
        .bindArray("names", String.class, permissions.keySet())
        .map(PLACE)
        .forEach(place -> places.put(place.name(), place));
    permissions.forEach((project, wanted) -> {
      var place = places.get(project);
      if (place == null || !new Access(caller, project, place.mine()).visible()) {
        throw new Refusal.Unacceptable(
            "No such project %s, which 'user.organisation_permissions' names."
                .formatted(Shown.of(project)));
      }
      requireMayGrant(new Access(caller, project, place.mine()), place.theirs(), wanted);
    });
  }

  private static void requireMayGrant(
      Access access, @Nullable List<String> held, List<String> wanted) {
    access.requireManagement();
    for (var name : wanted) {
      if (!(held != null && held.contains(name)) && !holds(access, name)) {
        throw new Refusal.Forbidden(
            "In project %s you do not hold the permission %s yourself, so you cannot give it away."
                .formatted(Shown.of(access.project()), Shown.of(name)));
      }
    }
  }

  private static boolean holds(Access access, String name) {
    return Permission.of(name)
        .map(access::allows)
        .orElse(Permission.ROOT.heldEverywhereBy(access.caller()));
  }

  /// Does the caller manage the members of a project that this user is in?
  static void requireManagementOf(Handle handle, Caller caller, Id user) {
    if (Permission.TENANT_ADMIN.heldEverywhereBy(caller)) {
      return;
    }
    boolean manages =
        handle
            .createQuery(
                """
                SELECT EXISTS (
                  SELECT
                  FROM member mine
                  JOIN member theirs ON theirs.project_id = mine.project_id
                  WHERE mine.user_id = :caller
                    AND theirs.user_id = :user
                    AND mine.permissions && :granting
                )
                """)
            .bind("caller", caller.id())
            .bind("user", user)
            .bindArray("granting", String.class, Permission.USERS_WRITE.grantedBy())
            .mapTo(Boolean.class)
            .one();
    if (!manages) {
      throw new Refusal.Forbidden(
          "This needs the permission 'users-write' in a project of that user, which you do not have.");
    }
  }

  static void requireTenantAdmin(Caller caller) {
    if (!Permission.TENANT_ADMIN.heldEverywhereBy(caller)) {
      throw new Refusal.Forbidden(
          "This needs the global permission 'tenant-admin', which you do not have.");
    }
  }

  /// May the caller turn the permissions that hold everywhere from these into those?
  static void requireMayGrantEverywhere(
      Caller caller, Collection<String> held, Collection<String> wanted) {
    if (Set.copyOf(held).equals(Set.copyOf(wanted))) {
      return;
    }
    requireTenantAdmin(caller);
    var root = Permission.ROOT.wire();
    if (held.contains(root) != wanted.contains(root) && !Permission.ROOT.heldEverywhereBy(caller)) {
      throw new Refusal.Forbidden(
          "Only who holds the global permission 'root' can give it or take it away.");
    }
  }

  /// Refuses what would leave nobody with `root`. All roots are locked in one order, so that two
  /// cannot demote each other at the same moment.
  static void requireAnotherRoot(Handle handle, User before, Collection<String> permissionsAfter) {
    var root = Permission.ROOT.wire();
    if (!before.globalPermissions().contains(root) || permissionsAfter.contains(root)) {
      return;
    }
    var roots =
        handle
            .createQuery(
                """
                SELECT id FROM app_user
                WHERE :root = ANY(global_permissions) AND deleted_at IS NULL AND NOT system
                ORDER BY id
                FOR UPDATE
                """)
            .bind("root", root)
            .mapTo(Id.class)
            .list();
    if (roots.size() < 2) {
      throw new Refusal.Unacceptable(
          "The user %s is the last who holds 'root': give it to another user first."
              .formatted(Shown.of(before.username())));
    }
  }
}
