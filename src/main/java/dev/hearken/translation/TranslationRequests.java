package dev.hearken.translation;

import dev.hearken.body.Digest;
import dev.hearken.comment.CommentStore;
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
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// What people ask for: that a comment is translated again.
public final class TranslationRequests {
  private static final RowMapper<Place> PLACE = Rows.of(Place.class);

  private final Database database;
  private final Clock clock;

  public TranslationRequests(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What the statement says.
  ///
  /// @param present whether there is such a comment
  /// @param translated whether its source is to be translated
  /// @param configured whether there is a server that translates
  /// @param called only has it counted that somebody was told
  record Place(
      String owner,
      @Nullable List<String> held,
      @Nullable Id source,
      boolean present,
      @Nullable Boolean translated,
      boolean configured,
      long called) {}

  /// Has a comment translated afresh. The translation that it has is served until then.
  ///
  /// @throws Refusal.Unacceptable when its source is not translated, or no service is configured
  void translate(Caller caller, FullName name, String id) {
    var place =
        database
            .with(handle ->
                handle
                    .createQuery(
                        """
                        WITH place AS (
                          SELECT p.id AS project_id, p.name AS owner, m.permissions AS held,
                            s.id AS source, s.name,
                            s.should_translate AND s.language NOT IN ('Multilingual', 'xlm')
                              AS translated,
                            c.key, c.messages_digest
                          FROM project p
                          LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                          LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
                          LEFT JOIN comment c ON c.source_id = s.id AND c.key = :key
                          WHERE p.name = :owner
                        ), configured AS (
                          SELECT service
                          FROM translator
                          WHERE seen_at > now() - interval '1 hour'
                        ), asked AS (
                          INSERT INTO comment_translation AS t
                            (source_id, key, for_digest, state, due_at, afresh)
                          SELECT source, key, messages_digest, 'waiting', now(), true
                          FROM place
                          WHERE key IS NOT NULL
                            AND translated
                            AND (:everywhere OR held && :granting)
                            AND EXISTS (SELECT FROM configured)
                          ON CONFLICT (source_id, key) DO UPDATE
                          SET state = 'waiting',
                            due_at = excluded.due_at,
                            afresh = true,
                            attempts = 0,
                            reason = NULL,
                            messages = CASE
                              WHEN t.for_digest = excluded.for_digest THEN t.messages
                            END,
                            served_digest = CASE
                              WHEN t.for_digest = excluded.for_digest THEN t.served_digest
                            END,
                            for_digest = excluded.for_digest
                          RETURNING source_id
                        ), called AS (
                          SELECT call_for_translation(source_id)
                          FROM asked
                        ), audited AS (
                          INSERT INTO audit_event (at, type, actor_id, about, after)
                          SELECT :now, 'comment.translate', :caller,
                            jsonb_build_array(
                              about('source', source, name), about('project', project_id, owner)),
                            jsonb_build_object('comment', CAST(:id AS text))
                          FROM place
                          WHERE EXISTS (SELECT FROM asked)
                        )
                        SELECT owner, held, source, key IS NOT NULL AS present, translated,
                          EXISTS (SELECT FROM configured) AS configured,
                          (SELECT count(*) FROM called) AS called
                        FROM place
                        """)
                    .bind("caller", caller.id())
                    .bind("owner", name.owner())
                    .bind("name", name.name())
                    .bind("key", Digest.of(id))
                    .bind("id", id)
                    .bind("now", clock.instant())
                    .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
                    .bindArray("granting", String.class, Permission.SOURCES_TRANSLATE.grantedBy())
                    .map(PLACE)
                    .findOne())
            .orElseThrow(() -> Access.noSuchProject(name.owner()));
    var access = new Access(caller, place.owner(), place.held());
    access.requireVisible();
    if (place.source() == null) {
      throw SourceStore.noSuchSource(name.toString());
    }
    access.require(Permission.SOURCES_TRANSLATE);
    if (!place.present()) {
      throw CommentStore.noSuchComment(id, name.toString());
    }
    requireTranslated(place, name);
  }

  private static void requireTranslated(Place place, FullName name) {
    if (!Boolean.TRUE.equals(place.translated())) {
      throw new Refusal.Unacceptable(
          "The source %s is not translated: its field 'should_translate' must be true, and its 'language' one language."
              .formatted(Shown.of(name.toString())));
    }
    if (!place.configured()) {
      throw new Refusal.Unacceptable(
          "No service is configured that translates: the setting HEARKEN_TRANSLATOR must name one.");
    }
  }
}
