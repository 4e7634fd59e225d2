package dev.hearken.comment;

import dev.hearken.database.Database;
import dev.hearken.database.Lookup;
import dev.hearken.http.Caller;
import dev.hearken.project.FullName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of a small slice that was compared and written in one exchange with the database:
/// the way there and back costs more than texts that travel although they are there already.
///
/// @param added how many were not there before; null when nothing was written
record Synced(Compared found, @Nullable Long added) {
  /// The messages of a small slice have no more bytes.
  private static final long MOST_BYTES = 256 << 10;

  private static final Lookup<Synced> STATEMENT =
      new Lookup<>(
          "WITH home AS (\n"
              + Home.BY_NAME
              + """
              )
              SELECT id, marks, added
              FROM home
              CROSS JOIN LATERAL synced_comments(id, hidden, :now, %s)
              """
                  .formatted(Written.COMMENTS),
          Synced::of);

  static boolean takes(List<NewComment> slice) {
    return slice.stream().mapToLong(each -> each.messages().remaining()).sum() <= MOST_BYTES;
  }

  /// Empty where there is no source to which the caller may add comments.
  static Optional<Synced> by(
      Database database, Caller caller, FullName name, List<Digested> slice, Instant now) {
    var values = Written.values(slice, Home.values(caller, name)).set("now", now);
    return database.find(STATEMENT, values);
  }

  private static Synced of(ResultSet row) throws SQLException {
    var found = Compared.of(row);
    long added = row.getLong(3);
    return new Synced(found, row.wasNull() ? null : added);
  }

  /// Nothing where there is more to do.
  Optional<SyncResult> result() {
    return found.same()
        ? Optional.of(found.result())
        : Optional.ofNullable(added).map(count -> found.result(count, true));
  }
}
