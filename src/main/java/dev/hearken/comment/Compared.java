package dev.hearken.comment;

import dev.hearken.database.Id;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How a slice differs from what is there, each comment by what stands first in this order:
///
/// | mark | |
/// |---|---|
/// | `n` | it is not there yet |
/// | `m` | it has other messages |
/// | `c` | something else than messages and properties is other |
/// | `p` | it has other properties, as far as the caller can see |
/// | `h` | a property that the caller cannot see will be another one |
/// | `=` | nothing is other |
///
/// @param marks one for each comment
record Compared(Id source, String marks) {
  private static final String NEW = "n";
  private static final String OTHER_MESSAGES = "m";
  private static final String OTHER_PROPERTIES = "p";

  /// What the caller is told of.
  private static final String UPDATED = "mcp";

  private static final String DIFFERING = NEW + UPDATED + "h";

  static Compared of(ResultSet row) throws SQLException {
    return new Compared(new Id(row.getLong(1)), row.getString(2));
  }

  long fresh() {
    return count(NEW);
  }

  long updated() {
    return count(UPDATED);
  }

  /// How many of the updated ones have other messages.
  long retold() {
    return count(OTHER_MESSAGES);
  }

  long updatedPropertiesOnly() {
    return count(OTHER_PROPERTIES);
  }

  /// Is nothing to be written, not even what the caller is not told of?
  boolean same() {
    return at(DIFFERING).findAny().isEmpty();
  }

  /// What became of a slice of which nothing is written.
  SyncResult result() {
    return new SyncResult(
        fresh(),
        updated(),
        marks.length() - fresh() - updated(),
        retold(),
        updatedPropertiesOnly());
  }

  /// What became of a slice of which all that differs is written.
  ///
  /// @param added so many were not there when they were written
  /// @param overwrite whether what is there is written too
  SyncResult result(long added, boolean overwrite) {
    long met = met(added);
    long updated = overwrite ? updated() + met : 0;
    return new SyncResult(
        added,
        updated,
        marks.length() - added - updated,
        Math.clamp(retold() + met, 0, updated),
        Math.min(updatedPropertiesOnly(), updated));
  }

  /// How many somebody else has added since they were compared; negative when he has deleted some.
  ///
  /// @param added so many were not there when they were written
  long met(long added) {
    return fresh() - added;
  }

  /// What is to be written of a slice.
  ///
  /// @param overwrite whether what is there is written too
  <T> List<T> differing(List<T> slice, boolean overwrite) {
    return those(slice, overwrite ? DIFFERING : NEW);
  }

  /// Of what is written, that of which the messages are new.
  <T> List<T> retold(List<T> slice, boolean overwrite) {
    return those(slice, overwrite ? NEW + OTHER_MESSAGES : NEW);
  }

  /// The first one that is there and differs.
  <T> @Nullable T taken(List<T> slice) {
    return at(UPDATED).mapToObj(slice::get).findFirst().orElse(null);
  }

  private <T> List<T> those(List<T> slice, String wanted) {
    return at(wanted).mapToObj(slice::get).toList();
  }

  private long count(String wanted) {
    return at(wanted).count();
  }

  private IntStream at(String wanted) {
    return IntStream.range(0, marks.length())
        .filter(place -> wanted.indexOf(marks.charAt(place)) >= 0);
  }
}
