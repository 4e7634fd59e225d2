package dev.hearken.http;

import dev.hearken.database.Id;
import java.util.Set;

/// Who sent a request: the user that the bearer token belongs to, with the permissions that hold
/// everywhere. What he may do inside a project stands in his membership row, which every statement
/// joins for itself.
public record Caller(Id id, String username, Set<String> globalPermissions) {
  public Caller {
    globalPermissions = Set.copyOf(globalPermissions);
  }

  /// May this caller do everything?
  public boolean isRoot() {
    return globalPermissions.contains("root");
  }
}
