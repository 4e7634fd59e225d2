package dev.hearken.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;

/// The values of a statement, by the names of its parameters.
public final class Values {
  private final Map<String, Argument> byName = new HashMap<>();

  public Values set(String name, Argument value) {
    byName.put(name, value);
    return this;
  }

  public Values set(String name, boolean value) {
    return set(name, (position, statement, _) -> statement.setBoolean(position, value));
  }

  public Values set(String name, int value) {
    return set(name, (position, statement, _) -> statement.setInt(position, value));
  }

  public Values set(String name, Id value) {
    return set(name, (position, statement, _) -> statement.setLong(position, value.bits()));
  }

  public Values set(String name, String value) {
    return set(name, (position, statement, _) -> statement.setString(position, value));
  }

  /// As `bytea`.
  public Values set(String name, byte[] value) {
    return set(name, (position, statement, _) -> statement.setBytes(position, value));
  }

  /// As `timestamptz`.
  public Values set(String name, Instant value) {
    var time = OffsetDateTime.ofInstant(value, ZoneOffset.UTC);
    return set(name, (position, statement, _) -> statement.setObject(position, time));
  }

  /// As `text[]`.
  public Values set(String name, List<String> value) {
    return set(name, BinaryArray.texts(value, each -> each));
  }

  /// Gives them to a statement of JDBI's.
  public Query bind(Query query) {
    byName.forEach(query::bind);
    return query;
  }

  /// @throws IllegalArgumentException when there is none of this name
  Argument get(String name) {
    var value = byName.get(name);
    if (value == null) {
      throw new IllegalArgumentException("There is no value for :" + name);
    }
    return value;
  }

  Map<String, Argument> byName() {
    return Map.copyOf(byName);
  }
}
