package dev.hearken.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/// Has a statement planned anew each time it is sent, by what is in the tables then. A plan that is
/// kept is as good as the table was when it was made: one that joins a thousand rows to a table
/// that was empty reads the whole table for each of them, until the next analysis.
public final class FreshPlan implements StatementCustomizer {
  /// For statements that are dear enough for a plan of their own.
  public static final FreshPlan EACH_TIME = new FreshPlan();

  private FreshPlan() {}

  @Override
  public void beforeExecution(PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
  }
}
