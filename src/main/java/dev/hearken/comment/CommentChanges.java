package dev.hearken.comment;

import dev.hearken.body.Digest;
import dev.hearken.body.Elements;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Stores and deletes comments.
public final class CommentChanges {
  private static final RowMapper<Place> PLACE = Rows.of(Place.class);

  private final Database database;
  private final Clock clock;

  public CommentChanges(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What a statement says of a source.
  record Place(String owner, @Nullable List<String> held, @Nullable Id source) {}

  /// Stores what is new or differs; all or nothing.
  SyncResult sync(Caller caller, FullName name, Elements<NewComment> comments) {
    return database.transaction(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_ADD_COMMENTS);
      var total = new SyncResult[] {SyncResult.NOTHING};
      comments.slices(slice -> {
        var done = store(handle, caller, name, source.id(), slice, true);
        total[0] = total[0].plus(done.result());
      });
      return total[0];
    });
  }

  /// Stores what is new; all or nothing.
  ///
  /// @throws Refusal.Conflict when one of them is there with other content
  void add(Caller caller, FullName name, Elements<NewComment> comments) {
    database.transaction(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_ADD_COMMENTS);
      comments.slices(slice -> add(handle, caller, name, source.id(), slice));
      return comments.size();
    });
  }

  private void add(Handle handle, Caller caller, FullName name, Id source, List<NewComment> slice) {
    CommentUpsert.Done done;
    do {
      done = store(handle, caller, name, source, slice, false);
      if (done.taken() != null) {
        throw new Refusal.Conflict(
            "The comment %s is in the source %s with other content: to overwrite it, sync it."
                .formatted(Shown.of(done.taken()), Shown.of(name.toString())));
      }
      // What somebody else added at the same moment is there now, to be compared.
    } while (done.unwritten() > 0);
  }

  /// @param overwrite whether what is there with other content is written
  private CommentUpsert.Done store(
      Handle handle,
      Caller caller,
      FullName name,
      Id source,
      List<NewComment> slice,
      boolean overwrite) {
    var done = new CommentUpsert(handle, caller, source, overwrite).store(slice, clock.instant());
    if (!done.present()) {
      throw SourceStore.noSuchSource(name.toString());
    }
    return done;
  }

  /// Deletes those of these ids that there are.
  void delete(Caller caller, FullName name, List<String> ids) {
    var granting =
        Stream.of(Permission.SOURCES_ADD_COMMENTS, Permission.SOURCES_ADMIN)
            .flatMap(permission -> permission.grantedBy().stream())
            .distinct()
            .toList();
    var place =
        database
            .transaction(handle ->
                handle
                    .createQuery(
                        """
                        WITH place AS (
                          SELECT p.name AS owner, m.permissions AS held, s.id AS source
                          FROM project p
                          LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                          LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
                          WHERE p.name = :owner
                        ), doomed AS (
                          SELECT c.source_id, c.key
                          FROM place
                          JOIN comment c ON c.source_id = place.source AND c.key = ANY(:keys)
                          WHERE :everywhere OR place.held && :granting
                          ORDER BY c.key
                          FOR UPDATE OF c
                        ), gone AS (
                          DELETE FROM comment c
                          USING doomed
                          WHERE c.source_id = doomed.source_id AND c.key = doomed.key
                        )
                        SELECT owner, held, source
                        FROM place
                        """)
                    .bind("caller", caller.id())
                    .bind("owner", name.owner())
                    .bind("name", name.name())
                    .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
                    .bindArray("granting", String.class, granting)
                    .bind("keys", ids.stream().distinct().map(Digest::of).toArray(byte[][]::new))
                    .map(PLACE)
                    .findOne())
            .orElseThrow(() -> Access.noSuchProject(name.owner()));
    var access = new Access(caller, place.owner(), place.held());
    access.requireVisible();
    if (place.source() == null) {
      throw SourceStore.noSuchSource(name.toString());
    }
    access.require(
        access.allows(Permission.SOURCES_ADMIN)
            ? Permission.SOURCES_ADMIN
            : Permission.SOURCES_ADD_COMMENTS);
  }
}
