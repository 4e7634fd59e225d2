package dev.hearken.source;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Lookup;
import dev.hearken.database.Values;
import dev.hearken.http.Call;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Slices;
import dev.hearken.project.FullName;
import dev.hearken.project.ProjectStore;
import dev.hearken.user.Access;
import dev.hearken.user.CallersLookup;
import dev.hearken.user.Permission;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Sources in the database, as far as they are read. [SourceChanges] and [SourceDeletion] alter
/// them.
public final class SourceStore {
  /// The first %s are further columns, the second the user's id.
  static final String NAMED =
      """
      SELECT p.name AS owner, m.permissions AS held,
        s.id, s.name, s.title, s.description, s.language, s.should_translate,
        s.sensitive_properties, s.kind, s.bucket_id, s.email_transform_tag,
        s.email_transform_version, s.created_at, s.updated_at%s
      FROM project p
      LEFT JOIN member m ON m.project_id = p.id AND m.user_id = %s
      LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
      WHERE p.name = :owner
      """;

  private static final Lookup<Held> BY_NAME =
      new Lookup<>(NAMED.formatted("", ":caller"), SourceRow::held);

  private static final CallersLookup<Held> OF_CALLER_BY_NAME =
      new CallersLookup<>(NAMED.formatted("", CallersLookup.USER), SourceRow::held);

  private static final CallersLookup<Held> OF_CALLER_BY_ID =
      new CallersLookup<>(
          """
          SELECT p.name AS owner, m.permissions AS held,
            s.id, s.name, s.title, s.description, s.language, s.should_translate,
            s.sensitive_properties, s.kind, s.bucket_id, s.email_transform_tag,
            s.email_transform_version, s.created_at, s.updated_at
          FROM source s
          JOIN project p ON p.id = s.project_id
          LEFT JOIN member m ON m.project_id = p.id AND m.user_id = %s
          WHERE s.id = :source
          """
              .formatted(CallersLookup.USER),
          SourceRow::held);

  private final Database database;
  private final ProjectStore projects;

  public SourceStore(Database database, ProjectStore projects) {
    this.database = database;
    this.projects = projects;
  }

  /// What a statement says of a source: its project, what the caller holds in it, and the source if
  /// there is one.
  record Held(String owner, @Nullable List<String> held, @Nullable Source source) {
    Access access(Caller caller) {
      return new Access(caller, owner, held);
    }

    /// The source, if the caller may do this to it.
    Source allowed(Caller caller, Permission permission, String name) {
      var access = access(caller);
      access.requireVisible();
      if (source == null) {
        throw noSuchSource(name);
      }
      access.require(permission);
      return source;
    }
  }

  /// All sources that the caller may view, by owner and name.
  public Slices<Source> list(Caller caller) {
    return slices(caller, null);
  }

  /// The sources of one project, by name.
  ///
  /// @throws Refusal.Forbidden when the caller is in the project but may not view its sources
  public Slices<Source> list(Caller caller, String project) {
    projects.access(caller, project).require(Permission.SOURCES_READ);
    return slices(caller, project);
  }

  /// Each slice walks the projects by name and takes the first sources of each: its cost is that of
  /// its own rows, however many sources there are in all.
  private Slices<Source> slices(Caller caller, @Nullable String project) {
    return new Slices<>(after ->
        database.with(handle ->
            handle
                .createQuery(
                    """
                    SELECT s.id, p.name AS owner, s.name, s.title, s.description, s.language,
                      s.should_translate, s.sensitive_properties, s.kind, s.bucket_id,
                      s.email_transform_tag, s.email_transform_version, s.created_at, s.updated_at
                    FROM project p
                    CROSS JOIN LATERAL (
                      SELECT *
                      FROM source s
                      WHERE s.project_id = p.id
                        AND s.name > CASE WHEN p.name = :owner THEN :name ELSE '' END
                      ORDER BY s.name
                      LIMIT :limit
                    ) s
                    WHERE p.name BETWEEN :owner AND :last_owner
                      AND (:everywhere OR EXISTS (
                        SELECT
                        FROM member m
                        WHERE m.project_id = p.id
                          AND m.user_id = :caller
                          AND m.permissions && :granting
                      ))
                    ORDER BY p.name, s.name
                    LIMIT :limit
                    """)
                .bind("owner", owner(project, after))
                .bind("name", after == null ? "" : after.name())
                .bind("last_owner", project == null ? LAST_NAME : project)
                .bind("limit", Slices.SIZE)
                .bind("caller", caller.id())
                .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
                .bindArray("granting", String.class, Permission.SOURCES_READ.grantedBy())
                .map((row, _) -> SourceRow.source(row))
                .list()));
  }

  /// Sorts behind every legal name.
  private static final String LAST_NAME = "~";

  private static String owner(@Nullable String project, @Nullable Source after) {
    if (after != null) {
      return after.owner();
    }
    return project == null ? "" : project;
  }

  /// One source by its name.
  public Source get(Caller caller, FullName name) {
    return found(database.find(BY_NAME, values(name).set("caller", caller.id())), name)
        .allowed(caller, Permission.SOURCES_READ, name.toString());
  }

  /// The same, for a route that asks who calls.
  public Source get(Call call, FullName name) {
    var held = call.find(token -> OF_CALLER_BY_NAME.find(database, token, values(name)));
    return found(held, name).allowed(call.caller(), Permission.SOURCES_READ, name.toString());
  }

  /// One source by its name, in the caller's transaction.
  ///
  /// @param permission what the caller must hold
  public static Source get(Handle handle, Caller caller, FullName name, Permission permission) {
    return read(handle, caller, name).allowed(caller, permission, name.toString());
  }

  /// @throws Refusal.NotFound when there is no such project
  static Held read(Handle handle, Caller caller, FullName name) {
    return found(BY_NAME.find(handle, values(name).set("caller", caller.id())), name);
  }

  private static Values values(FullName name) {
    return named(name, new Values());
  }

  /// Adds the values of [#NAMED].
  static Values named(FullName name, Values values) {
    return values.set("owner", name.owner()).set("name", name.name());
  }

  private static Held found(Optional<Held> held, FullName name) {
    return held.orElseThrow(() -> Access.noSuchProject(name.owner()));
  }

  /// One source by its id, for a route of that kind.
  public Source get(Call call, Id id) {
    var held =
        call.find(token -> OF_CALLER_BY_ID.find(database, token, new Values().set("source", id)))
            .orElseThrow(() -> noSuchSource("id:" + id));
    requireVisible(held, call.caller(), id);
    return held.allowed(call.caller(), Permission.SOURCES_READ, "id:" + id);
  }

  /// Who may not know of the project does not learn its name by guessing ids.
  static void requireVisible(Held found, Caller caller, Id id) {
    if (!found.access(caller).visible()) {
      throw noSuchSource("id:" + id);
    }
  }

  /// What is said of a source that is not there, and of one that the caller may not know of.
  public static Refusal noSuchSource(String name) {
    return new Refusal.NotFound("No such source %s.".formatted(Shown.of(name)));
  }
}
