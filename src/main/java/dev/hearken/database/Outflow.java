package dev.hearken.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// The rows of a query as the database sends them, one after the other, by `COPY … TO STDOUT`. It
/// sends on while a row is looked at, waits when nobody takes them, and memory holds one row
/// however many there are.
public final class Outflow {
  /// What stands before the first row: a signature, flags, and the length of an extension.
  private static final int HEADER = 11 + 4 + 4;

  /// Stands in place of the number of fields behind the last row.
  private static final int AT_END = -1;

  private Outflow() {}

  /// Takes a row before the next one comes.
  @FunctionalInterface
  public interface Taker {
    void take(BinaryRow row) throws IOException;
  }

  /// Reads all rows. When they can be taken no longer, the connection is given up: the driver
  /// cannot stop the statement and keep it.
  ///
  /// @param ids what the named parameters of the query stand for; COPY has none of its own
  /// @throws UncheckedIOException when a row cannot be taken
  public static void of(Handle handle, String query, Map<String, Id> ids, Taker taker) {
    tell(handle, query, ids);
    var connection = handle.getConnection();
    try {
      var copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY (" + literal(query, ids) + ") TO STDOUT (FORMAT binary)");
      try {
        read(copy, taker);
      } finally {
        if (copy.isActive()) {
          connection.abort(Runnable::run);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database did not send all rows", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whoever watches statements is told of this one like of any other, but not of its time: that is
  /// up to who takes the rows.
  private static void tell(Handle handle, String query, Map<String, Id> ids) {
    try (var statement = handle.createQuery(query)) {
      ids.forEach(statement::bind);
      var logger = handle.getConfig(SqlStatements.class).getSqlLogger();
      var now = Instant.now();
      var context = statement.getContext();
      context.setExecutionMoment(now);
      context.setCompletionMoment(now);
      logger.logBeforeExecution(context);
      logger.logAfterExecution(context);
    }
  }

  private static String literal(String query, Map<String, Id> ids) {
    var text = query;
    for (var id : ids.entrySet()) {
      text =
          Pattern.compile(":" + id.getKey() + "\\b")
              .matcher(text)
              .replaceAll("CAST('" + id.getValue().bits() + "' AS bigint)");
    }
    return text;
  }

  /// A message has a row, the first one the header before it.
  private static void read(CopyOut copy, Taker taker) throws SQLException, IOException {
    var row = new BinaryRow();
    boolean first = true;
    for (byte[] message; (message = copy.readFromCopy()) != null; first = false) {
      var bytes = ByteBuffer.wrap(message);
      int at = first ? HEADER + bytes.getInt(HEADER - Integer.BYTES) : 0;
      int fields = at < message.length ? bytes.getShort(at) : AT_END;
      if (fields != AT_END) {
        row.from(message);
        var _ = row.read(at + Short.BYTES, fields, 0);
        taker.take(row);
      }
    }
  }
}
