package dev.hearken.database;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;

/// A statement that was executed, by JDBI or over plain JDBC.
public sealed interface Executed {
  /// As the program has it.
  String sql();

  /// Its values by the names of its parameters.
  Map<String, Argument> values();

  /// One who is told of each, and how long it took.
  @FunctionalInterface
  interface Watcher {
    void executed(Executed statement, long nanos);
  }

  /// A [Lookup], or two of them.
  record Looked(String sql, Values given) implements Executed {
    @Override
    public Map<String, Argument> values() {
      return given.byName();
    }
  }

  /// Any other.
  record OfJdbi(StatementContext context) implements Executed {
    @Override
    public String sql() {
      return context.getRawSql();
    }

    /// The library means to hide these two methods, and has no others yet.
    @Override
    @SuppressWarnings("removal")
    public Map<String, Argument> values() {
      var values = new HashMap<String, Argument>();
      var binding = context.getBinding();
      for (var name : binding.getNames()) {
        binding.findForName(name, context).ifPresent(value -> values.put(name, value));
      }
      return values;
    }
  }
}
