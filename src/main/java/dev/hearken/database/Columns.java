package dev.hearken.database;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jspecify.annotations.Nullable;

/// How values that the whole server shares stand in columns: ids as `bigint`, instants as
/// `timestamptz` without a detour through the old date classes (whose calendar changes in 1582),
/// lists as arrays. JDBI knows how; who reads rows by hand finds it here, by the name of a column
/// or its place.
public final class Columns {
  private static final GenericType<Map<String, List<String>>> LISTS = new GenericType<>() {};

  private static final ObjectReader READ_LISTS =
      new ObjectMapper().readerFor(new TypeReference<Map<String, List<String>>>() {});

  private Columns() {}

  static Jdbi register(Jdbi jdbi) {
    return jdbi.registerArgument(new IdArgument())
        .registerArgument(new InstantArgument())
        .registerArgument(new BytesArgument())
        .registerArgument(new TextsArgument())
        .registerColumnMapper(Id.class, (ColumnMapper<Id>) (row, column, _) -> id(row, column))
        .registerColumnMapper(
            Instant.class, (ColumnMapper<Instant>) (row, column, _) -> instant(row, column))
        .registerColumnMapper(
            StoredJson.class, (ColumnMapper<StoredJson>) (row, column, _) -> json(row, column))
        .registerColumnMapper(LISTS, (row, column, _) -> lists(row, column))
        .registerArgument(new ByteBufferArgument())
        .registerArgument(new ByteBuffersArgument())
        .registerColumnMapper(
            ByteBuffer.class, (ColumnMapper<ByteBuffer>) (row, column, _) -> bytes(row, column))
        .registerArrayType(String.class, "text")
        .registerArrayType(Long.class, "int8");
  }

  public static @Nullable Id id(ResultSet row, String column) throws SQLException {
    return id(row, row.findColumn(column));
  }

  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    return instant(row, row.findColumn(column));
  }

  /// A list of texts, from an array of them.
  public static @Nullable List<String> texts(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? null : List.of((String[]) array.getArray());
  }

  /// A list, from an array of elements of one type.
  public static <T> @Nullable List<T> list(ResultSet row, int column, Class<T[]> type)
      throws SQLException {
    var array = row.getArray(column);
    return array == null ? null : Arrays.asList(type.cast(array.getArray()));
  }

  public static @Nullable Id id(ResultSet row, int column) throws SQLException {
    long bits = row.getLong(column);
    return row.wasNull() ? null : new Id(bits);
  }

  /// The driver hands a time over in the form in which it was sent, which is binary from the fifth
  /// execution of a statement on; its own way to an object takes several times as long (measured).
  public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var sent = row.getBytes(column);
    if (sent == null) {
      return null;
    }
    return sent.length == Long.BYTES
        ? BinaryTime.instant(ByteBuffer.wrap(sent).getLong())
        : requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }

  /// Bytes that are equal when their content is, such as keys.
  private static @Nullable ByteBuffer bytes(ResultSet row, int column) throws SQLException {
    var bytes = row.getBytes(column);
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static @Nullable StoredJson json(ResultSet row, int column) throws SQLException {
    var utf8 = row.getBytes(column);
    return utf8 == null ? null : StoredJson.of(utf8);
  }

  /// A `jsonb` object of arrays of texts.
  private static Map<String, List<String>> lists(ResultSet row, int column) throws SQLException {
    try {
      return READ_LISTS.readValue(row.getString(column));
    } catch (JsonProcessingException e) {
      throw new SQLException("Column " + column + " is no JSON object of lists", e);
    }
  }

  private static final class IdArgument extends AbstractArgumentFactory<Id> {
    IdArgument() {
      super(Types.BIGINT);
    }

    @Override
    protected Argument build(Id id, ConfigRegistry config) {
      return (position, statement, _) -> statement.setLong(position, id.bits());
    }
  }

  private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
    InstantArgument() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant instant, ConfigRegistry config) {
      return (position, statement, _) ->
          statement.setObject(position, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
  }

  private static final class ByteBufferArgument extends AbstractArgumentFactory<ByteBuffer> {
    ByteBufferArgument() {
      super(Types.BINARY);
    }

    @Override
    protected Argument build(ByteBuffer bytes, ConfigRegistry config) {
      var copy = copy(bytes);
      return (position, statement, _) -> statement.setBytes(position, copy);
    }

    static byte[] copy(ByteBuffer bytes) {
      var copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return copy;
    }
  }

  /// Several of them, as `bytea[]`; where one is missing, null.
  private static final class ByteBuffersArgument
      extends AbstractArgumentFactory<@Nullable ByteBuffer[]> {
    ByteBuffersArgument() {
      super(Types.ARRAY);
    }

    @Override
    protected Argument build(@Nullable ByteBuffer[] several, ConfigRegistry config) {
      byte[] @Nullable [] pieces = new byte[several.length] @Nullable [];
      for (int i = 0; i < several.length; i++) {
        var bytes = several[i];
        pieces[i] = bytes == null ? null : ByteBufferArgument.copy(bytes);
      }
      return (position, statement, _) ->
          statement.setArray(position, statement.getConnection().createArrayOf("bytea", pieces));
    }
  }

  /// Several pieces of bytes, as `bytea[]`.
  private static final class BytesArgument extends AbstractArgumentFactory<byte[][]> {
    BytesArgument() {
      super(Types.ARRAY);
    }

    @Override
    protected Argument build(byte[][] pieces, ConfigRegistry config) {
      return (position, statement, _) ->
          statement.setArray(position, statement.getConnection().createArrayOf("bytea", pieces));
    }
  }

  /// Several texts, as `text[]`: in an array of texts, which the driver sends as it is in memory,
  /// where it would look at each character of an array of objects. They may well come in an array
  /// of objects: JDBI calls those, too, by the type of their elements.
  private static final class TextsArgument implements ArgumentFactory.Preparable {
    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
      return type.equals(String[].class)
          ? Optional.of(several -> argument((Object[]) several))
          : Optional.empty();
    }

    private static Argument argument(Object[] several) {
      var texts = Arrays.copyOf(several, several.length, String[].class);
      return (position, statement, _) ->
          statement.setArray(position, statement.getConnection().createArrayOf("text", texts));
    }
  }
}
