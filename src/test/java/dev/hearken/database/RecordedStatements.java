package dev.hearken.database;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Every statement that the servers of all tests of this run have executed, with the values of its
/// first time.
public final class RecordedStatements {
  private static final Map<String, Map<String, Argument>> STATEMENTS = new ConcurrentHashMap<>();

  private RecordedStatements() {}

  /// @param statement null for one whose values are not told
  public static void record(@Nullable StatementContext statement) {
    if (statement != null
        && statement.getRawSql() != null
        && !STATEMENTS.containsKey(statement.getRawSql())) {
      STATEMENTS.put(statement.getRawSql(), values(statement));
    }
  }

  /// The library means to hide these two methods, and has no others yet.
  @SuppressWarnings("removal")
  private static Map<String, Argument> values(StatementContext statement) {
    var values = new HashMap<String, Argument>();
    var binding = statement.getBinding();
    for (var name : binding.getNames()) {
      binding.findForName(name, statement).ifPresent(value -> values.put(name, value));
    }
    return values;
  }

  /// Their texts, and for each the values by name.
  public static Map<String, Map<String, Argument>> all() {
    return Map.copyOf(STATEMENTS);
  }
}
