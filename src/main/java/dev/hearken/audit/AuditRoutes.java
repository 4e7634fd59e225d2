package dev.hearken.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.audit.AuditStore.Position;
import dev.hearken.database.Id;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Caller;
import dev.hearken.http.Continuations;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.user.Permission;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit log on the wire (wire contract 2.12, domain 7.4).
public final class AuditRoutes implements Routes {
  private static final String LIST = "audit";

  private final AuditStore audit;
  private final Continuations continuations;

  public AuditRoutes(AuditStore audit, Continuations continuations) {
    this.audit = audit;
    this.continuations = continuations;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/api/v1/audit_events/query", this::query));
  }

  /// An event as clients see it. Every id in it stands in one of the lists beside the events.
  record Shown(
      String eventId,
      String eventType,
      Instant timestamp,
      Id actorUserId,
      Id actorTenantId,
      List<Id> tenantIds,
      List<Id> userIds,
      List<Id> projectIds,
      List<Id> sourceIds,
      List<Id> bucketIds,
      List<Id> datasetIds,
      List<Id> triggerIds,
      @Nullable JsonNode before,
      @Nullable JsonNode after) {
    static Shown of(AuditEvent event) {
      return new Shown(
          new Id(event.id()).toString(),
          event.type(),
          event.at(),
          event.actorId(),
          event.tenantId(),
          List.of(event.tenantId()),
          event.ids("user"),
          event.ids("project"),
          event.ids("source"),
          event.ids("bucket"),
          List.of(),
          List.of(),
          AuditEvent.image(event.before()),
          AuditEvent.image(event.after()));
    }
  }

  private Answer query(Call call) {
    var query = AuditQuery.from(call.body());
    requireReader(call.caller());
    var after = query.continuation().map(this::opened).orElse(new Position(Instant.EPOCH, 0));
    var found = audit.read(query, after, query.limit() + 1);
    boolean more = found.size() > query.limit();
    var events = more ? found.subList(0, query.limit()) : found;
    var lookup = new Lookup(events, audit);
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("audit_events", events.stream().map(Shown::of).toList());
    answer.put("users", lookup.users());
    answer.put("tenants", lookup.tenants());
    answer.put("projects", lookup.projects());
    answer.put("sources", lookup.sources());
    answer.put("buckets", lookup.buckets());
    answer.put("datasets", List.of());
    answer.put("triggers", List.of());
    answer.put("continuation", more ? sealed(events.getLast()) : null);
    return Answer.of(answer);
  }

  private static void requireReader(Caller caller) {
    if (!Permission.AUDIT_READ.heldEverywhereBy(caller)
        && !Permission.TENANT_ADMIN.heldEverywhereBy(caller)) {
      throw new Refusal.Forbidden(
          "This needs one of the global permissions 'audit-read' and 'tenant-admin', which you do not have.");
    }
  }

  private String sealed(AuditEvent last) {
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.at());
    return continuations.seal(
        LIST, ByteBuffer.allocate(16).putLong(micros).putLong(last.id()).array());
  }

  private Position opened(String continuation) {
    var position = ByteBuffer.wrap(continuations.open(LIST, continuation));
    return new Position(
        Instant.EPOCH.plus(position.getLong(), ChronoUnit.MICROS), position.getLong());
  }
}
