package dev.hearken.loading;

import dev.hearken.comment.CommentChanges;
import dev.hearken.comment.NewComment;
import dev.hearken.comment.SyncResult;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.project.FullName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Writes what became of a slice of mails: comments, failures, and that they wait no longer, all in
/// one transaction, so that whoever dies in between leaves nothing behind, and whoever does it
/// twice changes nothing.
public final class LoadStore {
  private static final RowMapper<Home> HOME = Rows.of(Home.class);

  private final Database database;
  private final CommentChanges comments;
  private final Caller system;

  /// @param system in whose name comments are stored; he sees all that is hidden
  public LoadStore(Database database, CommentChanges comments, Caller system) {
    this.database = database;
    this.comments = comments;
    this.system = system;
  }

  /// The name of a source, for messages.
  record Home(String owner, String name) {}

  /// Stores a slice, unless something changed in the meantime: then whoever changed it has put the
  /// work into the queue anew.
  ///
  /// @return the feed as it is behind it; null when it is another one now
  @Nullable Feed store(Feed feed, Id bucket, Slice slice, List<Outcome> outcomes) {
    var source = feed.sourceId();
    return database.transaction(handle -> {
      var home = hold(handle, feed);
      if (home == null) {
        return null;
      }
      var made = outcomes.stream().filter(Outcome::isComment).toList();
      var again =
          made.isEmpty() ? Again.NOTHING : storeComments(handle, source, bucket, home, made);
      var waking = again.putBehind(handle, source, bucket);
      var waiting = new WaitingMails(handle, source, bucket);
      waiting.removeDone(outcomes);
      waiting.addFailed(outcomes);
      Again.wake(handle, source, waking);
      return slice.walked()
          ? walk(handle, feed, slice.last().key(), feed.recipeVersion(), again.done())
          : feed;
    });
  }

  /// Begins to walk the bucket from its beginning, or ends it.
  ///
  /// @param version of the recipe with which all mails have been read then
  /// @return the feed as it is behind it; null when it is another one now
  @Nullable Feed walk(Feed feed, @Nullable ByteBuffer to, int version) {
    return database.transaction(handle ->
        hold(handle, feed) == null ? null : walk(handle, feed, to, version, SyncResult.NOTHING));
  }

  /// The source is held first, as by those who change it: two who load the same one, and who loads
  /// and who changes it, wait for each other without standing in each other's way.
  private static @Nullable FullName hold(Handle handle, Feed feed) {
    var home =
        handle
            .createQuery(
                """
                SELECT p.name AS owner, s.name
                FROM source s
                JOIN project p ON p.id = s.project_id
                WHERE s.id = :source
                FOR KEY SHARE OF s
                """)
            .bind("source", feed.sourceId())
            .map(HOME)
            .findOne();
    boolean same =
        handle
            .createQuery(
                """
                SELECT epoch = :epoch
                FROM source_load
                WHERE source_id = :source
                FOR UPDATE
                """)
            .bind("source", feed.sourceId())
            .bind("epoch", feed.epoch())
            .mapTo(Boolean.class)
            .findOne()
            .orElse(false);
    return home.isPresent() && same ? new FullName(home.get().owner(), home.get().name()) : null;
  }

  private Again storeComments(
      Handle handle, Id source, Id bucket, FullName home, List<Outcome> made) {
    var threads = new MailThreads(handle, bucket);
    var said = made.stream().map(Outcome::said).toList();
    var moved = threads.remember(said);
    var threadOf = threads.of(said);
    var mails = new MailComments(handle, source, bucket);
    var left = mails.remember(made);
    var counting = mails.counting(made);
    var stored = new ArrayList<NewComment>();
    for (var each : made) {
      var winner = counting.get(each.commentKey());
      if (winner != null && winner.is(each) && !winner.skipped()) {
        var thread = Objects.requireNonNull(threadOf.get(each.commentKey()));
        stored.add(each.made().comment().in(thread));
      }
    }
    var done = comments.store(handle, system, home, source, stored);
    mails.removeLeft(comments, left);
    return new Again(
        moved, List.copyOf(left), made.stream().map(each -> each.waiting().key()).toList(), done);
  }

  /// Counts what the walk does from its beginning to its end.
  private static Feed walk(
      Handle handle, Feed feed, @Nullable ByteBuffer to, int version, SyncResult done) {
    handle
        .createUpdate(
            """
            UPDATE source_load
            SET walked = CAST(:to AS bytea),
              recipe_version = :version,
              walk_added = CASE WHEN :begins THEN 0 ELSE walk_added + :added END,
              walk_updated = CASE WHEN :begins THEN 0 ELSE walk_updated + :updated END,
              walk_unchanged = CASE WHEN :begins THEN 0 ELSE walk_unchanged + :unchanged END,
              walk_ended = CASE WHEN :ends THEN clock_timestamp() END
            WHERE source_id = :source
            """)
        .bind("source", feed.sourceId())
        .bindByType("to", to, ByteBuffer.class)
        .bind("version", version)
        .bind("begins", to != null && !to.hasRemaining())
        .bind("ends", to == null)
        .bind("added", done.added())
        .bind("updated", done.updated())
        .bind("unchanged", done.unchanged())
        .execute();
    return feed.walkedTo(to, version);
  }
}
