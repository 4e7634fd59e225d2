package dev.hearken.user;

import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What is to change in a user.
///
/// @param permissions the new set of each project that is named; an empty one takes the membership
///   away; projects that are not named stay as they are
/// @param username as it is; it cannot be changed, but what was read may be sent back
/// @param email likewise
public record UserUpdate(
    Optional<List<String>> globalPermissions,
    Map<String, List<String>> permissions,
    Optional<String> username,
    Optional<String> email) {

  /// A change of permissions alone.
  public UserUpdate(
      Optional<List<String>> globalPermissions, Map<String, List<String>> permissions) {
    this(globalPermissions, permissions, Optional.empty(), Optional.empty());
  }

  static UserUpdate from(Fields body) {
    var fields = body.object("user");
    body.end();
    var update =
        new UserUpdate(
            fields.texts("global_permissions", NewUser.MOST, NewUser.LONGEST),
            fields
                .lists("organisation_permissions", NewUser.MOST, NewUser.MOST, NewUser.LONGEST)
                .orElse(Map.of()),
            fields.text("username", NewUser.LONGEST_USERNAME),
            fields.text("email", NewUser.LONGEST_EMAIL));
    fields.ignore("id", "created", "verified", "sso_global_permissions").end();
    return update;
  }

  /// What of it is different from what there is: only that needs permission.
  ///
  /// @throws Refusal.Unacceptable when it would change what is fixed
  UserUpdate against(User user) {
    requireSame("username", username, user.username());
    requireSame("email", email, user.email());
    var different = new TreeMap<>(permissions);
    user.organisationPermissions()
        .forEach((project, held) ->
            different.computeIfPresent(project, (_, wanted) -> same(held, wanted) ? null : wanted));
    return new UserUpdate(
        globalPermissions.filter(wanted -> !same(user.globalPermissions(), wanted)), different);
  }

  private static boolean same(List<String> one, List<String> other) {
    return Set.copyOf(one).equals(Set.copyOf(other));
  }

  private static void requireSame(String field, Optional<String> sent, String present) {
    if (sent.isPresent() && !sent.get().equals(present)) {
      throw new Refusal.Unacceptable(
          "The field 'user.%s' is %s, but it is %s and cannot be changed: leave it out or repeat it."
              .formatted(field, Shown.of(sent.get()), Shown.of(present)));
    }
  }
}
