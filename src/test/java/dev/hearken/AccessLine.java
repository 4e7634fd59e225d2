package dev.hearken;

import dev.hearken.user.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One route, and who may use it.
///
/// @param path the path to ask for on behalf of a user; makes anew what the request deletes
/// @param allowed who gets 200: permissions in the project, or everywhere; `root` always does
/// @param refused what the others among those who see the project get
/// @param hidden what those get who do not see it
/// @param open whether it needs no token
record AccessLine(
    String route,
    Path path,
    @Nullable String body,
    List<String> allowed,
    int refused,
    int hidden,
    boolean open) {
  interface Path {
    /// @param holder the permission that stands for a user
    String of(String holder);
  }

  /// For everybody with a token.
  static AccessLine everyone(String route, @Nullable String body) {
    return new AccessLine(route, _ -> pathOf(route), body, List.of(), 200, 200, false);
  }

  /// For everybody, without a token too.
  static AccessLine open(String route) {
    return new AccessLine(route, _ -> pathOf(route), null, List.of(), 200, 200, true);
  }

  static AccessLine of(String route, Path path, @Nullable String body, List<String> allowed) {
    return new AccessLine(route, path, body, allowed, 403, 404, false);
  }

  int status(String holder) {
    if (holder.equals("root") || allowed.contains(holder)) {
      return 200;
    }
    boolean sees = Permission.namesInProjects().contains(holder) || holder.equals("tenant-admin");
    return sees ? refused : hidden;
  }

  String method() {
    return route.substring(0, route.indexOf(' '));
  }

  private static String pathOf(String route) {
    return route.substring(route.indexOf(' ') + 1);
  }

  @Override
  public String toString() {
    return route;
  }
}
