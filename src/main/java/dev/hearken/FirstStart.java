package dev.hearken;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.project.NewProject;
import dev.hearken.project.ProjectStore;
import dev.hearken.user.Token;
import dev.hearken.user.TokenStore;
import dev.hearken.user.UserStore;
import java.util.List;
import java.util.Optional;

/// What an empty database needs before the first request makes sense: the tenant, the user `admin`
/// with the permission `root`, and a project in which he may do everything.
final class FirstStart {
  private static final String ADMIN = "admin";
  private static final String PROJECT = "DefaultProject";

  private final Database database;
  private final UserStore users;
  private final TokenStore tokens;
  private final ProjectStore projects;

  FirstStart(Database database, UserStore users, TokenStore tokens, ProjectStore projects) {
    this.database = database;
    this.users = users;
    this.tokens = tokens;
    this.projects = projects;
  }

  /// Prepares the database, once: of several that do so together one does it and the others wait
  /// for it.
  ///
  /// @return the administrator
  Optional<Id> prepare() {
    return database.transaction(handle -> {
      var made = users.found(handle, ADMIN);
      var system = UserStore.system(handle);
      made.ifPresent(admin ->
          projects.create(handle, system, new NewProject(PROJECT, PROJECT, "", List.of(admin))));
      return users.named(handle, system, ADMIN);
    });
  }

  /// Gives the administrator his token.
  ///
  /// @param configured the one from the settings. It takes effect once for each new value, so that
  ///   a restart never revives a token that has been replaced or revoked since
  /// @return the token that was made because none was configured and he never had one: it is shown
  ///   once
  Optional<Token> giveToken(Id admin, Optional<Token> configured) {
    return database.transaction(handle -> {
      var system = UserStore.system(handle);
      if (configured.isPresent()) {
        tokens.apply(handle, system, admin, configured.get());
        return Optional.empty();
      }
      if (tokens.hadAny(handle, admin)) {
        return Optional.empty();
      }
      var token = Token.random();
      tokens.apply(handle, system, admin, token);
      return Optional.of(token);
    });
  }
}
