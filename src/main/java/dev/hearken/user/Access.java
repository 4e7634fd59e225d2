package dev.hearken.user;

import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a caller may do in one project.
///
/// @param held the permissions in his membership row, null when he has none
public record Access(Caller caller, String project, @Nullable List<String> held) {
  /// What is said of a project that is not there, and of one that the caller may not know of.
  /// Clients look for these words.
  public static Refusal noSuchProject(String name) {
    return new Refusal.NotFound("No such project %s.".formatted(Shown.of(name)));
  }

  /// May the caller know that the project exists?
  public boolean visible() {
    return Permission.TENANT_ADMIN.heldEverywhereBy(caller)
        || (held != null && held.stream().anyMatch(Permission.namesInProjects()::contains));
  }

  /// May the caller do this in the project?
  public boolean allows(Permission permission) {
    return Permission.ROOT.heldEverywhereBy(caller) || (held != null && permission.grantedBy(held));
  }

  /// Goes on only when the caller may do this in the project.
  ///
  /// @throws Refusal.NotFound when he may not know of the project
  /// @throws Refusal.Forbidden when he may, but not do this in it
  public void require(Permission permission) {
    requireVisible();
    if (!allows(permission)) {
      throw forbidden(permission.wire());
    }
  }

  /// Who manages members: holders of `users-write` in the project, and administrators of the
  /// tenant.
  ///
  /// @throws Refusal as [#require]
  public void requireManagement() {
    requireVisible();
    if (!manages()) {
      throw forbidden(Permission.USERS_WRITE.wire());
    }
  }

  /// May the caller manage the project and its members?
  public boolean manages() {
    return Permission.TENANT_ADMIN.heldEverywhereBy(caller) || allows(Permission.USERS_WRITE);
  }

  /// Goes on only when the caller may know of the project.
  ///
  /// @throws Refusal.NotFound when he may not
  public void requireVisible() {
    if (!visible()) {
      throw noSuchProject(project);
    }
  }

  private Refusal forbidden(String permission) {
    return new Refusal.Forbidden(
        "In project %s this needs the permission '%s', which you do not have."
            .formatted(Shown.of(project), permission));
  }
}
