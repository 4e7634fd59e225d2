package dev.hearken.comment;

import dev.hearken.database.BinaryArray;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Lookup;
import dev.hearken.http.Caller;
import dev.hearken.project.FullName;
import dev.hearken.user.Permission;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Compares slices of comments with those of a source, by digests: texts do not travel.
final class Comparison {
  /// With the keys of those properties that the caller cannot see.
  private static final String HOME =
      """
      WITH home AS (
        SELECT s.id,
          CASE
            WHEN ? OR m.permissions && ? THEN CAST('{}' AS text[])
            ELSE hidden_keys(s.sensitive_properties)
          END AS hidden
        FROM source s
        LEFT JOIN member m ON m.project_id = s.project_id AND m.user_id = ?
      """;

  private static final String COMPARED =
      """
      )
      SELECT id, compared_comments(id, hidden, ?, ?, ?, ?) FROM home
      """;

  private static final Lookup<Compared> BY_ID =
      new Lookup<>(
          HOME
              + """
                WHERE s.id = ?
              """
              + COMPARED,
          Compared::of);

  /// It is not found where the caller may not add to it.
  private static final Lookup<Compared> BY_NAME =
      new Lookup<>(
          HOME
              + """
                JOIN project p ON p.id = s.project_id
                WHERE p.name = ? AND s.name = ? AND (? OR m.permissions && ?)
              """
              + COMPARED,
          Compared::of);

  private final Caller caller;
  private final List<Digested> slice;

  Comparison(Caller caller, List<Digested> slice) {
    this.caller = caller;
    this.slice = slice;
  }

  /// In a transaction of its own; empty where there is no source to which the caller may add
  /// comments.
  Optional<Compared> with(Database database, FullName name) {
    return database.find(BY_NAME, statement -> bind(statement, name));
  }

  /// As above, in a transaction of somebody else's.
  Optional<Compared> with(Handle handle, FullName name) {
    return BY_NAME.find(handle, statement -> bind(statement, name));
  }

  /// Empty where the source is not there.
  Optional<Compared> with(Handle handle, Id source) {
    return BY_ID.find(
        handle,
        statement -> {
          int at = bindCaller(statement);
          statement.setLong(at, source.bits());
          bindSlice(statement, at + 1);
        });
  }

  private void bind(PreparedStatement statement, FullName name) throws SQLException {
    int at = bindCaller(statement);
    statement.setString(at, name.owner());
    statement.setString(at + 1, name.name());
    statement.setBoolean(at + 2, everywhere());
    texts(Permission.SOURCES_ADD_COMMENTS.grantedBy()).bind(statement, at + 3);
    bindSlice(statement, at + 4);
  }

  /// @return which parameter comes next
  private int bindCaller(PreparedStatement statement) throws SQLException {
    statement.setBoolean(1, everywhere());
    texts(Permission.SOURCES_READ_SENSITIVE.grantedBy()).bind(statement, 2);
    statement.setLong(3, caller.id().bits());
    return 4;
  }

  private boolean everywhere() {
    return Permission.ROOT.heldEverywhereBy(caller);
  }

  private static BinaryArray texts(List<String> texts) {
    return BinaryArray.texts(texts, text -> text);
  }

  private void bindSlice(PreparedStatement statement, int first) throws SQLException {
    BinaryArray.bytes(slice, Digested::key).bind(statement, first);
    BinaryArray.bytes(slice, Digested::contentDigest).bind(statement, first + 1);
    BinaryArray.bytes(slice, Digested::messagesDigest).bind(statement, first + 2);
    BinaryArray.texts(slice, row -> row.comment().userProperties()).bind(statement, first + 3);
  }
}
