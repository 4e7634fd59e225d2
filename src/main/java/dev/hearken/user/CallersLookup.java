package dev.hearken.user;

import dev.hearken.database.Database;
import dev.hearken.database.Lookup;
import dev.hearken.database.Lookups;
import dev.hearken.database.Values;
import dev.hearken.http.Caller;
import dev.hearken.http.Finding.Found;

/// A lookup that depends on who calls, of whom no more is known yet than his token: both are found
/// at once.
///
/// @param <T> what is read from the row
public final class CallersLookup<T> {
  /// The id of the user, for a statement.
  public static final String USER =
      "(SELECT user_id FROM token WHERE hash = :token AND revoked_at IS NULL)";

  private final Lookups<Caller, T> lookups;

  /// @param sql may have [#USER]
  public CallersLookup(String sql, Lookup.Reading<T> reading) {
    this.lookups = TokenStore.CALLER.and(new Lookup<>(sql, reading));
  }

  /// @param values all but that of [#USER]
  public Found<T> find(Database database, String token, Values values) {
    var found = database.find(lookups, values.set("token", new Token(token).hash()));
    return new Found<>(found.first(), found.second());
  }
}
