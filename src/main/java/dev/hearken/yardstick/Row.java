package dev.hearken.yardstick;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows completely, each column as the server would.
public final class Row {
  private Row() {}

  /// The types of all columns, by their names in PostgreSQL.
  public static List<String> types(ResultSet rows) throws SQLException {
    var metadata = rows.getMetaData();
    var names = new ArrayList<String>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      names.add(metadata.getColumnTypeName(i));
    }
    return List.copyOf(names);
  }

  /// @param at from 1
  public static @Nullable Object value(ResultSet row, int at, String type) throws SQLException {
    return switch (type) {
      case "int8", "int4", "int2" -> row.getLong(at);
      case "bool" -> row.getBoolean(at);
      case "timestamptz" -> row.getObject(at, OffsetDateTime.class);
      case "bytea" -> row.getBytes(at);
      case "_text" -> {
        var array = row.getArray(at);
        yield array == null ? null : array.getArray();
      }
      default -> row.getString(at);
    };
  }
}
