package dev.hearken.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/// A column of many rows that are sent at once, in the form in which PostgreSQL takes an array over
/// without reading it character by character. It is written once, and sent as it is in memory.
public final class BinaryArray implements Argument {
  /// Dimensions, whether there are nulls, the type of elements, their number, the first index.
  static final int HEADER = 5 * Integer.BYTES;

  private static final int NULL = -1;

  private final int type;
  private final byte[] bytes;

  private BinaryArray(int type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /// A `text[]` of texts in UTF-8.
  public static <T extends @Nullable Object> BinaryArray utf8(
      List<T> rows, Function<T, @Nullable ByteBuffer> text) {
    return of(Oid.TEXT_ARRAY, Oid.TEXT, rows, text);
  }

  /// A `text[]`.
  public static <T extends @Nullable Object> BinaryArray texts(
      List<T> rows, Function<T, @Nullable String> text) {
    return utf8(
        rows,
        row -> {
          var value = text.apply(row);
          return value == null ? null : ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
        });
  }

  /// A `bytea[]`.
  public static <T extends @Nullable Object> BinaryArray bytes(
      List<T> rows, Function<T, byte @Nullable []> bytes) {
    return of(
        Oid.BYTEA_ARRAY,
        Oid.BYTEA,
        rows,
        row -> {
          var value = bytes.apply(row);
          return value == null ? null : ByteBuffer.wrap(value);
        });
  }

  /// A `timestamptz[]`, cut to microseconds.
  public static <T extends @Nullable Object> BinaryArray times(
      List<T> rows, Function<T, Instant> time) {
    return of(
        Oid.TIMESTAMPTZ_ARRAY,
        Oid.TIMESTAMPTZ,
        rows,
        row -> ByteBuffer.allocate(Long.BYTES).putLong(BinaryTime.micros(time.apply(row))).flip());
  }

  private static <T extends @Nullable Object> BinaryArray of(
      int type, int elementType, List<T> rows, Function<T, @Nullable ByteBuffer> element) {
    var elements = new @Nullable ByteBuffer[rows.size()];
    int size = HEADER + rows.size() * Integer.BYTES;
    for (int i = 0; i < elements.length; i++) {
      var each = element.apply(rows.get(i));
      elements[i] = each;
      size += each == null ? 0 : each.remaining();
    }
    var array = ByteBuffer.allocate(size);
    array.putInt(1).putInt(1).putInt(elementType).putInt(elements.length).putInt(1);
    for (var each : elements) {
      if (each == null) {
        array.putInt(NULL);
      } else {
        array.putInt(each.remaining()).put(each.duplicate());
      }
    }
    return new BinaryArray(type, array.array());
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    bind(statement, position);
  }

  /// Gives it to a parameter of a statement.
  public void bind(PreparedStatement statement, int position) throws SQLException {
    var connection = statement.getConnection().unwrap(BaseConnection.class);
    statement.setArray(position, new PgArray(connection, type, bytes));
  }
}
