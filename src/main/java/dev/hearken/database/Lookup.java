package dev.hearken.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/// A statement that finds at most one row, and that nearly every request executes. It goes over
/// plain JDBC: what JDBI does around each execution would take the server as long as the execution
/// itself (measured with `bench read`).
///
/// @param <T> what is read from the row
public final class Lookup<T> {
  private final String sql;
  private final Reading<T> reading;

  /// @param sql its parameters stand as `?`
  public Lookup(String sql, Reading<T> reading) {
    this.sql = sql;
    this.reading = reading;
  }

  /// Gives the parameters their values.
  @FunctionalInterface
  public interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  /// Reads the row.
  @FunctionalInterface
  public interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /// Looks in a transaction of somebody else's.
  public Optional<T> find(Handle handle, Binding binding) {
    var statements = (Statements) handle.getConfig(SqlStatements.class).getSqlLogger();
    return find(handle.getConnection(), statements, binding);
  }

  Optional<T> find(Connection connection, Statements statements, Binding binding) {
    long start = statements.begin();
    try (var statement = connection.prepareStatement(sql)) {
      binding.to(statement);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new LookupFailed(e);
    } finally {
      statements.end(sql, start);
    }
  }

  /// Says no more than its cause, by which the database decides whether to try again.
  private static final class LookupFailed extends RuntimeException {
    LookupFailed(SQLException cause) {
      super(cause);
    }
  }
}
