package dev.hearken.user;

import dev.hearken.database.Id;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A person or robot, as clients see it (wire contract 2.7). There is neither single sign-on nor
/// mail, so nobody gets permissions that way and everybody counts as verified.
///
/// @param organisationPermissions what he may do, by project; only the projects that the reader may
///   see
public record User(
    Id id,
    String username,
    String email,
    Instant created,
    List<String> globalPermissions,
    Map<String, List<String>> organisationPermissions) {

  /// Always empty.
  public List<String> getSsoGlobalPermissions() {
    return List.of();
  }

  /// Always true.
  public boolean isVerified() {
    return true;
  }
}
