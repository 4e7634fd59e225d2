package dev.hearken.comment;

import static java.util.Objects.requireNonNull;

import dev.hearken.comment.CommentStore.Found;
import dev.hearken.database.Columns;
import dev.hearken.database.Id;
import dev.hearken.database.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads comments column by column. By reflection, as records are read elsewhere, it takes longer
/// than all else that a page is made of (measured).
final class FoundMapper implements RowMapper<Found> {
  /// The columns of both statements, in their order: found by name, they would be looked for in
  /// each row.
  private static final int OWNER = 1;

  private static final int HELD = 2;
  private static final int SOURCE_ID = 3;
  private static final int PLACE = 4;
  private static final int MORE = 5;
  private static final int ID = 6;
  private static final int TIMESTAMP = 7;
  private static final int THREAD_ID = 8;
  private static final int MESSAGES = 9;
  private static final int USER_PROPERTIES = 10;
  private static final int ATTACHMENTS = 11;
  private static final int ATTACHED = 12;
  private static final int TEXT_FORMAT = 13;
  private static final int CREATED_AT = 14;
  private static final int LAST_MODIFIED = 15;
  private static final int HAS_ANNOTATIONS = 16;

  @Override
  public Found map(ResultSet row, StatementContext context) throws SQLException {
    var source = Columns.id(row, SOURCE_ID);
    return new Found(
        row.getString(OWNER),
        list(row, HELD, String[].class),
        source,
        row.getLong(PLACE),
        row.getBoolean(MORE),
        list(row, ATTACHED, Integer[].class),
        source == null ? null : comment(row, source));
  }

  private static @Nullable Comment comment(ResultSet row, Id source) throws SQLException {
    var id = row.getString(ID);
    return id == null
        ? null
        : new Comment(
            id,
            source,
            row.getString(THREAD_ID),
            time(row, TIMESTAMP),
            StoredJson.of(row.getBytes(MESSAGES)),
            StoredJson.of(row.getBytes(USER_PROPERTIES)),
            StoredJson.of(row.getBytes(ATTACHMENTS)),
            row.getString(TEXT_FORMAT),
            time(row, CREATED_AT),
            time(row, LAST_MODIFIED),
            row.getBoolean(HAS_ANNOTATIONS),
            null);
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return requireNonNull(Columns.instant(row, column));
  }

  private static <T> @Nullable List<T> list(ResultSet row, int column, Class<T[]> type)
      throws SQLException {
    var array = row.getArray(column);
    return array == null ? null : Arrays.asList(type.cast(array.getArray()));
  }
}
