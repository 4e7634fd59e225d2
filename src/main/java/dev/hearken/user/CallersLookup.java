package dev.hearken.user;

import dev.hearken.database.Database;
import dev.hearken.database.Lookup;
import dev.hearken.database.Values;
import dev.hearken.http.Finding.Found;
import java.util.Optional;

/// A lookup that depends on who calls, of whom no more is known yet than his token: both are found
/// at once, by one statement. The way to the database and back costs more than what it does for
/// either.
///
/// @param <T> what is read from the row
public final class CallersLookup<T> {
  /// The id of the user, for a statement.
  public static final String USER = "caller.caller_id";

  private final Lookup<Found<T>> lookup;

  /// @param sql of columns that are called otherwise than those of the caller; may have [#USER] and
  ///   [#holds]
  public CallersLookup(String sql, Lookup.Reading<T> reading) {
    this.lookup =
        new Lookup<>(
            """
            SELECT caller.*, found.*
            FROM (%s) caller
            LEFT JOIN LATERAL (SELECT true AS there, * FROM (%s) thing) found ON true
            """
                .formatted(TokenStore.CALLER, sql),
            row ->
                new Found<>(
                    Optional.of(TokenStore.caller(row)),
                    row.getBoolean("there") ? Optional.of(reading.of(row)) : Optional.empty()));
  }

  /// Does the user hold a permission in the project of which `m` is his membership, for a
  /// statement? As [Access#allows] has it.
  public static String holds(Permission permission) {
    return "('%s' = ANY(caller.global_permissions) OR m.permissions && '{%s}')"
        .formatted(Permission.ROOT.wire(), String.join(",", permission.grantedBy()));
  }

  /// @param values all but those of [#USER] and [#holds]
  public Found<T> find(Database database, String token, Values values) {
    return database
        .find(lookup, values.set("token", new Token(token).hash()))
        .orElseGet(() -> new Found<>(Optional.empty(), Optional.empty()));
  }
}
