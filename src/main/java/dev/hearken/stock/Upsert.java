package dev.hearken.stock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGStatement;

/// The best that can be written by hand to store a batch of comments over plain JDBC: one statement
/// of arrays, which looks for what is there first and writes what differs. Its rows are as the
/// server has stored the same comments before, digests and all, so that nothing is left to do but
/// to send them.
final class Upsert {
  /// A column that a client's comment decides upon.
  private record Column(String name, String type) {}

  /// What differs between two servers' versions of the table stands here and nowhere else.
  private static final List<Column> COLUMNS =
      List.of(
          new Column("key", "bytea"),
          new Column("id", "text"),
          new Column("ts", "timestamptz"),
          new Column("thread_id", "text"),
          new Column("thread_key", "bytea"),
          new Column("text_format", "text"),
          new Column("messages", "text"),
          new Column("properties", "jsonb"),
          new Column("attachments", "text"),
          new Column("content_digest", "bytea"),
          new Column("messages_digest", "bytea"));

  static final int KEY = 0;
  static final int ID = 1;
  static final int TIME = 2;

  private static final String SQL =
      """
      WITH sent AS (
        SELECT * FROM unnest(%s) AS sent (%s)
      ), changed AS (
        SELECT sent.*
        FROM sent
        LEFT JOIN LATERAL (
          SELECT key, content_digest, properties
          FROM comment
          WHERE source_id = ? AND key >= sent.key
          ORDER BY key
          LIMIT 1
        ) c ON c.key = sent.key
        WHERE c.key IS NULL
          OR c.content_digest <> sent.content_digest
          OR c.properties <> sent.properties
      )
      INSERT INTO comment AS c (source_id, %s, created, updated)
      SELECT ?, changed.*, now(), now()
      FROM changed
      ORDER BY key
      ON CONFLICT (source_id, key) DO UPDATE
      SET %s, version = c.version + 1, updated = excluded.updated
      """
          .formatted(
              joined(column -> "CAST(? AS " + column.type + "[])"),
              names(),
              names(),
              joined(column -> column.name + " = excluded." + column.name));

  private static final String READ =
      "SELECT %s FROM comment WHERE source_id = ? AND key = ANY(?)".formatted(names());

  private Upsert() {}

  /// The columns, in order.
  static String names() {
    return joined(Column::name);
  }

  private static String joined(Function<Column, String> column) {
    return COLUMNS.stream().map(column).collect(Collectors.joining(", "));
  }

  /// In one transaction.
  ///
  /// @param columns an array of values for each, as [#read] gives them
  /// @return how many rows were written
  static int execute(Connection connection, long source, Object[][] columns) throws SQLException {
    try (var statement = connection.prepareStatement(SQL)) {
      // A plan that is kept was made for what was in the table then, which may be nothing.
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      int at = 1;
      for (int i = 0; i < columns.length; i++) {
        statement.setArray(
            at++, connection.createArrayOf(isBytes(i) ? "bytea" : "text", columns[i]));
      }
      statement.setLong(at++, source);
      statement.setLong(at, source);
      return statement.executeUpdate();
    }
  }

  private static boolean isBytes(int column) {
    return COLUMNS.get(column).type.equals("bytea");
  }

  /// The rows of these comments as they are stored.
  ///
  /// @return by column, in any order of rows
  static Object[][] read(Connection connection, long source, List<String> ids) throws SQLException {
    var columns = new Object[COLUMNS.size()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = isBytes(i) ? new byte[ids.size()][] : new String[ids.size()];
    }
    try (var statement = connection.prepareStatement(READ)) {
      statement.setLong(1, source);
      var keys = ids.stream().map(Upsert::key).toArray(byte[][]::new);
      statement.setArray(2, connection.createArrayOf("bytea", keys));
      try (var row = statement.executeQuery()) {
        int count = 0;
        for (; row.next(); count++) {
          for (int i = 0; i < columns.length; i++) {
            columns[i][count] = isBytes(i) ? row.getBytes(i + 1) : row.getString(i + 1);
          }
        }
        if (count != ids.size()) {
          throw new SQLException("%d of %d comments are there".formatted(count, ids.size()));
        }
      }
    }
    return columns;
  }

  /// Where a comment stands in its source.
  static byte[] key(String id) {
    try {
      var whole = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(whole, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}
