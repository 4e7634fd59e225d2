package dev.hearken.yardstick;

import dev.hearken.mix.Action;
import dev.hearken.yardstick.Recording.Recorded;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the server's statements, to be executed over plain JDBC, with its rows read completely.
final class Statement {
  private final String sql;
  private final List<Value> values;
  private volatile @Nullable List<String> types;

  private Statement(String sql, List<Value> values) {
    this.sql = sql;
    this.values = values;
  }

  /// What two requests of a kind have executed.
  ///
  /// @throws IllegalStateException when they differ in more than their values
  static List<Statement> of(
      List<Recorded> ones, Action.Once first, List<Recorded> others, Action.Once second) {
    if (ones.isEmpty() || !sql(ones).equals(sql(others))) {
      throw new IllegalStateException(
          "Two requests execute %s and %s".formatted(sql(ones), sql(others)));
    }
    var statements = new ArrayList<Statement>();
    for (int i = 0; i < ones.size(); i++) {
      var values = new ArrayList<Value>();
      for (int j = 0; j < ones.get(i).values().size(); j++) {
        values.add(
            Value.of(ones.get(i).values().get(j), first, others.get(i).values().get(j), second));
      }
      statements.add(new Statement(ones.get(i).sql(), List.copyOf(values)));
    }
    return List.copyOf(statements);
  }

  private static List<String> sql(List<Recorded> recorded) {
    return recorded.stream().map(Recorded::sql).toList();
  }

  String sql() {
    return sql;
  }

  /// @return how many rows have the value that is looked for in one of their columns
  int execute(Connection connection, Action.Once once) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      var now = OffsetDateTime.now(ZoneOffset.UTC);
      for (int i = 0; i < values.size(); i++) {
        values.get(i).bind(statement, i + 1, once, now);
      }
      int found = 0;
      if (statement.execute()) {
        try (var rows = statement.getResultSet()) {
          var columns = columns(rows);
          while (rows.next()) {
            found += read(rows, columns, once.value()) ? 1 : 0;
          }
        }
      }
      return found;
    }
  }

  private List<String> columns(ResultSet rows) throws SQLException {
    var known = types;
    if (known == null) {
      known = Row.types(rows);
      types = known;
    }
    return known;
  }

  private static boolean read(ResultSet row, List<String> columns, String wanted)
      throws SQLException {
    boolean found = false;
    for (int i = 0; i < columns.size(); i++) {
      found |= wanted.equals(Row.value(row, i + 1, columns.get(i)));
    }
    return found;
  }
}
