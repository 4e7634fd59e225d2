package dev.hearken.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/// The database cannot be reached, has no room, or is so busy that it is not worth waiting. Whether
/// the work was done is unknown when it happened in its middle; the message is fit to be shown to a
/// client.
public final class DatabaseUnavailable extends RuntimeException {
  private final String message;

  DatabaseUnavailable(String message) {
    super(message);
    this.message = message;
  }

  DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /// What was thrown, as this when that is what it means.
  static RuntimeException orElse(RuntimeException thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return new DatabaseUnavailable("The database cannot be reached at the moment.", thrown);
      }
      if (cause instanceof SQLException e && e.getSQLState() != null) {
        return switch (e.getSQLState()) {
          case "53100" -> new DatabaseUnavailable("The database has no disk space left.", thrown);
          case "53300" -> new DatabaseUnavailable("The database has no connection left.", thrown);
          case "57P01", "57P02", "57P03", "57P05" ->
              new DatabaseUnavailable("The database is stopping or starting.", thrown);
          case String state when state.startsWith("08") ->
              new DatabaseUnavailable("The connection to the database broke.", thrown);
          case String state when state.startsWith("53") ->
              new DatabaseUnavailable("The database is short of resources.", thrown);
          default -> thrown;
        };
      }
    }
    return thrown;
  }
}
