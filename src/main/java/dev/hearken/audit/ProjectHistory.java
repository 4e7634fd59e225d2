package dev.hearken.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Json;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;

/// All that the log says of one project, for reading it where there is no server.
public final class ProjectHistory {
  private static final RowMapper<Row> ROW = Rows.of(Row.class);

  /// Rows that the database hands over at a time.
  private static final int FETCHED = 100;

  private ProjectHistory() {}

  record Row(
      Instant at,
      String type,
      @Nullable String actor,
      String about,
      @Nullable String before,
      @Nullable String after) {
    Event event() {
      return new Event(
          at, type, actor, Json.stored(about), AuditEvent.image(before), AuditEvent.image(after));
    }
  }

  /// An event that can be read alone.
  ///
  /// @param actor the name of whoever did it
  /// @param about the things concerned, each with its kind, id and name
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Event(
      Instant timestamp,
      String eventType,
      @Nullable String actor,
      JsonNode about,
      @Nullable JsonNode before,
      @Nullable JsonNode after) {}

  /// The events about a project, in the order in which they happened, in the transaction of
  /// somebody who has decided that they may be read.
  public static ResultIterable<Event> of(Handle handle, Id project) {
    return handle
        .createQuery(
            """
            SELECT e.at, e.type, u.username AS actor, e.about, e.before, e.after
            FROM audit_event e
            LEFT JOIN app_user u ON u.id = e.actor_id
            WHERE e.about @> jsonb_build_array(
              jsonb_build_object('kind', 'project', 'id', hex_id(:project)))
            ORDER BY e.at, e.id
            """)
        .bind("project", project)
        .setFetchSize(FETCHED)
        .map(ROW)
        .map(Row::event);
  }
}
