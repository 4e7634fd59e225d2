package dev.hearken.user;

import static java.util.Objects.requireNonNull;

import dev.hearken.database.Columns;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Lookup;
import dev.hearken.database.Values;
import dev.hearken.http.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Tokens in the database: one active token a user, and the hashes of all there ever were, so that
/// none is revived.
public final class TokenStore {
  /// Whose a token is.
  static final String CALLER =
      """
      SELECT u.id AS caller_id, u.username, u.global_permissions
      FROM token t
      JOIN app_user u ON u.id = t.user_id
      WHERE t.hash = :token
        AND t.revoked_at IS NULL
        AND u.deleted_at IS NULL
      """;

  private static final Lookup<Caller> CALLERS = new Lookup<>(CALLER, TokenStore::caller);

  private final Database database;
  private final Clock clock;

  public TokenStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Whose token this is; empty when it is unknown or revoked.
  public Optional<Caller> caller(String token) {
    return database.find(CALLERS, new Values().set("token", new Token(token).hash()));
  }

  /// From a row of [#CALLER].
  static Caller caller(ResultSet row) throws SQLException {
    return new Caller(
        new Id(row.getLong("caller_id")),
        row.getString("username"),
        Set.copyOf(requireNonNull(Columns.texts(row, "global_permissions"))));
  }

  /// Gives a user a new token; the one he had is dead everywhere at once.
  public Token replace(Caller actor, Id user) {
    var token = Token.random();
    database.transaction(handle -> {
      lock(handle, user);
      replace(handle, actor, user, token);
      return token;
    });
    return token;
  }

  /// Makes this token the user's, unless it ever was somebody's: a token that was revoked stays
  /// revoked.
  ///
  /// @return whether it was applied
  public boolean apply(Handle handle, Caller actor, Id user, Token token) {
    lock(handle, user);
    boolean known =
        handle
            .createQuery("SELECT EXISTS (SELECT FROM token WHERE hash = :hash)")
            .bind("hash", token.hash())
            .mapTo(Boolean.class)
            .one();
    if (!known) {
      replace(handle, actor, user, token);
    }
    return !known;
  }

  /// Was a token ever given to this user?
  public boolean hadAny(Handle handle, Id user) {
    lock(handle, user);
    return handle
        .createQuery("SELECT EXISTS (SELECT FROM token WHERE user_id = :user)")
        .bind("user", user)
        .mapTo(Boolean.class)
        .one();
  }

  /// Takes a user's token away.
  ///
  /// @return whether he had one
  public boolean revoke(Caller actor, Id user) {
    return database.with(handle ->
        handle
                .createUpdate(
                    """
                    WITH revoked AS (
                      UPDATE token SET revoked_at = :now
                      WHERE user_id = :user AND revoked_at IS NULL
                      RETURNING user_id
                    )
                    INSERT INTO audit_event (at, type, actor_id, about)
                    SELECT :now, 'token.revoke', :actor, jsonb_build_array(about('user', u.id, u.username))
                    FROM revoked JOIN app_user u ON u.id = revoked.user_id
                    """)
                .bind("now", clock.instant())
                .bind("user", user)
                .bind("actor", actor.id())
                .execute()
            > 0);
  }

  /// Two who replace the same user's token come one after the other.
  private static void lock(Handle handle, Id user) {
    handle
        .createQuery("SELECT id FROM app_user WHERE id = :user FOR UPDATE")
        .bind("user", user)
        .mapTo(Id.class)
        .one();
  }

  private void replace(Handle handle, Caller actor, Id user, Token token) {
    handle
        .createUpdate(
            """
            WITH revoked AS (
              UPDATE token SET revoked_at = :now
              WHERE user_id = :user AND revoked_at IS NULL
              RETURNING hash
            ), made AS (
              -- Reads from "revoked" so that the old token is gone before the index is asked about the new one.
              INSERT INTO token (hash, user_id, created_at)
              SELECT :hash, :user, :now FROM (SELECT count(*) FROM revoked) AS before_this
              RETURNING user_id
            )
            INSERT INTO audit_event (at, type, actor_id, about)
            SELECT :now, 'token.replace', :actor, jsonb_build_array(about('user', u.id, u.username))
            FROM made JOIN app_user u ON u.id = made.user_id
            """)
        .bind("now", clock.instant())
        .bind("user", user)
        .bind("hash", token.hash())
        .bind("actor", actor.id())
        .execute();
  }
}
