package dev.hearken.user;

import dev.hearken.http.Caller;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every permission that clients know, by the name it has on the wire, and what it implies. Names
/// that are not here are stored and given back, and grant nothing.
public enum Permission {
  // Everywhere.
  ROOT,
  TENANT_ADMIN,
  AUDIT_READ,
  DEBUG,
  DEMO,
  DIALOG,
  ARTEFACTS_READ,
  SUBSCRIPTIONS_READ,
  SUPPORT_TENANT_ADMIN,
  SUPPORT_USERS_WRITE,
  TENANT_USERS_READ,
  TENANT_QUOTA_READ,
  TENANT_QUOTA_WRITE,
  DEPLOYMENT_QUOTA_READ,
  DEPLOYMENT_QUOTA_WRITE,
  FEATURE_QOS,
  FEATURE_PRETRAINED_LABELS,
  PROJECTS_ADMIN,
  ROLE_CM_TENANT_ADMIN,

  // In one project.
  SOURCES_READ,
  SOURCES_READ_SENSITIVE,
  SOURCES_ADD_COMMENTS,
  SOURCES_ADMIN,
  SOURCES_TRANSLATE,
  VOC_READONLY,
  VOC,
  DATASETS_REVIEW,
  DATASETS_ADMIN,
  DATASETS_MODEL_ADMIN,
  DATASETS_EXPORT,
  DASHBOARDS_WRITE,
  STREAMS_READ,
  STREAMS_WRITE,
  STREAMS_ADMIN,
  STREAMS_CONSUME,
  TRIGGERS_READ,
  TRIGGERS_WRITE,
  TRIGGERS_ADMIN,
  TRIGGERS_CONSUME,
  BUCKETS_READ,
  BUCKETS_ITEMS_READ,
  BUCKETS_WRITE,
  BUCKETS_APPEND,
  INTEGRATIONS_READ,
  INTEGRATIONS_WRITE,
  FILES_WRITE,
  USERS_READ,
  USERS_WRITE,
  APPLIANCE_CONFIG_READ,
  APPLIANCE_CONFIG_WRITE,
  ALERTS_READ,
  ALERTS_WRITE,
  ROLE_CM_PROJECT_ADMIN,
  ROLE_CM_MODEL_TRAINER,
  ROLE_CM_DEVELOPER,
  ROLE_CM_VIEWER,
  ROLE_CM_ANALYST;

  /// What each permission brings along besides itself. `root` brings everything and stands nowhere
  /// here.
  private static final Map<Permission, Set<Permission>> IMPLIES =
      Map.ofEntries(
          Map.entry(SOURCES_ADMIN, Set.of(SOURCES_READ_SENSITIVE)),
          Map.entry(SOURCES_READ_SENSITIVE, Set.of(SOURCES_READ)),
          Map.entry(SOURCES_ADD_COMMENTS, Set.of(SOURCES_READ)),
          Map.entry(BUCKETS_WRITE, Set.of(BUCKETS_APPEND, BUCKETS_READ)),
          Map.entry(BUCKETS_READ, Set.of(BUCKETS_ITEMS_READ)),
          Map.entry(VOC, Set.of(VOC_READONLY)),
          Map.entry(STREAMS_READ, Set.of(TRIGGERS_READ)),
          Map.entry(STREAMS_WRITE, Set.of(TRIGGERS_WRITE)),
          Map.entry(STREAMS_ADMIN, Set.of(TRIGGERS_ADMIN)),
          Map.entry(STREAMS_CONSUME, Set.of(TRIGGERS_CONSUME)),
          Map.entry(TRIGGERS_READ, Set.of(STREAMS_READ)),
          Map.entry(TRIGGERS_WRITE, Set.of(STREAMS_WRITE)),
          Map.entry(TRIGGERS_ADMIN, Set.of(STREAMS_ADMIN)),
          Map.entry(TRIGGERS_CONSUME, Set.of(STREAMS_CONSUME)));

  private static final Map<Permission, Set<Permission>> REACH =
      Stream.of(values()).collect(Collectors.toMap(permission -> permission, Permission::reachOf));

  private static final Map<String, Permission> BY_WIRE =
      Stream.of(values()).collect(Collectors.toMap(Permission::wire, permission -> permission));

  /// The names of the permissions that mean something inside a project.
  private static final List<String> IN_PROJECTS =
      Stream.of(values()).filter(Permission::inProjects).map(Permission::wire).toList();

  /// The permission's name on the wire, such as `sources-read`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The permission of this name, if clients know one.
  public static Optional<Permission> of(String wire) {
    return Optional.ofNullable(BY_WIRE.get(wire));
  }

  /// Does it mean something inside a project? The others hold everywhere.
  public boolean inProjects() {
    return compareTo(SOURCES_READ) >= 0;
  }

  /// The names of all permissions that mean something inside a project: who holds one of them may
  /// see the project.
  public static List<String> namesInProjects() {
    return IN_PROJECTS;
  }

  /// Everything that the founder of a project gets. Roles are names for sets of permissions in the
  /// vendor's cloud and add nothing to them.
  public static List<String> all() {
    return IN_PROJECTS.stream().filter(name -> !name.startsWith("role-")).toList();
  }

  /// The names of the permissions any one of which grants this one, its own among them.
  public List<String> grantedBy() {
    return Arrays.stream(values())
        .filter(permission -> permission.reach().contains(this))
        .map(Permission::wire)
        .toList();
  }

  /// Is this permission among those held, or implied by one of them?
  public boolean grantedBy(Collection<String> held) {
    return held.stream()
        .flatMap(name -> of(name).stream())
        .anyMatch(permission -> permission.reach().contains(this));
  }

  /// May this caller do it everywhere, whatever he is a member of?
  public boolean heldEverywhereBy(Caller caller) {
    return caller.globalPermissions().contains(wire())
        || caller.globalPermissions().contains(ROOT.wire());
  }

  /// The permission itself and all that follows from it.
  private Set<Permission> reach() {
    return Objects.requireNonNull(REACH.get(this));
  }

  private static Set<Permission> reachOf(Permission permission) {
    var reached = EnumSet.of(permission);
    while (true) {
      var further = EnumSet.copyOf(reached);
      reached.forEach(each -> further.addAll(IMPLIES.getOrDefault(each, Set.of())));
      if (!reached.addAll(further)) {
        return reached;
      }
    }
  }
}
