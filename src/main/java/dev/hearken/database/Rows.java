package dev.hearken.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Rows as records. Which column belongs to which component is found out by reflection, once for
/// each statement and not at each execution, as JDBI alone would do it.
///
/// @param <T> the record
public final class Rows<T> implements RowMapper<T> {
  private final RowMapper<T> general;
  private final Map<String, RowMapper<T>> special = new ConcurrentHashMap<>();

  private Rows(RowMapper<T> general) {
    this.general = general;
  }

  public static <T> RowMapper<T> of(Class<T> record) {
    return new Rows<>(ConstructorMapper.of(record));
  }

  /// Statements are constants of the program and name their columns, so there are few, and each has
  /// one form.
  @Override
  public RowMapper<T> specialize(ResultSet row, StatementContext context) throws SQLException {
    var statement = context.getRenderedSql();
    var known = special.get(statement);
    if (known != null) {
      return known;
    }
    var made = general.specialize(row, context);
    special.put(statement, made);
    return made;
  }

  @Override
  public T map(ResultSet row, StatementContext context) throws SQLException {
    return specialize(row, context).map(row, context);
  }
}
