package dev.hearken.stock;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// The comments of a source as PostgreSQL hands them out fastest, in the order that an archive has.
public final class Copy {
  private Copy() {}

  /// Reads all of them, and looks at none.
  ///
  /// @return how many there were
  public static long read(Connection connection, long source) throws SQLException {
    var sql =
        """
        COPY (
          SELECT id, ts, thread_id, text_format, messages, properties, attachments, created, updated
          FROM comment
          WHERE source_id = %d
          ORDER BY ts, id
        ) TO STDOUT
        """
            .formatted(source);
    var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
    long rows = 0;
    while (copy.readFromCopy() != null) {
      rows++;
    }
    return rows;
  }
}
