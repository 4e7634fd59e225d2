package dev.hearken.audit;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/// The audit log in the database.
public final class AuditStore {
  private static final RowMapper<AuditEvent> EVENT = Rows.of(AuditEvent.class);
  private static final RowMapper<Actor> ACTOR = Rows.of(Actor.class);

  private final Database database;

  public AuditStore(Database database) {
    this.database = database;
  }

  /// A user who did something or to whom something was done, deleted or not.
  record Actor(Id id, String username, String email) {}

  /// The key of an event in the order of the log.
  record Position(Instant at, long id) {}

  /// The events behind a position, in the order in which they happened.
  List<AuditEvent> read(AuditQuery query, Position after, int limit) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                SELECT e.at, e.id, e.type, e.actor_id, i.tenant_id, e.about, e.before, e.after
                FROM audit_event e
                CROSS JOIN instance i
                WHERE e.at BETWEEN :minimum AND :maximum
                  AND (e.at, e.id) > (:after_at, :after_id)
                ORDER BY e.at, e.id
                LIMIT :limit
                """)
            .bind("minimum", query.minimum())
            .bind("maximum", query.maximum())
            .bind("after_at", after.at())
            .bind("after_id", after.id())
            .bind("limit", limit)
            .map(EVENT)
            .list());
  }

  /// These users, also those that are deleted.
  List<Actor> users(Collection<Id> ids) {
    return database.with(handle ->
        handle
            .createQuery(
                "SELECT id, username, email FROM app_user WHERE id = ANY(:ids) ORDER BY username, id")
            .bindArray("ids", Long.class, ids.stream().map(Id::bits).toList())
            .map(ACTOR)
            .list());
  }
}
