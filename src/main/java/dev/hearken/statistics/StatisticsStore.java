package dev.hearken.statistics;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import dev.hearken.http.Json;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Permission;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Counts comments, exactly.
public final class StatisticsStore {
  private final Database database;

  public StatisticsStore(Database database) {
    this.database = database;
  }

  /// How many comments of the source the filter lets through. What is hidden from the caller is as
  /// if it were not there.
  long count(Caller caller, FullName name, CommentFilter filter) {
    return database.with(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_READ).id();
      if (!filter.canMean(source)) {
        return 0L;
      }
      return filter.isOfTimesOnly()
          ? countByTime(handle, source, filter)
          : count(handle, caller, source, filter);
    });
  }

  private static long countByTime(Handle handle, Id source, CommentFilter filter) {
    return handle
        .createQuery(
            """
            SELECT count(*)
            FROM comment
            WHERE source_id = :source AND ts >= :from AND ts <= :to
            """)
        .bind("source", source)
        .bind("from", from(filter))
        .bind("to", to(filter))
        .mapTo(Long.class)
        .one();
  }

  private static long count(Handle handle, Caller caller, Id source, CommentFilter filter) {
    return handle
        .createQuery(
            """
            WITH home AS (
              SELECT s.id,
                CASE
                  WHEN :everywhere OR m.permissions && :seeing THEN CAST('{}' AS text[])
                  ELSE hidden_keys(s.sensitive_properties)
                END AS hidden
              FROM source s
              LEFT JOIN member m ON m.project_id = s.project_id AND m.user_id = :caller
              WHERE s.id = :source
            )
            SELECT count(*)
            FROM home
            JOIN comment c ON c.source_id = :source
            WHERE c.ts >= :from
              AND c.ts <= :to
              AND NOT EXISTS (
                SELECT
                FROM jsonb_each(CAST(:properties AS jsonb)) AS wanted (name, rule)
                WHERE NOT property_satisfies((c.properties - home.hidden) -> name, rule)
              )
              AND NOT EXISTS (
                SELECT
                FROM jsonb_each(CAST(:participants AS jsonb)) AS wanted (name, rule)
                WHERE NOT participants_satisfy(message_participants(c.messages, name), rule)
              )
            """)
        .bind("caller", caller.id())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("seeing", String.class, Permission.SOURCES_READ_SENSITIVE.grantedBy())
        .bind("source", source)
        .bind("from", from(filter))
        .bind("to", to(filter))
        .bind("properties", filter.propertiesJson())
        .bind("participants", filter.participantsJson())
        .mapTo(Long.class)
        .one();
  }

  private static Instant from(CommentFilter filter) {
    return filter.from() == null ? Json.FIRST_TIME : filter.from();
  }

  private static Instant to(CommentFilter filter) {
    return filter.to() == null ? Json.LAST_TIME : filter.to();
  }
}
