package dev.hearken.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.argument.Argument;

/// Every statement that the servers of all tests of this run have executed, with the values of its
/// first time.
public final class RecordedStatements {
  private static final Map<String, Map<String, Argument>> STATEMENTS = new ConcurrentHashMap<>();

  private RecordedStatements() {}

  public static void record(Executed statement) {
    if (!STATEMENTS.containsKey(statement.sql())) {
      STATEMENTS.put(statement.sql(), statement.values());
    }
  }

  /// Their texts, and for each the values by name.
  public static Map<String, Map<String, Argument>> all() {
    return Map.copyOf(STATEMENTS);
  }
}
