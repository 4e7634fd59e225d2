package dev.hearken.comment;

import dev.hearken.database.Values;
import dev.hearken.http.Caller;
import dev.hearken.project.FullName;
import dev.hearken.user.Permission;

/// The source that comments are sent to, as the statements have it that look at it and write to it.
final class Home {
  /// Its id, and the keys of those properties that the caller cannot see.
  static final String SQL =
      """
      SELECT s.id,
        CASE
          WHEN :everywhere OR m.permissions && :seeing THEN CAST('{}' AS text[])
          ELSE hidden_keys(s.sensitive_properties)
        END AS hidden
      FROM source s
      LEFT JOIN member m ON m.project_id = s.project_id AND m.user_id = :caller
      """;

  /// Found by its name, where the caller may add comments to it.
  static final String BY_NAME =
      SQL
          + """
          JOIN project p ON p.id = s.project_id
          WHERE p.name = :owner AND s.name = :name
            AND (:everywhere OR m.permissions && :adding)
          """;

  private Home() {}

  static Values values(Caller caller) {
    return new Values()
        .set("caller", caller.id())
        .set("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .set("seeing", Permission.SOURCES_READ_SENSITIVE.grantedBy());
  }

  static Values values(Caller caller, FullName name) {
    return values(caller)
        .set("owner", name.owner())
        .set("name", name.name())
        .set("adding", Permission.SOURCES_ADD_COMMENTS.grantedBy());
  }
}
