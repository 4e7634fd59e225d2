package dev.hearken.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/// A statement that gives at most one row, and that very many requests execute; one that writes
/// gives a row that tells what became of it. It goes over plain JDBC: what JDBI does around each
/// execution would take the server as long as the execution itself (measured with `bench read`).
///
/// @param <T> what is read from the row
public final class Lookup<T> {
  private final Named statement;
  private final Reading<T> reading;

  /// @param sql its parameters stand as `:name`
  public Lookup(String sql, Reading<T> reading) {
    this.statement = new Named(sql);
    this.reading = reading;
  }

  /// Reads the row.
  @FunctionalInterface
  public interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /// Looks in a transaction of somebody else's.
  public Optional<T> find(Handle handle, Values values) {
    var statements = (Statements) handle.getConfig(SqlStatements.class).getSqlLogger();
    return find(handle.getConnection(), statements, values);
  }

  Optional<T> find(Connection connection, Statements statements, Values values) {
    long start = statements.begin();
    try (var executed = statement.on(connection, values)) {
      try (var rows = executed.executeQuery()) {
        return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new LookupFailed(e);
    } finally {
      statements.end(statement.sql(), values, start);
    }
  }

  /// Says no more than its cause, by which the database decides whether to try again.
  static final class LookupFailed extends RuntimeException {
    LookupFailed(SQLException cause) {
      super(cause);
    }
  }
}
