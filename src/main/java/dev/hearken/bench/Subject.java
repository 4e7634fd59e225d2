package dev.hearken.bench;

import dev.hearken.database.Database;
import dev.hearken.http.Caller;
import dev.hearken.project.ProjectStore;
import dev.hearken.user.TokenStore;
import dev.hearken.user.UserStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// A whole server that is there only to be measured.
///
/// @param system as whom it is prepared
/// @param address where it listens
/// @param stop ends it and its database
public record Subject(
    Database database,
    Caller system,
    UserStore users,
    TokenStore tokens,
    ProjectStore projects,
    URI address,
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
