package dev.hearken.intake;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import java.time.Clock;

/// Says in the audit log who began to bring what in, in whatever way it ends.
public final class ImportEvents {
  private final Database database;
  private final Clock clock;

  public ImportEvents(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Lines or mails come into a source or a bucket.
  ///
  /// @param holder the source or the bucket
  /// @param file its name
  void begun(Caller caller, Id holder, String file) {
    var _ =
        database.with(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO audit_event (at, type, actor_id, about, after)
                    SELECT :now, (held.about -> 0 ->> 'kind') || '.import', :caller, held.about,
                      jsonb_build_object('file', CAST(:file AS text))
                    FROM about_holder(:holder) AS held (about)
                    WHERE held.about IS NOT NULL
                    """)
                .bind("now", clock.instant())
                .bind("caller", caller.id())
                .bind("holder", holder)
                .bind("file", file)
                .execute());
  }

  /// An archive comes into a project.
  ///
  /// @param exported the name that the project had
  /// @return whether the project is there
  boolean begun(Caller caller, String project, String exported) {
    return database.with(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO audit_event (at, type, actor_id, about, after)
                SELECT :now, 'project.import', :caller,
                  jsonb_build_array(about('project', p.id, p.name)),
                  jsonb_build_object('exported', CAST(:exported AS text))
                FROM project p
                WHERE p.name = :project
                """)
            .bind("now", clock.instant())
            .bind("caller", caller.id())
            .bind("project", project)
            .bind("exported", exported)
            .execute())
        > 0;
  }
}
