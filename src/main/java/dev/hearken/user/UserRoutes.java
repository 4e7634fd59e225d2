package dev.hearken.user;

import dev.hearken.database.Id;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.http.Shown;
import java.time.Instant;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Users on the wire (wire contract 2.7, domain 7.4), and the caller's own token.
public final class UserRoutes implements Routes {
  private static final Logger LOG = Logger.getLogger(UserRoutes.class.getName());

  private final UserStore users;
  private final TokenStore tokens;

  public UserRoutes(UserStore users, TokenStore tokens) {
    this.users = users;
    this.tokens = tokens;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/auth/user", this::self),
        Route.post("/auth/refresh-user-permissions", this::refreshPermissions).takingNothing(),
        Route.post("/auth/token", this::replaceToken).takingNothing(),
        Route.get("/api/v1/users", this::listBriefly),
        Route.get("/api/_private/users", this::list),
        Route.put("/api/_private/users", this::create),
        Route.get("/api/_private/users/{user}", this::get),
        Route.post("/api/_private/users/{user}", this::update),
        Route.delete("/api/_private/users/{user}", this::delete),
        Route.post("/api/_private/users/{user}/welcome-email", this::welcome).takingNothing());
  }

  private Answer self(Call call) {
    return Answer.of("user", users.get(call.caller(), call.caller().id()));
  }

  /// Permissions are never cached, so there is nothing to refresh. Clients stop when they are told
  /// otherwise than `true`.
  private Answer refreshPermissions(Call call) {
    call.body().end();
    return Answer.of("permissions_refreshed", true);
  }

  private Answer replaceToken(Call call) {
    call.body().end();
    return Answer.of("token", tokens.replace(call.caller(), call.caller().id()).text());
  }

  private Answer list(Call call) {
    return Answer.list("users", users.list(call.caller()));
  }

  /// What the public list shows of a user. When he was last here is not recorded.
  record Brief(String email, String username, @Nullable Instant lastLoginAt) {}

  private Answer listBriefly(Call call) {
    return Answer.list(
        "users",
        users.list(call.caller()).map(user -> new Brief(user.email(), user.username(), null)));
  }

  private Answer create(Call call) {
    return Answer.of("user", users.changes().create(call.caller(), NewUser.from(call.body())));
  }

  private Answer get(Call call) {
    return Answer.of("user", users.get(call.caller(), id(call)));
  }

  private Answer update(Call call) {
    var update = UserUpdate.from(call.body());
    return Answer.of("user", users.changes().update(call.caller(), id(call), update));
  }

  private Answer delete(Call call) {
    users.changes().delete(call.caller(), id(call));
    return Answer.ok();
  }

  private Answer welcome(Call call) {
    call.body().end();
    var user = users.getManaged(call.caller(), id(call));
    LOG.info(
        () -> "No welcome mail goes to user %s: this server sends no mail.".formatted(user.id()));
    return Answer.ok();
  }

  private static Id id(Call call) {
    var text = call.path("user");
    return Id.parse(text)
        .orElseThrow(() ->
            new Refusal.Invalid(
                "The user id %s must be 16 lower-case hexadecimal digits."
                    .formatted(Shown.of(text))));
  }
}
