package dev.hearken.stock;

import dev.hearken.yardstick.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// All rows of a source in pages over plain JDBC, each with all of its columns, and then again.
public final class Keyset {
  private static final String SQL =
      """
      SELECT ts, key, id, thread_id, messages, properties, attachments, text_format, created, updated,
        has_annotations
      FROM comment
      WHERE source_id = ? AND (ts, key) > (?, ?)
      ORDER BY ts, key
      LIMIT ?
      """;

  private static final OffsetDateTime FIRST =
      OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final long source;
  private OffsetDateTime time = FIRST;
  private byte[] key = new byte[0];

  public Keyset(long source) {
    this.source = source;
  }

  /// @return how many rows were read; after the last ones come the first ones again
  public int next(Connection connection, int limit) throws SQLException {
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, source);
      statement.setObject(2, time);
      statement.setBytes(3, key);
      statement.setInt(4, limit);
      int count = 0;
      try (var row = statement.executeQuery()) {
        var types = Row.types(row);
        for (; row.next(); count++) {
          for (int i = 0; i < types.size(); i++) {
            note(i, Row.value(row, i + 1, types.get(i)));
          }
        }
      }
      if (count < limit) {
        time = FIRST;
        key = new byte[0];
      }
      return count;
    }
  }

  private void note(int column, @Nullable Object value) {
    if (column == 0 && value instanceof OffsetDateTime at) {
      time = at;
    } else if (column == 1 && value instanceof byte[] bytes) {
      key = bytes;
    }
  }
}
