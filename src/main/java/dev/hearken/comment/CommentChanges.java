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
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Stores and deletes comments.
public final class CommentChanges {
  private static final RowMapper<Place> PLACE = Rows.of(Place.class);

  private static final int SLICE = 500;

  private final Database database;
  private final Clock clock;
  private final LastSlices lastSlices = new LastSlices();

  public CommentChanges(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What a statement says of a source.
  record Place(String owner, @Nullable List<String> held, @Nullable Id source) {}

  /// Stores what is new or differs; all or nothing.
  public SyncResult sync(Caller caller, FullName name, Elements<NewComment> comments) {
    return comments
        .oneSlice()
        .filter(slice -> !SentBack.areAmong(slice))
        .flatMap(slice -> syncSlice(caller, name, slice))
        .orElseGet(() ->
            database.transaction(handle -> {
              var upsert = upsert(handle, caller, name, comments, true);
              var total = new SyncResult[] {SyncResult.NOTHING};
              comments.slices(
                  slice -> total[0] = total[0].plus(store(upsert, name, slice).result()));
              return total[0];
            }));
  }

  /// A slice that is all there is needs no transaction but its statements. A small one that
  /// probably differs is compared and written by one; of any other one texts are sent only when
  /// they are known to differ.
  ///
  /// @return nothing when there is no source to which the caller may add comments
  private Optional<SyncResult> syncSlice(Caller caller, FullName name, List<NewComment> comments) {
    var slice = Digested.of(comments);
    if (Synced.takes(comments) && lastSlices.differed(name)) {
      return Synced.by(database, caller, name, slice, clock.instant())
          .map(synced -> {
            lastSlices.note(name, synced.found());
            return synced.result().orElseGet(() -> written(caller, name, slice, synced.found()));
          });
    }
    return new Comparison(caller, slice)
        .with(database, name)
        .map(found -> {
          lastSlices.note(name, found);
          return found.same()
              ? found.result()
              : writtenAlone(caller, slice, found)
                  .orElseGet(() -> written(caller, name, slice, found));
        });
  }

  /// A slice that was compared, with all that else is to be done for it.
  private SyncResult written(Caller caller, FullName name, List<Digested> slice, Compared found) {
    return database.transaction(handle -> {
      var upsert = new CommentUpsert(handle, caller, name, found.source(), true);
      return present(name, upsert.store(slice, found, clock.instant())).result();
    });
  }

  /// By one statement, which is a transaction of its own.
  ///
  /// @return nothing where more is to be done than to write, or the source is gone
  private Optional<SyncResult> writtenAlone(Caller caller, List<Digested> slice, Compared found) {
    var differing = found.differing(slice, true);
    var written =
        new Written.Order(found.source(), caller, differing, true, clock.instant()).alone(database);
    return written.present() ? Optional.of(found.result(written.added(), true)) : Optional.empty();
  }

  /// Whether the caller may add comments is found out with the first slice, or here where there is
  /// none.
  private static CommentUpsert upsert(
      Handle handle,
      Caller caller,
      FullName name,
      Elements<NewComment> comments,
      boolean overwrite) {
    if (comments.size() == 0) {
      var _ = SourceStore.get(handle, caller, name, Permission.SOURCES_ADD_COMMENTS);
    }
    return new CommentUpsert(handle, caller, name, null, overwrite);
  }

  /// What [#sync] would do now; changes nothing.
  public SyncResult compare(Caller caller, FullName name, Elements<NewComment> comments) {
    return database.transaction(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_ADD_COMMENTS);
      var total = new SyncResult[] {SyncResult.NOTHING};
      comments.slices(slice -> {
        var found = new CommentUpsert(handle, caller, name, source.id(), true).look(slice);
        total[0] = total[0].plus(found);
      });
      return total[0];
    });
  }

  /// As [#sync], of comments that are in memory.
  public SyncResult sync(Caller caller, FullName name, Collection<NewComment> comments) {
    var byKey = new TreeMap<byte[], NewComment>(Arrays::compareUnsigned);
    comments.forEach(each -> byKey.put(each.key(), each));
    return database.transaction(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_ADD_COMMENTS);
      var upsert = new CommentUpsert(handle, caller, name, source.id(), true);
      var total = SyncResult.NOTHING;
      var all = List.copyOf(byKey.values());
      for (int from = 0; from < all.size(); from += SLICE) {
        var slice = all.subList(from, Math.min(from + SLICE, all.size()));
        total = total.plus(store(upsert, name, slice).result());
      }
      return total;
    });
  }

  /// Stores what is new or differs, in a transaction of somebody who has decided that it may be.
  ///
  /// @param comments so many as one statement may bring, each id once
  public SyncResult store(
      Handle handle, Caller caller, FullName name, Id source, List<NewComment> comments) {
    var upsert = new CommentUpsert(handle, caller, name, source, true);
    return store(upsert, name, inOrder(comments)).result();
  }

  private static List<NewComment> inOrder(List<NewComment> comments) {
    return comments.stream()
        .sorted(Comparator.comparing(NewComment::key, Arrays::compareUnsigned))
        .toList();
  }

  /// Deletes the comments with these keys, in a transaction of somebody who has decided that it may
  /// be.
  public void remove(Handle handle, Id source, List<ByteBuffer> keys) {
    handle
        .createUpdate(
            """
            WITH doomed AS (
              SELECT key
              FROM comment
              WHERE source_id = :source AND key = ANY(:keys)
              ORDER BY key
              FOR UPDATE
            )
            DELETE FROM comment c
            USING doomed
            WHERE c.source_id = :source AND c.key = doomed.key
            """)
        .bind("source", source)
        .bind("keys", keys.toArray(ByteBuffer[]::new))
        .execute();
  }

  /// Stores what is new; all or nothing.
  ///
  /// @throws Refusal.Conflict when one of them is there with other content
  void add(Caller caller, FullName name, Elements<NewComment> comments) {
    database.transaction(handle -> {
      var upsert = upsert(handle, caller, name, comments, false);
      comments.slices(slice -> add(upsert, name, slice));
      return comments.size();
    });
  }

  private void add(CommentUpsert upsert, FullName name, List<NewComment> slice) {
    CommentUpsert.Done done;
    do {
      done = store(upsert, name, slice);
      if (done.taken() != null) {
        throw new Refusal.Conflict(
            "The comment %s is in the source %s with other content: to overwrite it, sync it."
                .formatted(Shown.of(done.taken()), Shown.of(name.toString())));
      }
      // What somebody else added at the same moment is there now, to be compared.
    } while (done.unwritten() > 0);
  }

  private CommentUpsert.Done store(CommentUpsert upsert, FullName name, List<NewComment> slice) {
    return present(name, upsert.store(slice, clock.instant()));
  }

  private static CommentUpsert.Done present(FullName name, CommentUpsert.Done done) {
    if (!done.present()) {
      throw SourceStore.noSuchSource(name.toString());
    }
    return done;
  }

  /// Deletes those of these ids that there are. The mails that some of them were made of do not
  /// bring them back as they are; whoever is just storing what such mails have become has finished
  /// before, or he would not know of it.
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
                        ), feed AS (
                          SELECT l.source_id
                          FROM source_load l
                          WHERE l.source_id = (SELECT source FROM place)
                          FOR SHARE OF l
                        ), doomed AS (
                          SELECT c.source_id, c.key
                          FROM place
                          JOIN comment c ON c.source_id = place.source AND c.key = ANY(:keys)
                          WHERE (:everywhere OR place.held && :granting)
                            AND (SELECT count(*) FROM feed) IS NOT NULL
                          ORDER BY c.key
                          FOR UPDATE OF c
                        ), gone AS (
                          DELETE FROM comment c
                          USING doomed
                          WHERE c.source_id = doomed.source_id AND c.key = doomed.key
                        ), skipped AS (
                          INSERT INTO email_skip (source_id, key, put, digest)
                          SELECT DISTINCT ON (m.comment_key) m.source_id, m.comment_key, m.put,
                            m.digest
                          FROM doomed
                          JOIN mail_comment m
                            ON m.source_id = doomed.source_id AND m.comment_key = doomed.key
                          ORDER BY m.comment_key, m.put DESC
                          ON CONFLICT (source_id, key) DO UPDATE
                          SET put = excluded.put, digest = excluded.digest
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
