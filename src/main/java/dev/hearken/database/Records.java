package dev.hearken.database;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Rows that the database sends as one value: `string_agg(record_send(ROW(…)), '')`, where each row
/// is in the form in which PostgreSQL sends a record. A result of many rows comes in pieces of 8
/// KB, for each of which somebody is woken, and each value of it is an object; this comes at once,
/// and texts stay where they are in it (measured: a tenth to a sixth less work for a page of 256).
public final class Records {
  private final ByteBuffer rows;
  private final BinaryRow row = new BinaryRow();
  private int at;

  /// @param rows null when there is none
  public Records(byte @Nullable [] rows) {
    var bytes = rows == null ? new byte[0] : rows;
    this.rows = ByteBuffer.wrap(bytes);
    row.from(bytes);
  }

  /// The next row, which is the same object each time; null when there is none.
  public @Nullable BinaryRow next() {
    if (at == rows.capacity()) {
      return null;
    }
    int fields = rows.getInt(at);
    // The type of each stands before its length.
    at = row.read(at + Integer.BYTES, fields, Integer.BYTES);
    return row;
  }
}
