package dev.hearken.load;

import dev.hearken.database.Database;
import dev.hearken.http.Caller;
import dev.hearken.http.Route;
import dev.hearken.project.ProjectStore;
import dev.hearken.user.TokenStore;
import dev.hearken.user.UserStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import javax.sql.DataSource;

/// A whole server that is there only to be measured.
///
/// @param system as whom it is prepared
/// @param address where it listens
/// @param routes what it offers
/// @param connections how many clients are connected
/// @param another starts a second one on the same database
/// @param stop ends it and its database
public record Subject(
    Database database,
    Caller system,
    UserStore users,
    TokenStore tokens,
    ProjectStore projects,
    URI address,
    List<Route> routes,
    IntSupplier connections,
    Another another,
    Runnable stop)
    implements AutoCloseable {

  /// Starts a server on a fresh database in an empty folder.
  @FunctionalInterface
  public interface Opening {
    Subject in(Path folder) throws IOException;
  }

  /// Starts a second server on the same database.
  @FunctionalInterface
  public interface Another {
    /// @param source where it has its connections from
    Second through(DataSource source) throws IOException;
  }

  /// A second server on the same database.
  public record Second(URI address, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  @Override
  public void close() {
    stop.run();
  }
}
