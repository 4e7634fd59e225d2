package dev.hearken.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;

/// A statement whose parameters have names, made ready once for plain JDBC.
final class Named {
  private static final ColonPrefixSqlParser PARSER = new ColonPrefixSqlParser();

  private final String sql;

  /// The same object each time: by it the driver knows what it has prepared.
  private final String positional;

  private final List<String> names;

  /// @param sql with its parameters as JDBI has them, `:name`
  Named(String sql) {
    var parsed = PARSER.parse(sql, null);
    this.sql = sql;
    this.positional = parsed.getSql();
    this.names = parsed.getParameters().getParameterNames();
  }

  /// As the program has it.
  String sql() {
    return sql;
  }

  /// Ready to be executed with these values, of which it takes those that it names.
  PreparedStatement on(Connection connection, Values values) throws SQLException {
    var statement = connection.prepareStatement(positional);
    try {
      for (int i = 0; i < names.size(); i++) {
        values.get(names.get(i)).apply(i + 1, statement, null);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
