package dev.hearken.project;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Slices;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Projects in the database.
public final class ProjectStore {
  private static final RowMapper<Project> PROJECT = Rows.of(Project.class);
  private static final RowMapper<Held> HELD = Rows.of(Held.class);

  private final Database database;
  private final Clock clock;

  public ProjectStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A project, and what the caller holds in it.
  record Held(@Nested Project project, @Nullable List<String> held) {
    Access access(Caller caller) {
      return new Access(caller, project.name(), held);
    }
  }

  /// All projects that the caller may see, by name.
  public Slices<Project> list(Caller caller) {
    return new Slices<>(after ->
        database.with(handle ->
            handle
                .createQuery(
                    """
                    SELECT p.id, p.name, p.title, p.description, p.created_at, p.updated_at
                    FROM project p
                    WHERE p.name > :after
                      AND (:all OR EXISTS (
                        SELECT
                        FROM member m
                        WHERE m.project_id = p.id
                          AND m.user_id = :caller
                          AND m.permissions && :in_projects
                      ))
                    ORDER BY p.name
                    LIMIT :limit
                    """)
                .bind("after", after == null ? "" : after.name())
                .bind("all", Permission.TENANT_ADMIN.heldEverywhereBy(caller))
                .bind("caller", caller.id())
                .bindArray("in_projects", String.class, Permission.namesInProjects())
                .bind("limit", Slices.SIZE)
                .map(PROJECT)
                .list()));
  }

  /// One project.
  public Project get(Caller caller, String name) {
    var found = database.with(handle -> read(handle, caller, name));
    found.access(caller).requireVisible();
    return found.project();
  }

  /// What the caller may do in a project.
  ///
  /// @throws Refusal.NotFound when there is no such project
  public Access access(Caller caller, String name) {
    return database.with(handle -> read(handle, caller, name)).access(caller);
  }

  private static Held read(Handle handle, Caller caller, String name) {
    return find(handle, caller, name).orElseThrow(() -> Access.noSuchProject(name));
  }

  private static Optional<Held> find(Handle handle, Caller caller, String name) {
    return handle
        .createQuery(
            """
            SELECT p.id, p.name, p.title, p.description, p.created_at, p.updated_at, m.permissions AS held
            FROM project p
            LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
            WHERE p.name = :name
            """)
        .bind("caller", caller.id())
        .bind("name", name)
        .map(HELD)
        .findOne();
  }

  /// Makes a project, in which the users named get every permission. The same request again finds
  /// the project it made.
  ///
  /// @throws Refusal.Conflict when the name is taken by a project with other properties
  /// @throws Refusal.Unacceptable when a user is not there
  public Project create(Caller caller, NewProject project) {
    return database.transaction(handle -> create(handle, caller, project));
  }

  /// As [#create(Caller, NewProject)], in the caller's transaction.
  public Project create(Handle handle, Caller caller, NewProject project) {
    if (!Permission.TENANT_ADMIN.heldEverywhereBy(caller)) {
      throw new Refusal.Forbidden(
          "Making a project needs the global permission 'tenant-admin', which you do not have.");
    }
    return insert(handle, caller, project)
        .orElseGet(() -> {
          if (find(handle, caller, project.name()).isEmpty()) {
            throw new Refusal.Unacceptable(
                "One of the users in 'user_ids' does not exist: %s.".formatted(project.users()));
          }
          return same(handle, project)
              .orElseThrow(() ->
                  new Refusal.Conflict(
                      "A project named %s exists with other properties."
                          .formatted(Shown.of(project.name()))));
        });
  }

  private Optional<Project> insert(Handle handle, Caller caller, NewProject project) {
    return handle
        .createQuery(
            """
            WITH founders AS (
              SELECT id FROM app_user
              WHERE id = ANY(:users) AND deleted_at IS NULL AND NOT system
            ), made AS (
              INSERT INTO project (id, name, title, description, created_at, updated_at)
              SELECT :id, :name, :title, :description, :now, :now
              WHERE (SELECT count(*) FROM founders) = :count
              ON CONFLICT (name) DO NOTHING
              RETURNING *
            ), joined AS (
              INSERT INTO member (project_id, user_id, permissions)
              SELECT made.id, founders.id, :permissions FROM made, founders
            ), audited AS (
              INSERT INTO audit_event (at, type, actor_id, about, after)
              SELECT :now, 'project.create', :actor,
                jsonb_build_array(about('project', id, name)), to_jsonb(made)
              FROM made
            )
            SELECT id, name, title, description, created_at, updated_at FROM made
            """)
        .bind("id", Id.random())
        .bind("name", project.name())
        .bind("title", project.title())
        .bind("description", project.description())
        .bindArray("users", Long.class, project.users().stream().map(Id::bits).toList())
        .bind("count", project.users().size())
        .bindArray("permissions", String.class, Permission.all())
        .bind("actor", caller.id())
        .bind("now", clock.instant())
        .map(PROJECT)
        .findOne();
  }

  /// The project of that name, if it is what was asked for: title, description, and all users are
  /// members.
  private static Optional<Project> same(Handle handle, NewProject project) {
    return handle
        .createQuery(
            """
            SELECT p.id, p.name, p.title, p.description, p.created_at, p.updated_at
            FROM project p
            WHERE p.name = :name
              AND p.title = :title
              AND p.description = :description
              AND (
                SELECT count(*) FROM member m WHERE m.project_id = p.id AND m.user_id = ANY(:users)
              ) = :count
            """)
        .bind("name", project.name())
        .bind("title", project.title())
        .bind("description", project.description())
        .bindArray("users", Long.class, project.users().stream().map(Id::bits).toList())
        .bind("count", project.users().size())
        .map(PROJECT)
        .findOne();
  }

  /// Changes a project; what changes nothing leaves its time alone.
  Project update(Caller caller, String name, ProjectUpdate update) {
    var found =
        database.transaction(handle ->
            handle
                .createQuery(
                    """
                    WITH home AS (
                      SELECT p.*, m.permissions AS held
                      FROM project p
                      LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                      WHERE p.name = :name
                      FOR UPDATE OF p
                    ), wanted AS (
                      SELECT id, coalesce(CAST(:title AS text), title) AS title,
                        coalesce(CAST(:description AS text), description) AS description
                      FROM home
                      WHERE :all OR held && :granting
                    ), changed AS (
                      UPDATE project p
                      SET title = wanted.title,
                        description = wanted.description,
                        updated_at = greatest(:now, p.updated_at + interval '1 microsecond')
                      FROM wanted
                      JOIN home ON home.id = wanted.id
                      WHERE p.id = wanted.id
                        -- Compared with the row that is locked: that of the snapshot may be older.
                        AND (home.title, home.description)
                          IS DISTINCT FROM (wanted.title, wanted.description)
                      RETURNING p.*
                    ), audited AS (
                      INSERT INTO audit_event (at, type, actor_id, about, before, after)
                      SELECT :now, 'project.update', :caller,
                        jsonb_build_array(about('project', changed.id, changed.name)),
                        to_jsonb(home) - 'held', to_jsonb(changed)
                      FROM changed JOIN home ON home.id = changed.id
                    )
                    SELECT home.id, home.name,
                      coalesce(changed.title, home.title) AS title,
                      coalesce(changed.description, home.description) AS description,
                      home.created_at,
                      coalesce(changed.updated_at, home.updated_at) AS updated_at,
                      home.held
                    FROM home LEFT JOIN changed ON changed.id = home.id
                    """)
                .bind("caller", caller.id())
                .bind("name", name)
                .bind("title", update.title())
                .bind("description", update.description())
                .bind("all", Permission.TENANT_ADMIN.heldEverywhereBy(caller))
                .bindArray("granting", String.class, Permission.USERS_WRITE.grantedBy())
                .bind("now", clock.instant())
                .map(HELD)
                .findOne()
                .orElseThrow(() -> Access.noSuchProject(name)));
    found.access(caller).requireManagement();
    return found.project();
  }

  /// Deletes a project.
  ///
  /// @param contents what a project may own
  /// @param force whether to delete what it owns with it
  /// @throws Refusal.Conflict when it owns something and force was not asked for
  public void delete(Caller caller, String name, List<Contents> contents, boolean force) {
    database.transaction(handle -> {
      var found = lock(handle, caller, name);
      found.access(caller).requireManagement();
      var project = found.project().id();
      var counts = counts(handle, contents, project);
      if (!counts.isEmpty() && !force) {
        throw new Refusal.Conflict(
            "Project contains child resources but force deletion was not requested: "
                + Json.text(counts).replace(":", ": ").replace(",", ", "));
      }
      contents.forEach(each -> each.delete().in(handle, caller, project));
      return handle
          .createUpdate(
              """
              WITH gone AS (
                DELETE FROM project WHERE id = :id RETURNING *
              )
              INSERT INTO audit_event (at, type, actor_id, about, before)
              SELECT :now, 'project.delete', :actor,
                jsonb_build_array(about('project', id, name)), to_jsonb(gone)
              FROM gone
              """)
          .bind("id", project)
          .bind("now", clock.instant())
          .bind("actor", caller.id())
          .execute();
    });
  }

  /// Nothing can be put into a project while its row is locked.
  private static Held lock(Handle handle, Caller caller, String name) {
    handle
        .createQuery("SELECT id FROM project WHERE name = :name FOR UPDATE")
        .bind("name", name)
        .mapTo(Id.class)
        .findOne();
    return read(handle, caller, name);
  }

  private static Map<String, Long> counts(Handle handle, List<Contents> contents, Id project) {
    var counts = new TreeMap<String, Long>();
    for (var each : contents) {
      long count = each.count().in(handle, project);
      if (count > 0) {
        counts.put(each.kind(), count);
      }
    }
    return counts;
  }
}
