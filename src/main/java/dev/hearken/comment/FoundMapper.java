package dev.hearken.comment;

import dev.hearken.comment.CommentStore.Found;
import dev.hearken.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads comments with what is said of their source.
final class FoundMapper implements RowMapper<Found> {
  /// The columns of both statements, in their order: found by name, they would be looked for in
  /// each row.
  private static final int OWNER = 1;

  private static final int HELD = 2;
  private static final int SOURCE_ID = 3;
  private static final int PLACE = 4;
  private static final int MORE = 5;
  private static final int COMMENT = 6;

  @Override
  public Found map(ResultSet row, StatementContext context) throws SQLException {
    var source = Columns.id(row, SOURCE_ID);
    return new Found(
        row.getString(OWNER),
        Columns.list(row, HELD, String[].class),
        source,
        row.getLong(PLACE),
        row.getBoolean(MORE),
        CommentColumns.attached(row, COMMENT),
        source == null || row.getString(COMMENT) == null
            ? null
            : CommentColumns.comment(row, COMMENT, source));
  }
}
