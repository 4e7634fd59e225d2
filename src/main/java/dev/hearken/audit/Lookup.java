package dev.hearken.audit;

import dev.hearken.audit.AuditEvent.Thing;
import dev.hearken.database.Id;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What stands behind the ids of a page of events. The things themselves may be long gone, so their
/// names come from the events.
final class Lookup {
  private static final String TENANT = "default";

  private final List<AuditEvent> events;
  private final AuditStore audit;

  Lookup(List<AuditEvent> events, AuditStore audit) {
    this.events = events;
    this.audit = audit;
  }

  record Tenant(Id id, String name) {}

  record User(Id id, String username, String displayName, String email, Id tenantId) {}

  record Project(Id id, String name, Id tenantId) {}

  /// A source or a bucket.
  ///
  /// @param title as it was at its last event on the page
  record Owned(Id id, String name, String title, Id projectId) {}

  List<Tenant> tenants() {
    return events.stream()
        .map(AuditEvent::tenantId)
        .distinct()
        .map(id -> new Tenant(id, TENANT))
        .toList();
  }

  List<User> users() {
    if (events.isEmpty()) {
      return List.of();
    }
    var ids = new TreeSet<>(Comparator.comparing(Id::toString));
    events.forEach(event -> {
      ids.add(event.actorId());
      ids.addAll(event.ids("user"));
    });
    var tenant = events.getFirst().tenantId();
    return audit.users(ids).stream()
        .map(user -> new User(user.id(), user.username(), user.username(), user.email(), tenant))
        .toList();
  }

  Collection<Project> projects() {
    var projects = new LinkedHashMap<Id, Project>();
    events.forEach(event ->
        things(event, "project")
            .forEach(thing ->
                projects.put(thing.id(), new Project(thing.id(), thing.name(), event.tenantId()))));
    return projects.values();
  }

  Collection<Owned> sources() {
    return owned("source");
  }

  Collection<Owned> buckets() {
    return owned("bucket");
  }

  private Collection<Owned> owned(String kind) {
    Map<Id, Owned> found = new LinkedHashMap<>();
    events.forEach(event ->
        things(event, kind)
            .forEach(thing ->
                found.put(
                    thing.id(),
                    new Owned(
                        thing.id(),
                        thing.name(),
                        title(event).orElse(thing.name()),
                        event.ids("project").getFirst()))));
    return found.values();
  }

  private static Optional<String> title(AuditEvent event) {
    return Stream.of(Optional.ofNullable(event.after()), Optional.ofNullable(event.before()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(AuditEvent::image)
        .filter(image -> image.path("title").isTextual())
        .map(image -> image.path("title").textValue());
  }

  private static Stream<Thing> things(AuditEvent event, String kind) {
    return event.things().stream().filter(thing -> thing.kind().equals(kind));
  }
}
