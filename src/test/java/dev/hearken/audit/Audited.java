package dev.hearken.audit;

import dev.hearken.TestServer;
import java.util.List;

/// What the audit log says, in short.
public final class Audited {
  private Audited() {}

  /// The events of one type in their order, as `<who>: <kind> <name>, …: <what became>`.
  public static List<String> of(TestServer server, String type) {
    return server
        .sql()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT u.username || ': ' || (
                      SELECT string_agg((thing ->> 'kind') || ' ' || (thing ->> 'name'), ', ')
                      FROM jsonb_array_elements(e.about) AS thing
                    ) || ': ' || e.after
                    FROM audit_event e
                    JOIN app_user u ON u.id = e.actor_id
                    WHERE e.type = :type
                    ORDER BY e.at, e.id
                    """)
                .bind("type", type)
                .mapTo(String.class)
                .list());
  }
}
