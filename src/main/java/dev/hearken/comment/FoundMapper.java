package dev.hearken.comment;

import dev.hearken.comment.CommentStore.Found;
import dev.hearken.database.Id;
import dev.hearken.database.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads comments column by column. By reflection, as records are read elsewhere, it takes longer
/// than all else that a page is made of (measured).
final class FoundMapper implements RowMapper<Found> {
  @Override
  public Found map(ResultSet row, StatementContext context) throws SQLException {
    return new Found(
        row.getString("owner"),
        list(row, "held", String[].class),
        id(row, "source_id"),
        row.getLong("place"),
        row.getBoolean("more"),
        list(row, "attached", Integer[].class),
        comment(row));
  }

  private static @Nullable Comment comment(ResultSet row) throws SQLException {
    var id = row.getString("id");
    return id == null
        ? null
        : new Comment(
            id,
            Objects.requireNonNull(id(row, "source_id")),
            row.getString("thread_id"),
            time(row, "timestamp"),
            StoredJson.of(row.getBytes("messages")),
            StoredJson.of(row.getBytes("user_properties")),
            StoredJson.of(row.getBytes("attachments")),
            row.getString("text_format"),
            time(row, "created_at"),
            time(row, "last_modified"),
            row.getBoolean("has_annotations"),
            null);
  }

  private static @Nullable Id id(ResultSet row, String column) throws SQLException {
    long bits = row.getLong(column);
    return row.wasNull() ? null : new Id(bits);
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static <T> @Nullable List<T> list(ResultSet row, String column, Class<T[]> type)
      throws SQLException {
    var array = row.getArray(column);
    return array == null ? null : Arrays.asList(type.cast(array.getArray()));
  }
}
