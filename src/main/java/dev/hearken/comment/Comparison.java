package dev.hearken.comment;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Lookup;
import dev.hearken.http.Caller;
import dev.hearken.project.FullName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Compares slices of comments with those of a source, by digests: texts do not travel.
final class Comparison {
  private static final String COMPARED =
      """
      )
      SELECT id, compared_comments(id, hidden, :keys, :contents, :texts, :properties)
      FROM home
      """;

  private static final Lookup<Compared> BY_ID =
      new Lookup<>(
          "WITH home AS (\n" + Home.SQL + "WHERE s.id = :source\n" + COMPARED, Compared::of);

  private static final Lookup<Compared> BY_NAME =
      new Lookup<>("WITH home AS (\n" + Home.BY_NAME + COMPARED, Compared::of);

  private final Caller caller;
  private final List<Digested> slice;

  Comparison(Caller caller, List<Digested> slice) {
    this.caller = caller;
    this.slice = slice;
  }

  /// In a transaction of its own; empty where there is no source to which the caller may add
  /// comments.
  Optional<Compared> with(Database database, FullName name) {
    return database.find(BY_NAME, Digested.values(slice, Home.values(caller, name)));
  }

  /// As above, in a transaction of somebody else's.
  Optional<Compared> with(Handle handle, FullName name) {
    return BY_NAME.find(handle, Digested.values(slice, Home.values(caller, name)));
  }

  /// Empty where the source is not there.
  Optional<Compared> with(Handle handle, Id source) {
    return BY_ID.find(handle, Digested.values(slice, Home.values(caller)).set("source", source));
  }
}
