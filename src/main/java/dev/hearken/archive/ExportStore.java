package dev.hearken.archive;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.progress.Progress;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Writes archives of what is in the database.
public final class ExportStore {
  private static final RowMapper<Found> FOUND = Rows.of(Found.class);

  private final Database database;
  private final Clock clock;
  private final String version;

  /// @param version of the program, as archives say it
  public ExportStore(Database database, Clock clock, String version) {
    this.database = database;
    this.clock = clock;
    this.version = version;
  }

  /// What a statement says of a project, and what the caller holds in it.
  ///
  /// @param missing the first of the sources that are wanted and not there
  record Found(
      Id id,
      String name,
      String title,
      String description,
      @Nullable List<String> held,
      @Nullable String missing) {}

  /// Goes on only when the caller may have such an archive.
  ///
  /// @throws dev.hearken.http.Refusal when he may not, or there is no such thing
  public void require(Caller caller, Wanted wanted) {
    database.with(handle -> find(handle, caller, wanted));
  }

  /// Writes an archive. Whatever is written, deleted or loaded meanwhile, it has what was there
  /// when it began.
  ///
  /// @param out is not closed
  /// @throws UncheckedIOException when it cannot be written
  public Written write(Caller caller, Wanted wanted, OutputStream out, Progress progress) {
    return database.snapshot(handle -> {
      var found = find(handle, caller, wanted);
      var access = new Access(caller, found.name(), found.held());
      var share =
          new Share(
              access.allows(Permission.SOURCES_READ_SENSITIVE),
              wanted.isWhole() && access.allows(Permission.BUCKETS_READ),
              wanted.isWhole() && readsAudit(caller));
      tell(caller, found, wanted, share);
      try {
        var archive = new ArchiveWriter(out, clock.instant());
        var end =
            new Export(handle, caller, found, wanted, share, archive, progress)
                .write(version, clock.instant());
        return new Written(end.comments(), end.emails(), end.contents());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /// Says in the audit log who takes what, before the first byte goes: on a connection of the
  /// queue, for this one only reads. So the archive itself does not have it.
  private void tell(Caller caller, Found project, Wanted wanted, Share share) {
    var _ =
        database.with(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO audit_event (at, type, actor_id, about, after)
                    SELECT :now, 'project.export', :caller,
                      coalesce(jsonb_agg(about('source', s.id, s.name) ORDER BY s.name)
                        FILTER (WHERE s.name = ANY(:sources)), '[]')
                        || about('project', :project, :name),
                      jsonb_build_object('sensitive_properties', CAST(:sensitive AS boolean),
                        'buckets', CAST(:buckets AS boolean), 'audit', CAST(:audit AS boolean))
                    FROM source s
                    WHERE s.project_id = :project
                    """)
                .bind("now", clock.instant())
                .bind("caller", caller.id())
                .bindArray("sources", String.class, wanted.sources().orElse(List.of()))
                .bind("project", project.id())
                .bind("name", project.name())
                .bind("sensitive", share.sensitive())
                .bind("buckets", share.buckets())
                .bind("audit", share.audit())
                .execute());
  }

  /// How many of each are in an archive.
  public record Written(long comments, long emails, long contents) {}

  /// What of a project somebody gets.
  record Share(boolean sensitive, boolean buckets, boolean audit) {}

  private static boolean readsAudit(Caller caller) {
    return Permission.AUDIT_READ.heldEverywhereBy(caller)
        || Permission.TENANT_ADMIN.heldEverywhereBy(caller);
  }

  private static Found find(Handle handle, Caller caller, Wanted wanted) {
    var found =
        handle
            .createQuery(
                """
                SELECT p.id, p.name, p.title, p.description, m.permissions AS held, (
                  SELECT min(wanted)
                  FROM unnest(:sources) wanted
                  WHERE NOT EXISTS (
                    SELECT FROM source s WHERE s.project_id = p.id AND s.name = wanted
                  )
                ) AS missing
                FROM project p
                LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                WHERE p.name = :name
                """)
            .bind("caller", caller.id())
            .bind("name", wanted.project())
            .bindArray("sources", String.class, wanted.sources().orElse(List.of()))
            .map(FOUND)
            .findOne()
            .orElseThrow(() -> Access.noSuchProject(wanted.project()));
    new Access(caller, found.name(), found.held()).require(Permission.SOURCES_READ);
    if (found.missing() != null) {
      throw SourceStore.noSuchSource(wanted.project() + "/" + found.missing());
    }
    return found;
  }
}
