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

  /// What was thrown, as this when that is what it means. The innermost reason is the most telling:
  /// a pool only says that it got no connection.
  static RuntimeException orElse(RuntimeException thrown) {
    @Nullable String sentence = null;
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e) {
        var meant = sentence(e);
        sentence = meant == null ? sentence : meant;
      }
    }
    return sentence == null ? thrown : new DatabaseUnavailable(sentence, thrown);
  }

  private static @Nullable String sentence(SQLException e) {
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      case "53100" ->
          "The database has no disk space left: it takes no writes until there is room.";
      case "53200" -> "The database has no memory left at the moment.";
      case "53300" -> "The database has no connection left at the moment.";
      // What a full disk leaves of the embedded one; elsewhere a standby.
      case "25006" -> "The database takes no writes at the moment.";
      case "57P01", "57P02", "57P03", "57P05" -> "The database is stopping or starting.";
      case String other when other.startsWith("53") -> "The database is short of resources.";
      case String other
          when e instanceof SQLTransientConnectionException || other.startsWith("08") ->
          "The database cannot be reached at the moment.";
      default -> null;
    };
  }
}
