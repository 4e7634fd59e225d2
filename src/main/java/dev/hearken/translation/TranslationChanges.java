package dev.hearken.translation;

import dev.hearken.body.BodyLines;
import dev.hearken.body.Elements;
import dev.hearken.comment.CommentStore;
import dev.hearken.database.BinaryArray;
import dev.hearken.database.Database;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Permission;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Stores translations that were made elsewhere. Whoever may write comments may do it: he may also
/// sync comments that bring a translation.
public final class TranslationChanges {
  private static final Permission NEEDED = Permission.SOURCES_ADD_COMMENTS;
  private static final RowMapper<Found> FOUND = Rows.of(Found.class);

  private final Database database;

  public TranslationChanges(Database database) {
    this.database = database;
  }

  /// What became of translations, or would become of them.
  public record Taken(long added, long updated, long unchanged) {
    private static final Taken NOTHING = new Taken(0, 0, 0);

    private Taken plus(Taken other) {
      return new Taken(added + other.added, updated + other.updated, unchanged + other.unchanged);
    }
  }

  /// What there is of a comment.
  ///
  /// @param digest of its messages; null when there is no such comment
  /// @param messages JSON; null when its translation is the one that is brought
  /// @param translated whether it has a translation
  record Found(@Nullable ByteBuffer digest, @Nullable String messages, boolean translated) {
    boolean same() {
      return digest != null && messages == null;
    }
  }

  /// A translation that belongs to its comment and is not there yet.
  private record Fitting(NewTranslation translation, ByteBuffer digest, boolean translated) {
    static Fitting of(NewTranslation translation, Found comment) {
      return new Fitting(
          translation, Objects.requireNonNull(comment.digest()), comment.translated());
    }

    ByteBuffer key() {
      return ByteBuffer.wrap(translation.key());
    }
  }

  /// No server translates the sources that are added to this, until it is closed.
  public Withheld withheld() {
    return new Withheld(new TurnStore(database));
  }

  /// Stores what is new or differs; all or nothing.
  ///
  /// @param bad is told of those that belong to no comment, or to one that says something else
  public Taken take(
      Caller caller, FullName name, Elements<NewTranslation> translations, BodyLines.Bad bad) {
    return database.transaction(handle -> {
      var total = new Taken[] {Taken.NOTHING};
      translations.slices(
          slice -> total[0] = total[0].plus(take(handle, caller, name, slice, translations, bad)));
      return total[0];
    });
  }

  /// What [#take] would do once all comments are there; changes nothing.
  public Taken compare(Caller caller, FullName name, Elements<NewTranslation> translations) {
    return database.transaction(handle -> {
      var source = SourceStore.get(handle, caller, name, NEEDED).id();
      var total = new Taken[] {Taken.NOTHING};
      translations.slices(slice -> total[0] = total[0].plus(count(find(handle, source, slice))));
      return total[0];
    });
  }

  private static Taken count(List<Found> found) {
    long same = found.stream().filter(Found::same).count();
    long other = found.stream().filter(each -> !each.same() && each.translated()).count();
    return new Taken(found.size() - same - other, other, same);
  }

  private Taken take(
      Handle handle,
      Caller caller,
      FullName name,
      List<NewTranslation> slice,
      Elements<NewTranslation> all,
      BodyLines.Bad bad) {
    var source = SourceStore.get(handle, caller, name, NEEDED).id();
    var found = find(handle, source, slice);
    var fitting = new ArrayList<Fitting>();
    long same = 0;
    for (int i = 0; i < slice.size(); i++) {
      var each = slice.get(i);
      var comment = found.get(i);
      if (comment.same()) {
        same++;
      } else {
        objection(name, each, comment)
            .ifPresentOrElse(
                why -> bad.line(all.number(each), 0, 0, new Refusal.Invalid(why)),
                () -> fitting.add(Fitting.of(each, comment)));
      }
    }
    var written = write(handle, caller, source, fitting);
    var done = fitting.stream().filter(each -> written.contains(each.key())).toList();
    long updated = done.stream().filter(Fitting::translated).count();
    var taken = new Taken(done.size() - updated, updated, same);
    if (done.size() == fitting.size()) {
      return taken;
    }
    // Somebody has changed or deleted comments, or the source, at this moment: a second look says
    // what.
    var rest =
        fitting.stream()
            .filter(each -> !written.contains(each.key()))
            .map(Fitting::translation)
            .toList();
    return taken.plus(take(handle, caller, name, rest, all, bad));
  }

  private static Optional<String> objection(
      FullName source, NewTranslation translation, Found comment) {
    return comment.messages() == null
        ? Optional.of(CommentStore.noSuchComment(translation.id(), source.toString()).getMessage())
        : Belonging.objection(translation.text(), comment.messages());
  }

  /// In the order of what is asked for.
  private static List<Found> find(Handle handle, Id source, List<NewTranslation> slice) {
    return handle
        .createQuery(
            """
            SELECT c.messages_digest AS digest,
              CASE WHEN t.served_digest = sent.served THEN NULL ELSE c.messages END AS messages,
              t.served_digest IS NOT NULL AS translated
            FROM unnest(:keys, :served) WITH ORDINALITY AS sent (key, served, place)
            LEFT JOIN LATERAL (
              SELECT messages_digest, messages
              FROM comment
              WHERE source_id = :source AND key = sent.key
              OFFSET 0
            ) c ON true
            LEFT JOIN LATERAL (
              SELECT served_digest
              FROM comment_translation
              WHERE source_id = :source AND key = sent.key AND for_digest = c.messages_digest
              OFFSET 0
            ) t ON true
            ORDER BY place
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("source", source)
        .bind("keys", BinaryArray.bytes(slice, NewTranslation::key))
        .bind("served", BinaryArray.bytes(slice, NewTranslation::servedDigest))
        .map(FOUND)
        .list();
  }

  /// The comments are held, lest a translation outlives one that is deleted at this moment. Whoever
  /// finds them waiting for a translation finds that they have it.
  ///
  /// @return the keys of those that still have the messages that were seen
  private static Set<ByteBuffer> write(
      Handle handle, Caller caller, Id source, List<Fitting> fitting) {
    if (fitting.isEmpty()) {
      return Set.of();
    }
    return handle
        .createQuery(
            """
            WITH home AS (
              SELECT s.id
              FROM source s
              LEFT JOIN member m ON m.project_id = s.project_id AND m.user_id = :caller
              WHERE s.id = :source AND (:everywhere OR m.permissions && :granting)
              FOR KEY SHARE OF s
            ), known AS (
              INSERT INTO translated_source (id)
              SELECT id
              FROM home
              ON CONFLICT (id) DO NOTHING
            ), sent AS (
              SELECT *
              FROM unnest(:keys, :digests, :messages, :served)
                AS sent (key, digest, messages, served)
            ), held AS (
              SELECT sent.*
              FROM home
              CROSS JOIN sent
              JOIN comment c
                ON c.source_id = :source
                  AND c.key = sent.key
                  AND c.messages_digest = sent.digest
              ORDER BY sent.key
              FOR KEY SHARE OF c
            )
            INSERT INTO comment_translation
              (source_id, key, for_digest, state, messages, served_digest)
            SELECT :source, key, digest, 'done', messages, served
            FROM held
            ORDER BY key
            ON CONFLICT (source_id, key) DO UPDATE
            SET for_digest = excluded.for_digest,
              state = excluded.state,
              messages = excluded.messages,
              served_digest = excluded.served_digest,
              reason = NULL,
              attempts = 0,
              due_at = NULL,
              afresh = false
            RETURNING key
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("caller", caller.id())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("granting", String.class, NEEDED.grantedBy())
        .bind("source", source)
        .bind("keys", BinaryArray.bytes(fitting, each -> each.translation().key()))
        .bind("digests", BinaryArray.bytes(fitting, each -> each.digest().array()))
        .bind("messages", BinaryArray.utf8(fitting, each -> each.translation().messages()))
        .bind("served", BinaryArray.bytes(fitting, each -> each.translation().servedDigest()))
        .mapTo(ByteBuffer.class)
        .collect(Collectors.toSet());
  }
}
