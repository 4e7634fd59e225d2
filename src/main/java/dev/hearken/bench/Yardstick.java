package dev.hearken.bench;

import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import dev.hearken.project.FullName;
import dev.hearken.source.Source;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What a read costs without the server: the statements that it executes, over plain JDBC, with
/// their rows read completely.
final class Yardstick {
  /// As the token store has it.
  static final String CALLER =
      """
      SELECT u.id, u.username, u.global_permissions
      FROM token t
      JOIN app_user u ON u.id = t.user_id
      WHERE t.hash = ?
        AND t.revoked_at IS NULL
        AND u.deleted_at IS NULL
      """;

  /// As the source store has it.
  static final String SOURCE =
      """
      SELECT p.name AS owner, m.permissions AS held,
        s.id, s.name, s.title, s.description, s.language, s.should_translate,
        s.sensitive_properties, s.kind, s.bucket_id, s.email_transform_tag,
        s.email_transform_version, s.created_at, s.updated_at
      FROM project p
      LEFT JOIN member m ON m.project_id = p.id AND m.user_id = ?
      LEFT JOIN source s ON s.project_id = p.id AND s.name = ?
      WHERE p.name = ?
      """;

  private final DataSource pool;
  private final byte[] tokenHash;

  /// @param pool the server's own
  Yardstick(DataSource pool, byte[] tokenHash) {
    this.pool = pool;
    this.tokenHash = tokenHash;
  }

  /// All that the two statements say.
  record Rows(Caller caller, List<String> held, Source source) {}

  /// Both statements, one after the other, on one connection of the pool.
  Rows read(FullName name) throws SQLException {
    try (var connection = pool.getConnection()) {
      var caller = caller(connection);
      return source(connection, caller, name);
    }
  }

  private Caller caller(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(CALLER)) {
      statement.setBytes(1, tokenHash);
      try (var row = statement.executeQuery()) {
        requireRow(row);
        return new Caller(new Id(row.getLong(1)), row.getString(2), Set.copyOf(texts(row, 3)));
      }
    }
  }

  private static Rows source(Connection connection, Caller caller, FullName name)
      throws SQLException {
    try (var statement = connection.prepareStatement(SOURCE)) {
      statement.setLong(1, caller.id().bits());
      statement.setString(2, name.name());
      statement.setString(3, name.owner());
      try (var row = statement.executeQuery()) {
        requireRow(row);
        return new Rows(caller, texts(row, 2), source(row));
      }
    }
  }

  private static Source source(ResultSet row) throws SQLException {
    return new Source(
        new Id(row.getLong(3)),
        row.getString(1),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getBoolean(8),
        texts(row, 9),
        row.getString(10),
        bucket(row),
        row.getString(12),
        row.getObject(13, Integer.class),
        instant(row, 14),
        instant(row, 15));
  }

  private static @Nullable Id bucket(ResultSet row) throws SQLException {
    long bits = row.getLong(11);
    return row.wasNull() ? null : new Id(bits);
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static void requireRow(ResultSet row) throws SQLException {
    if (!row.next()) {
      throw new SQLException("The row to be read is not there");
    }
  }
}
