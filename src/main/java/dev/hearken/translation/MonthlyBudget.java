package dev.hearken.translation;

import dev.hearken.database.Database;
import java.time.LocalDate;
import java.util.Optional;

/// How many characters may be sent in a month of UTC, by all servers together. They are counted
/// before they are sent: whoever dies in between has spent them.
final class MonthlyBudget {
  private final Database database;
  private final long limit;

  MonthlyBudget(Database database, long limit) {
    this.database = database;
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  /// Takes so many.
  ///
  /// @return the month from which they were taken; nothing when there are not so many left
  Optional<LocalDate> take(long characters) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                INSERT INTO translation_month AS m (month, characters)
                SELECT date_trunc('month', now() AT TIME ZONE 'UTC'), :characters
                WHERE :characters <= :limit
                ON CONFLICT (month) DO UPDATE
                SET characters = m.characters + excluded.characters
                WHERE m.characters <= :limit - excluded.characters
                RETURNING month
                """)
            .bind("characters", characters)
            .bind("limit", limit)
            .mapTo(LocalDate.class)
            .findOne());
  }

  /// Gives back what was not translated.
  void giveBack(LocalDate month, long characters) {
    database.with(handle ->
        handle
            .createUpdate(
                """
                UPDATE translation_month
                SET characters = characters - :characters
                WHERE month = :month
                """)
            .bind("month", month)
            .bind("characters", characters)
            .execute());
  }
}
