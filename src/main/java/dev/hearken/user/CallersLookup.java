package dev.hearken.user;

import dev.hearken.database.Database;
import dev.hearken.database.Lookup;
import dev.hearken.database.Lookups;
import dev.hearken.http.Caller;
import dev.hearken.http.Finding.Found;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// A lookup that depends on who calls, of whom no more is known yet than his token: both are found
/// at once.
///
/// @param <T> what is read from the row
public final class CallersLookup<T> {
  /// The id of the user, where a statement has it as its first parameter.
  public static final String USER =
      "(SELECT user_id FROM token WHERE hash = ? AND revoked_at IS NULL)";

  /// The parameters after that for [TokenStore#CALLER] and that of [#USER].
  private static final int FIRST = 3;

  private final Lookups<Caller, T> lookups;

  /// @param sql has [#USER] before all of its parameters
  public CallersLookup(String sql, Lookup.Reading<T> reading) {
    this.lookups = TokenStore.CALLER.and(new Lookup<>(sql, reading));
  }

  /// Gives the parameters their values that are behind [#USER].
  @FunctionalInterface
  public interface Binding {
    /// @param first which parameter is the first of them
    void to(PreparedStatement statement, int first) throws SQLException;
  }

  public Found<T> find(Database database, String token, Binding binding) {
    var hash = new Token(token).hash();
    var found =
        database.find(
            lookups,
            statement -> {
              statement.setBytes(1, hash);
              statement.setBytes(2, hash);
              binding.to(statement, FIRST);
            });
    return new Found<>(found.first(), found.second());
  }
}
