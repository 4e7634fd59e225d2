package dev.hearken.comment;

import static java.util.Objects.requireNonNull;

import dev.hearken.database.BinaryRow;
import dev.hearken.database.Columns;
import dev.hearken.database.Id;
import dev.hearken.database.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns of comments that are read, one behind the other: id, timestamp, thread, messages,
/// properties, attachments, which of these are there, format, creation, last change, annotations.
/// They are read by their place: found by name, they would be looked for in each row, and by
/// reflection, as records are read elsewhere, it takes longer than all else that a page is made of
/// (measured).
final class CommentColumns {
  static final int ID = 0;
  private static final int TIMESTAMP = 1;
  private static final int THREAD_ID = 2;
  static final int MESSAGES = 3;
  static final int USER_PROPERTIES = 4;
  static final int ATTACHMENTS = 5;
  private static final int ATTACHED = 6;
  private static final int TEXT_FORMAT = 7;
  private static final int CREATED_AT = 8;
  private static final int LAST_MODIFIED = 9;
  private static final int HAS_ANNOTATIONS = 10;

  private CommentColumns() {}

  /// @param first the place of the first of them
  static Comment comment(ResultSet row, int first, Id source) throws SQLException {
    return new Comment(
        row.getString(first + ID),
        source,
        row.getString(first + THREAD_ID),
        time(row, first + TIMESTAMP),
        StoredJson.of(row.getBytes(first + MESSAGES)),
        StoredJson.of(row.getBytes(first + USER_PROPERTIES)),
        StoredJson.of(row.getBytes(first + ATTACHMENTS)),
        row.getString(first + TEXT_FORMAT),
        time(row, first + CREATED_AT),
        time(row, first + LAST_MODIFIED),
        row.getBoolean(first + HAS_ANNOTATIONS),
        null);
  }

  /// The positions of those attachments whose content is there.
  static @Nullable List<Integer> attached(ResultSet row, int first) throws SQLException {
    return Columns.list(row, first + ATTACHED, Integer[].class);
  }

  /// From a row of the database's function `comment_row` that has all texts.
  static Comment comment(BinaryRow row, Id source) {
    var created = row.time(CREATED_AT);
    return new Comment(
        row.text(ID),
        source,
        row.textOrNull(THREAD_ID),
        row.time(TIMESTAMP),
        row.json(MESSAGES),
        row.json(USER_PROPERTIES),
        row.isNull(ATTACHMENTS) ? Comment.NO_ATTACHMENTS : row.json(ATTACHMENTS),
        row.textOrNull(TEXT_FORMAT),
        created,
        row.isNull(LAST_MODIFIED) ? created : row.time(LAST_MODIFIED),
        !row.isNull(HAS_ANNOTATIONS),
        null);
  }

  /// As above.
  static @Nullable List<Integer> attached(BinaryRow row) {
    return row.integers(ATTACHED);
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return requireNonNull(Columns.instant(row, column));
  }
}
