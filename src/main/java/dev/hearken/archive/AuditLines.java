package dev.hearken.archive;

import dev.hearken.audit.ProjectHistory;
import dev.hearken.database.Id;
import dev.hearken.http.Json;
import java.io.IOException;
import org.jdbi.v3.core.Handle;

/// What was done to a project and to what is in it.
final class AuditLines {
  private AuditLines() {}

  static void write(Handle handle, Id project, Parts parts) throws IOException {
    try (var events = ProjectHistory.of(handle, project).iterator()) {
      while (events.hasNext()) {
        parts.lines().write(Json.bytes(events.next()));
        parts.ended();
      }
    }
    parts.end();
  }
}
