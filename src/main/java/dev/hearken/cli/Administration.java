package dev.hearken.cli;

import dev.hearken.http.Caller;
import dev.hearken.project.Contents;
import dev.hearken.project.ProjectStore;
import dev.hearken.user.TokenStore;
import dev.hearken.user.UserStore;
import java.util.List;
import java.util.function.Consumer;

/// What a command works with.
///
/// @param system as whom it acts
public record Administration(
    Caller system,
    UserStore users,
    TokenStore tokens,
    ProjectStore projects,
    List<Contents> contents) {

  /// Opens the database for as long as a command works with it.
  @FunctionalInterface
  public interface Opening {
    void with(Consumer<Administration> work);
  }
}
