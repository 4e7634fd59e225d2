package dev.hearken.mailbench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// All rows that are there of mails and what became of them, to be inserted by hand over plain
/// JDBC: each batch a transaction with one statement of arrays for each table.
final class BareRows {
  private static final List<String> TABLES =
      List.of("email", "email_chunk", "mail_thread", "mail_comment", "comment");

  private final List<Table> tables;

  private BareRows(List<Table> tables) {
    this.tables = tables;
  }

  /// @param types of the columns
  /// @param rows bytes and texts
  private record Table(String insert, List<String> types, List<Object[]> rows) {
    static Table read(Connection connection, String name) throws SQLException {
      // In the order in which the server wrote them.
      try (var statement = connection.prepareStatement("SELECT * FROM " + name + " ORDER BY ctid");
          var row = statement.executeQuery()) {
        var columns = row.getMetaData();
        var names = new ArrayList<String>();
        var types = new ArrayList<String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          names.add(columns.getColumnName(i));
          // A column that counts by itself is a number.
          types.add(columns.getColumnTypeName(i).replace("bigserial", "int8"));
        }
        var rows = new ArrayList<Object[]>();
        while (row.next()) {
          var values = new Object[types.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = types.get(i).equals("bytea") ? row.getBytes(i + 1) : row.getString(i + 1);
          }
          rows.add(values);
        }
        var marks = String.join(", ", Collections.nCopies(types.size(), "?"));
        var insert =
            "INSERT INTO %s (%s) SELECT * FROM unnest(%s)"
                .formatted(name, String.join(", ", names), marks);
        return new Table(insert, types, rows);
      }
    }

    void insert(Connection connection, PreparedStatement statement, int from, int to)
        throws SQLException {
      int end = Math.min(to, rows.size());
      if (from >= end) {
        return;
      }
      for (int i = 0; i < types.size(); i++) {
        boolean bytes = types.get(i).equals("bytea");
        Object[] values = bytes ? new byte[end - from][] : new String[end - from];
        for (int j = from; j < end; j++) {
          values[j - from] = rows.get(j)[i];
        }
        statement.setArray(i + 1, connection.createArrayOf(types.get(i), values));
      }
      int written = statement.executeUpdate();
      if (written != end - from) {
        throw new SQLException("%d of %d rows were written".formatted(written, end - from));
      }
    }
  }

  static BareRows read(Mailroom room) throws SQLException {
    var tables = new ArrayList<Table>();
    try (var connection = room.connect()) {
      for (var name : TABLES) {
        tables.add(Table.read(connection, name));
      }
    }
    return new BareRows(tables);
  }

  /// @param batch rows of each table in a transaction
  void insert(Mailroom room, int batch) throws SQLException {
    int most = tables.stream().mapToInt(table -> table.rows.size()).max().orElse(0);
    try (var connection = room.connect()) {
      connection.setAutoCommit(false);
      var statements = new ArrayList<PreparedStatement>();
      for (var table : tables) {
        statements.add(connection.prepareStatement(table.insert));
      }
      for (int from = 0; from < most; from += batch) {
        for (int i = 0; i < statements.size(); i++) {
          tables.get(i).insert(connection, statements.get(i), from, from + batch);
        }
        connection.commit();
      }
      for (var statement : statements) {
        statement.close();
      }
      connection.setAutoCommit(true);
    }
  }
}
