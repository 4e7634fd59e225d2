package dev.hearken.bench;

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

/// A whole server that is there only to be measured.
///
/// @param system as whom it is prepared
/// @param address where it listens
/// @param routes what it offers
/// @param connections how many clients are connected
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
    Runnable stop)
    implements AutoCloseable {

  /// Starts a server on a fresh database in an empty folder.
  @FunctionalInterface
  public interface Opening {
    Subject in(Path folder) throws IOException;
  }

  @Override
  public void close() {
    stop.run();
  }
}
