package dev.hearken;

import dev.hearken.intake.TestArchive;
import dev.hearken.user.Permission;
import java.util.List;
import java.util.stream.Stream;

/// Who may use which route.
final class AccessLines {
  private static final List<String> ANY_MEMBER = Permission.namesInProjects();
  static final List<String> READ_SOURCES =
      List.of("sources-read", "sources-read-sensitive", "sources-add-comments", "sources-admin");
  static final List<String> READ_BUCKETS = List.of("buckets-read", "buckets-write");

  static final List<String> READ_EMAILS =
      List.of("buckets-items-read", "buckets-read", "buckets-write");

  private final AccessScene scene;

  AccessLines(AccessScene scene) {
    this.scene = scene;
  }

  Stream<AccessLine> all() {
    return Stream.of(
            ofTheServer(),
            users(),
            projects(),
            new BucketAccess(scene).lines(),
            sources(),
            new CommentAccess(scene).lines())
        .flatMap(List::stream);
  }

  private static List<AccessLine> ofTheServer() {
    return List.of(
        AccessLine.open("GET /"),
        AccessLine.open("GET /openapi.json"),
        AccessLine.open("GET /metrics"),
        AccessLine.open("GET /docs"),
        new AccessLine("GET /docs/{file}", _ -> "/docs/page.css", null, List.of(), 200, 200, true),
        AccessLine.open("GET /health/live"),
        AccessLine.open("GET /health/ready"));
  }

  private List<AccessLine> users() {
    var users = "/api/_private/users";
    return List.of(
        AccessLine.everyone("GET /auth/user", null),
        AccessLine.everyone("POST /auth/refresh-user-permissions", "{}"),
        AccessLine.everyone("POST /auth/token", "{}"),
        AccessLine.everyone("GET /api/v1/users", null),
        AccessLine.everyone("GET " + users, null),
        new AccessLine(
            "PUT " + users, _ -> users, newUser("{}"), List.of("tenant-admin"), 403, 403, false),
        new AccessLine(
            "PUT " + users,
            _ -> users,
            newUser("{\"matrix\": [\"users-write\"]}"),
            List.of("users-write"),
            403,
            422,
            false),
        AccessLine.of(
            "GET " + users + "/{user}",
            _ -> users + "/" + scene.member(),
            null,
            with(ANY_MEMBER, "tenant-admin")),
        AccessLine.of(
            "POST " + users + "/{user}",
            _ -> users + "/" + scene.member(),
            "{\"user\": {}}",
            List.of("users-write", "tenant-admin")),
        AccessLine.of(
            "DELETE " + users + "/{user}",
            _ -> users + "/" + scene.newMember(),
            null,
            List.of("tenant-admin")),
        AccessLine.of(
            "POST " + users + "/{user}/welcome-email",
            _ -> users + "/" + scene.member() + "/welcome-email",
            "{}",
            List.of("users-write", "tenant-admin")),
        new AccessLine(
            "POST /api/v1/audit_events/query",
            _ -> "/api/v1/audit_events/query",
            "{\"filter\": {\"timestamp\": {}}}",
            List.of("audit-read", "tenant-admin"),
            403,
            403,
            false));
  }

  private List<AccessLine> projects() {
    var projects = "/api/_private/projects";
    return List.of(
        AccessLine.everyone("GET /api/v1/projects", null),
        AccessLine.everyone("GET " + projects, null),
        AccessLine.of(
            "GET /api/v1/projects/{project}/export",
            _ -> "/api/v1/projects/matrix/export",
            null,
            READ_SOURCES),
        AccessLine.of(
            "GET " + projects + "/{project}",
            _ -> projects + "/matrix",
            null,
            with(ANY_MEMBER, "tenant-admin")),
        new AccessLine(
            "PUT " + projects + "/{project}",
            _ -> projects + "/new" + scene.next(),
            "{\"project\": {}, \"user_ids\": []}",
            List.of("tenant-admin"),
            403,
            403,
            false),
        AccessLine.of(
            "POST " + projects + "/{project}",
            _ -> projects + "/matrix",
            "{\"project\": {}}",
            List.of("users-write", "tenant-admin")),
        AccessLine.of(
            "POST /api/v1/projects/{project}/import",
            _ -> "/api/v1/projects/matrix/import",
            TestArchive.empty(),
            List.of("sources-admin", "sources-add-comments", "buckets-write", "buckets-append")),
        AccessLine.of(
            "DELETE " + projects + "/{project}",
            holder -> projects + "/" + scene.newProject(holder),
            null,
            List.of("users-write", "tenant-admin")));
  }

  private List<AccessLine> sources() {
    var sources = "/api/v1/sources";
    return List.of(
        AccessLine.everyone("GET " + sources, null),
        AccessLine.of(
            "GET " + sources + "/{project}", _ -> sources + "/matrix", null, READ_SOURCES),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}",
            _ -> sources + "/matrix/source",
            null,
            READ_SOURCES),
        AccessLine.of(
            "GET " + sources + "/id:{source}",
            _ -> sources + "/id:" + scene.source(),
            null,
            READ_SOURCES),
        AccessLine.of(
            "PUT " + sources + "/{project}/{source}",
            _ -> sources + "/matrix/new" + scene.next(),
            "{\"source\": {}}",
            List.of("sources-admin")),
        AccessLine.of(
            "POST " + sources + "/{project}/{source}",
            _ -> sources + "/matrix/source",
            "{\"source\": {}}",
            List.of("sources-admin")),
        AccessLine.of(
            "DELETE " + sources + "/id:{source}",
            _ -> sources + "/id:" + scene.newSource("new" + scene.next()),
            null,
            List.of("sources-admin")));
  }

  private static String newUser(String permissions) {
    return """
    {"user": {"username": "newNUMBER", "email": "a@example.com", "global_permissions": [],
      "organisation_permissions": %s}}
    """
        .formatted(permissions);
  }

  private static List<String> with(List<String> names, String name) {
    return Stream.concat(names.stream(), Stream.of(name)).toList();
  }
}
