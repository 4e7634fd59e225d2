package dev.hearken.user;

import dev.hearken.http.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is to change in a user.
///
/// @param permissions the new set of each project that is named; an empty one takes the membership
///   away; projects that are not named stay as they are
public record UserUpdate(
    Optional<List<String>> globalPermissions, Map<String, List<String>> permissions) {

  static UserUpdate from(Fields body) {
    var fields = body.object("user");
    body.end();
    var update =
        new UserUpdate(
            fields.texts("global_permissions", NewUser.MOST, NewUser.LONGEST),
            fields
                .lists("organisation_permissions", NewUser.MOST, NewUser.MOST, NewUser.LONGEST)
                .orElse(Map.of()));
    fields.ignore("id", "created", "verified", "sso_global_permissions").end();
    return update;
  }
}
