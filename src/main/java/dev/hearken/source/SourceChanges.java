package dev.hearken.source;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import dev.hearken.recipe.Recipes;
import dev.hearken.source.SourceStore.Held;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;

/// Makes and changes sources: one statement each, which looks, decides, writes and leaves its line
/// in the audit log. When nothing was written, its row says enough to tell why.
public final class SourceChanges {
  private static final GenericType<List<String>> TEXTS = new GenericType<>() {};

  private final Database database;
  private final Clock clock;
  private final Recipes recipes;

  public SourceChanges(Database database, Clock clock, Recipes recipes) {
    this.database = database;
    this.clock = clock;
    this.recipes = recipes;
  }

  /// Makes a source as a request with this body does.
  ///
  /// @throws Refusal as [#create(Caller, NewSource)]
  public Source create(Caller caller, FullName name, Fields body) {
    return create(caller, NewSource.from(name, body));
  }

  /// Looks whether a request with this body could make a source.
  ///
  /// @throws Refusal when it could not, wherever it is to be
  public void check(FullName name, Fields body) {
    requireKnown(NewSource.from(name, body).emailTransformTag());
  }

  /// What a request with this body would find; empty when it would make a source.
  ///
  /// @throws Refusal as [#create(Caller, NewSource)]
  public Optional<Source> find(Caller caller, FullName name, Fields body) {
    var source = NewSource.from(name, body);
    var found = database.with(handle -> SourceStore.read(handle, caller, name));
    found.access(caller).require(Permission.SOURCES_ADMIN);
    requireKnown(source.emailTransformTag());
    return Optional.ofNullable(found.source()).map(source::orConflict);
  }

  /// Makes a source. The same request again finds the source it made.
  ///
  /// @throws Refusal.Conflict when the name is taken by a source with other settings
  /// @throws Refusal.Unacceptable for an unknown transform tag, or a bucket that the caller cannot
  ///   read
  Source create(Caller caller, NewSource source) {
    var made = database.with(handle -> insert(handle, caller, source));
    made.access(caller).require(Permission.SOURCES_ADMIN);
    if (made.source() != null) {
      return made.source();
    }
    requireKnown(source.emailTransformTag());
    var existing =
        database.with(handle -> SourceStore.read(handle, caller, source.name())).source();
    if (existing == null) {
      throw noSuchBucket(source.bucketId());
    }
    return source.orConflict(existing);
  }

  private void requireKnown(@Nullable String tag) {
    if (!known(tag)) {
      throw recipes.unknown(String.valueOf(tag));
    }
  }

  private Held insert(Handle handle, Caller caller, NewSource source) {
    return handle
        .createQuery(
            """
            WITH home AS (
              SELECT p.id, p.name, m.permissions AS held
              FROM project p
              LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
              WHERE p.name = :owner
            ), feed AS (
              SELECT b.id
              FROM bucket b
              LEFT JOIN member m ON m.project_id = b.project_id AND m.user_id = :caller
              WHERE b.id = :bucket_id AND (:everywhere OR m.permissions && :reading_buckets)
            ), made AS (
              INSERT INTO source (id, project_id, name, title, description, language, should_translate,
                sensitive_properties, kind, bucket_id, email_transform_tag, email_transform_version,
                created_at, updated_at)
              SELECT :id, home.id, :name, :title, :description, :language, :should_translate,
                :sensitive_properties, :kind, :bucket_id, :tag, :version, :now, :now
              FROM home
              WHERE (:everywhere OR home.held && :granting)
                AND :tag_known
                AND (CAST(:bucket_id AS bigint) IS NULL OR EXISTS (SELECT FROM feed))
              ON CONFLICT (project_id, name) DO NOTHING
              RETURNING *
            ), audited AS (
              INSERT INTO audit_event (at, type, actor_id, about, after)
              SELECT :now, 'source.create', :caller,
                jsonb_build_array(
                  about('source', made.id, made.name), about('project', home.id, home.name)),
                to_jsonb(made)
              FROM made, home
            )
            SELECT home.name AS owner, home.held,
              s.id, s.name, s.title, s.description, s.language, s.should_translate,
              s.sensitive_properties, s.kind, s.bucket_id, s.email_transform_tag,
              s.email_transform_version, s.created_at, s.updated_at
            FROM home LEFT JOIN made s ON true
            """)
        .bind("caller", caller.id())
        .bind("owner", source.name().owner())
        .bind("id", Id.random())
        .bind("name", source.name().name())
        .bind("title", source.title())
        .bind("description", source.description())
        .bind("language", source.language().wire())
        .bind("should_translate", source.shouldTranslate())
        .bindArray("sensitive_properties", String.class, source.sensitiveProperties())
        .bind("kind", source.kind().wire())
        .bind("bucket_id", source.bucketId())
        .bind("tag", source.emailTransformTag())
        .bind("tag_known", known(source.emailTransformTag()))
        .bind("version", source.emailTransformVersion())
        .bind("now", clock.instant())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("granting", String.class, Permission.SOURCES_ADMIN.grantedBy())
        .bindArray("reading_buckets", String.class, Permission.BUCKETS_READ.grantedBy())
        .map((row, _) -> SourceRow.held(row))
        .findOne()
        .orElseThrow(() -> Access.noSuchProject(source.name().owner()));
  }

  /// What became of an update: the source as it is now, and which of its conditions held.
  record Outcome(Held found, boolean languageKept, boolean tagAccepted) {
    static Outcome of(ResultSet row) throws SQLException {
      return new Outcome(
          SourceRow.held(row), row.getBoolean("language_kept"), row.getBoolean("tag_accepted"));
    }
  }

  /// Changes a source; what changes nothing leaves its times alone.
  ///
  /// @throws Refusal.Unacceptable for another language, an unknown transform tag, or a bucket that
  ///   the caller cannot read
  Source update(Caller caller, FullName name, SourceUpdate update) {
    var outcome = database.with(handle -> write(handle, caller, name, update));
    var source = outcome.found().allowed(caller, Permission.SOURCES_ADMIN, name.toString());
    if (update.language() != null && !outcome.languageKept()) {
      throw new Refusal.Unacceptable(
          "The language of a source cannot change: %s is %s, not %s."
              .formatted(
                  Shown.of(name.toString()),
                  Shown.of(source.language()),
                  Shown.of(update.language().wire())));
    }
    if (update.emailTransformTag().value() != null && !outcome.tagAccepted()) {
      throw recipes.unknown(update.emailTransformTag().value());
    }
    if (update.bucketId().value() != null && !update.bucketId().value().equals(source.bucketId())) {
      throw noSuchBucket(update.bucketId().value());
    }
    return source;
  }

  private Outcome write(Handle handle, Caller caller, FullName name, SourceUpdate update) {
    return handle
        .createQuery(
            """
            WITH home AS (
              SELECT p.id, p.name, m.permissions AS held
              FROM project p
              LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
              WHERE p.name = :owner
            ), old AS (
              SELECT s.*
              FROM source s JOIN home ON home.id = s.project_id
              WHERE s.name = :name
              FOR UPDATE OF s
            ), feed AS (
              SELECT b.id
              FROM bucket b
              LEFT JOIN member m ON m.project_id = b.project_id AND m.user_id = :caller
              WHERE b.id = :bucket_id AND (:everywhere OR m.permissions && :reading_buckets)
            ), judged AS (
              SELECT
                CAST(:languages AS text[]) IS NULL OR old.language = ANY(:languages) AS language_kept,
                :tag_known OR old.email_transform_tag = :tag AS tag_accepted,
                NOT :bucket_given
                  OR CAST(:bucket_id AS bigint) IS NULL
                  OR old.bucket_id IS NOT DISTINCT FROM :bucket_id
                  OR EXISTS (SELECT FROM feed) AS bucket_accepted
              FROM old
            ), wanted AS (
              SELECT old.id,
                coalesce(CAST(:title AS text), old.title) AS title,
                coalesce(CAST(:description AS text), old.description) AS description,
                coalesce(CAST(:should_translate AS boolean), old.should_translate) AS should_translate,
                coalesce(CAST(:sensitive_properties AS text[]), old.sensitive_properties)
                  AS sensitive_properties,
                coalesce(CAST(:kind AS text), old.kind) AS kind,
                CASE WHEN :bucket_given THEN :bucket_id ELSE old.bucket_id END AS bucket_id,
                CASE WHEN :tag_given THEN :tag ELSE old.email_transform_tag END AS email_transform_tag,
                CASE WHEN :version_given THEN :version ELSE old.email_transform_version END
                  AS email_transform_version
              FROM old, home, judged
              WHERE (:everywhere OR home.held && :granting)
                AND language_kept AND tag_accepted AND bucket_accepted
            ), changed AS (
              UPDATE source s
              SET title = w.title,
                description = w.description,
                should_translate = w.should_translate,
                sensitive_properties = w.sensitive_properties,
                kind = w.kind,
                bucket_id = w.bucket_id,
                email_transform_tag = w.email_transform_tag,
                email_transform_version = w.email_transform_version,
                updated_at = greatest(:now, s.updated_at + interval '1 microsecond')
              FROM wanted w, old
              WHERE s.id = w.id
                -- Compared with the row that is locked: that of the snapshot may be older.
                AND (old.title, old.description, old.should_translate, old.sensitive_properties, old.kind,
                    old.bucket_id, old.email_transform_tag, old.email_transform_version)
                  IS DISTINCT FROM (w.title, w.description, w.should_translate, w.sensitive_properties,
                    w.kind, w.bucket_id, w.email_transform_tag, w.email_transform_version)
              RETURNING s.*
            ), audited AS (
              INSERT INTO audit_event (at, type, actor_id, about, before, after)
              SELECT :now, 'source.update', :caller,
                jsonb_build_array(
                  about('source', changed.id, changed.name), about('project', home.id, home.name)),
                to_jsonb(old), to_jsonb(changed)
              FROM changed, old, home
            ), now_is AS (
              SELECT * FROM changed
              UNION ALL
              SELECT * FROM old WHERE NOT EXISTS (SELECT FROM changed)
            )
            SELECT home.name AS owner, home.held,
              s.id, s.name, s.title, s.description, s.language, s.should_translate,
              s.sensitive_properties, s.kind, s.bucket_id, s.email_transform_tag,
              s.email_transform_version, s.created_at, s.updated_at,
              coalesce(judged.language_kept, false) AS language_kept,
              coalesce(judged.tag_accepted, false) AS tag_accepted
            FROM home LEFT JOIN now_is s ON true LEFT JOIN judged ON true
            """)
        .bind("caller", caller.id())
        .bind("owner", name.owner())
        .bind("name", name.name())
        .bind("title", update.title())
        .bind("description", update.description())
        .bindByType(
            "languages", update.language() == null ? null : update.language().spellings(), TEXTS)
        .bind("should_translate", update.shouldTranslate())
        .bindByType("sensitive_properties", update.sensitiveProperties(), TEXTS)
        .bind("kind", update.kind() == null ? null : update.kind().wire())
        .bind("bucket_given", update.bucketId().given())
        .bind("bucket_id", update.bucketId().value())
        .bind("tag_given", update.emailTransformTag().given())
        .bind("tag", update.emailTransformTag().value())
        .bind("tag_known", known(update.emailTransformTag().value()))
        .bind("version_given", update.emailTransformVersion().given())
        .bind("version", update.emailTransformVersion().value())
        .bind("now", clock.instant())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("granting", String.class, Permission.SOURCES_ADMIN.grantedBy())
        .bindArray("reading_buckets", String.class, Permission.BUCKETS_READ.grantedBy())
        .map((row, _) -> Outcome.of(row))
        .findOne()
        .orElseThrow(() -> Access.noSuchProject(name.owner()));
  }

  private boolean known(@Nullable String tag) {
    return tag == null || recipes.known(tag);
  }

  private static Refusal noSuchBucket(@Nullable Id id) {
    return new Refusal.Unacceptable(
        "The field 'source.bucket_id' is '%s'; it must be the id of a bucket that you may read."
            .formatted(id));
  }
}
