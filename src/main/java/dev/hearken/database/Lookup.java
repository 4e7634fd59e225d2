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

  /// This one and another, whose parameters follow those of this one.
  public <U> Lookups<T, U> and(Lookup<U> other) {
    return new Lookups<>(this, other);
  }

  /// Looks in a transaction of somebody else's.
  public Optional<T> find(Handle handle, Binding binding) {
    var statements = (Statements) handle.getConfig(SqlStatements.class).getSqlLogger();
    return find(handle.getConnection(), statements, binding);
  }

  Optional<T> find(Connection connection, Statements statements, Binding binding) {
    long start = statements.begin(1);
    try (var statement = connection.prepareStatement(sql)) {
      binding.to(statement);
      statement.execute();
      return found(statement);
    } catch (SQLException e) {
      throw new LookupFailed(e);
    } finally {
      statements.end(sql, start);
    }
  }

  /// What the result holds at which the statement stands.
  Optional<T> found(PreparedStatement statement) throws SQLException {
    try (var rows = statement.getResultSet()) {
      return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
    }
  }

  String sql() {
    return sql;
  }

  /// Says no more than its cause, by which the database decides whether to try again.
  static final class LookupFailed extends RuntimeException {
    LookupFailed(SQLException cause) {
      super(cause);
    }
  }
}
