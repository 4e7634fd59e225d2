package dev.hearken.source;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import dev.hearken.project.Contents;
import dev.hearken.user.Permission;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/// Deletes sources: they are gone in the next answer; what is in them is purged behind it.
public final class SourceDeletion {
  private final Database database;
  private final Clock clock;

  public SourceDeletion(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What a project owns of this kind.
  public Contents contents() {
    return new Contents("sources", SourceDeletion::count, this::deleteAll);
  }

  /// Deletes a source.
  void delete(Caller caller, Id id) {
    var found =
        database.with(handle ->
            handle
                .createQuery(
                    """
                    WITH target AS (
                      SELECT s.*, p.name AS owner, m.permissions AS held
                      FROM source s
                      JOIN project p ON p.id = s.project_id
                      LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                      WHERE s.id = :id
                    ), gone AS (
                      DELETE FROM source s
                      USING target
                      WHERE s.id = target.id AND (:everywhere OR target.held && :granting)
                      RETURNING s.*
                    ), audited AS (
                      INSERT INTO audit_event (at, type, actor_id, about, before)
                      SELECT :now, 'source.delete', :caller,
                        jsonb_build_array(
                          about('source', gone.id, gone.name),
                          about('project', gone.project_id, target.owner)),
                        to_jsonb(gone)
                      FROM gone, target
                    )
                    SELECT s.owner, s.held,
                      s.id, s.name, s.title, s.description, s.language, s.should_translate,
                      s.sensitive_properties, s.kind, s.bucket_id, s.email_transform_tag,
                      s.email_transform_version, s.created_at, s.updated_at
                    FROM target s
                    """)
                .bind("caller", caller.id())
                .bind("id", id)
                .bind("now", clock.instant())
                .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
                .bindArray("granting", String.class, Permission.SOURCES_ADMIN.grantedBy())
                .map((row, _) -> SourceRow.held(row))
                .findOne()
                .orElseThrow(() -> SourceStore.noSuchSource("id:" + id)));
    SourceStore.requireVisible(found, caller, id);
    found.allowed(caller, Permission.SOURCES_ADMIN, "id:" + id);
  }

  private static long count(Handle handle, Id project) {
    return handle
        .createQuery("SELECT count(*) FROM source WHERE project_id = :project")
        .bind("project", project)
        .mapTo(Long.class)
        .one();
  }

  private void deleteAll(Handle handle, Caller caller, Id project) {
    handle
        .createUpdate(
            """
            WITH gone AS (
              DELETE FROM source WHERE project_id = :project RETURNING *
            )
            INSERT INTO audit_event (at, type, actor_id, about, before)
            SELECT :now, 'source.delete', :caller,
              jsonb_build_array(about('source', gone.id, gone.name), about('project', p.id, p.name)),
              to_jsonb(gone)
            FROM gone JOIN project p ON p.id = gone.project_id
            """)
        .bind("project", project)
        .bind("caller", caller.id())
        .bind("now", clock.instant())
        .execute();
  }
}
