package dev.hearken;

import dev.hearken.intake.TestArchive;
import dev.hearken.user.Permission;
import java.util.List;
import java.util.stream.Stream;

/// Who may use which route.
final class AccessLines {
  private static final List<String> ANY_MEMBER = Permission.namesInProjects();
  private static final List<String> READ_SOURCES =
      List.of("sources-read", "sources-read-sensitive", "sources-add-comments", "sources-admin");
  private static final List<String> READ_BUCKETS = List.of("buckets-read", "buckets-write");

  private static final List<String> READ_EMAILS =
      List.of("buckets-items-read", "buckets-read", "buckets-write");

  private final AccessScene scene;

  AccessLines(AccessScene scene) {
    this.scene = scene;
  }

  Stream<AccessLine> all() {
    return Stream.of(ofTheServer(), users(), projects(), buckets(), sources(), comments())
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

  private List<AccessLine> buckets() {
    var buckets = "/api/_private/buckets";
    return List.of(
        AccessLine.everyone("GET " + buckets, null),
        AccessLine.of(
            "GET " + buckets + "/{project}/{bucket}",
            _ -> buckets + "/matrix/bucket",
            null,
            READ_BUCKETS),
        AccessLine.of(
            "PUT " + buckets + "/{project}/{bucket}",
            _ -> buckets + "/matrix/new" + scene.next(),
            "{\"bucket\": {\"bucket_type\": \"emails\"}}",
            List.of("buckets-write")),
        AccessLine.of(
            "GET " + buckets + "/{project}/{bucket}/statistics",
            _ -> buckets + "/matrix/bucket/statistics",
            null,
            READ_BUCKETS),
        AccessLine.of(
            "PUT " + buckets + "/{project}/{bucket}/retention",
            _ -> scene.retained("/api/_private/buckets/matrix/bucket/retention"),
            "{\"retention\": {\"days\": 36500}}",
            List.of("buckets-write")),
        AccessLine.of(
            "GET " + buckets + "/{project}/{bucket}/retention",
            _ -> scene.retained("/api/_private/buckets/matrix/bucket/retention"),
            null,
            READ_BUCKETS),
        AccessLine.of(
            "DELETE " + buckets + "/{project}/{bucket}/retention",
            _ -> scene.retained("/api/_private/buckets/matrix/bucket/retention"),
            null,
            List.of("buckets-write")),
        AccessLine.of(
            "PUT " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails",
            AccessScene.emails(),
            List.of("buckets-append", "buckets-write")),
        AccessLine.of(
            "POST " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails",
            "{}",
            READ_EMAILS),
        AccessLine.of(
            "GET " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails?id=kept",
            null,
            READ_EMAILS),
        AccessLine.of(
            "DELETE " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails?id=none",
            null,
            List.of("buckets-write")),
        AccessLine.of(
            "PUT " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + scene.bucket() + "/emails",
            AccessScene.emails(),
            List.of("buckets-append", "buckets-write")),
        AccessLine.of(
            "POST " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + scene.bucket() + "/emails",
            "{}",
            READ_EMAILS),
        AccessLine.of(
            "GET " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + scene.bucket() + "/emails?id=kept",
            null,
            READ_EMAILS),
        AccessLine.of(
            "DELETE " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + scene.bucket() + "/emails?id=none",
            null,
            List.of("buckets-write")),
        AccessLine.of(
            "GET " + buckets + "/id:{bucket}/statistics",
            _ -> buckets + "/id:" + scene.bucket() + "/statistics",
            null,
            READ_BUCKETS),
        AccessLine.of(
            "GET " + buckets + "/id:{bucket}",
            _ -> buckets + "/id:" + scene.bucket(),
            null,
            READ_BUCKETS),
        AccessLine.of(
            "DELETE " + buckets + "/id:{bucket}",
            _ -> buckets + "/id:" + scene.newBucket(),
            null,
            List.of("buckets-write")),
        AccessLine.of(
            "GET " + buckets + "/id:{bucket}/keyed-sync-states",
            _ -> buckets + "/id:" + scene.bucket() + "/keyed-sync-states",
            null,
            READ_BUCKETS),
        AccessLine.of(
            "POST " + buckets + "/id:{bucket}/keyed-sync-state-ids",
            _ -> buckets + "/id:" + scene.bucket() + "/keyed-sync-state-ids",
            "{\"mailbox_name\": \"m@example.com\"}",
            READ_BUCKETS),
        AccessLine.of(
            "DELETE " + buckets + "/id:{bucket}/keyed-sync-state/{state}",
            _ -> buckets + "/id:" + scene.bucket() + "/keyed-sync-state/" + scene.newSyncState(),
            null,
            List.of("buckets-write")));
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

  private List<AccessLine> comments() {
    var sources = "/api/v1/sources";
    return List.of(
        AccessLine.of(
            "PUT " + sources + "/{project}/{source}/retention",
            _ -> scene.retained("/api/v1/sources/matrix/source/retention"),
            "{\"retention\": {\"days\": 36500}}",
            List.of("sources-admin")),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/retention",
            _ -> scene.retained("/api/v1/sources/matrix/source/retention"),
            null,
            READ_SOURCES),
        AccessLine.of(
            "DELETE " + sources + "/{project}/{source}/retention",
            _ -> scene.retained("/api/v1/sources/matrix/source/retention"),
            null,
            List.of("sources-admin")),
        AccessLine.of(
            "POST " + sources + "/{project}/{source}/sync",
            _ -> sources + "/matrix/source/sync",
            AccessScene.comments("known"),
            List.of("sources-add-comments")),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/comments/{comment}",
            _ -> sources + "/matrix/source/comments/kept",
            null,
            READ_SOURCES),
        AccessLine.of(
            "DELETE " + sources + "/{project}/{source}/comments",
            _ -> sources + "/matrix/source/comments?id=known",
            null,
            List.of("sources-add-comments", "sources-admin")),
        AccessLine.of(
            "PUT /api/_private/sources/{project}/{source}/comments",
            _ -> "/api/_private/sources/matrix/source/comments",
            AccessScene.comments("added"),
            List.of("sources-add-comments")),
        AccessLine.of(
            "GET /api/_private/sources/{project}/{source}/comments",
            _ -> "/api/_private/sources/matrix/source/comments",
            null,
            READ_SOURCES),
        AccessLine.of(
            "PUT /api/_private/sources/{project}/{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/matrix/source/comments/kept/audio",
            "{}",
            List.of("sources-add-comments")),
        AccessLine.of(
            "GET /api/_private/sources/{project}/{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/matrix/source/comments/kept/audio",
            null,
            READ_SOURCES),
        AccessLine.of(
            "PUT /api/_private/sources/id:{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/id:" + scene.source() + "/comments/kept/audio",
            "{}",
            List.of("sources-add-comments")),
        AccessLine.of(
            "GET /api/_private/sources/id:{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/id:" + scene.source() + "/comments/kept/audio",
            null,
            READ_SOURCES),
        AccessLine.of(
            "PUT /api/_private/sources/{project}/{source}/comments/{comment}/attachments/{index}",
            _ -> "/api/_private/sources/matrix/source/comments/kept/attachments/0",
            "{}",
            List.of("sources-add-comments", "files-write")),
        AccessLine.of(
            "PUT /api/_private/sources/id:{source}/comments/{comment}/attachments/{index}",
            _ -> "/api/_private/sources/id:" + scene.source() + "/comments/kept/attachments/0",
            "{}",
            List.of("sources-add-comments", "files-write")),
        AccessLine.of(
            "GET /api/v1/attachments/{reference}",
            _ -> "/api/v1/attachments/" + scene.attachment(),
            null,
            READ_SOURCES),
        AccessLine.of(
            "POST " + sources + "/{project}/{source}/statistics",
            _ -> sources + "/matrix/source/statistics",
            "{\"comment_filter\": {}}",
            READ_SOURCES),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/comments/{comment}/origin",
            _ -> sources + "/matrix/source/comments/kept/origin",
            null,
            READ_EMAILS),
        AccessLine.of(
            "POST " + sources + "/{project}/{source}/comments/{comment}/translate",
            _ -> sources + "/matrix/translated/comments/kept/translate",
            "{}",
            List.of("sources-translate")),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/loading",
            _ -> sources + "/matrix/source/loading",
            null,
            READ_SOURCES),
        AccessLine.of(
            "POST " + sources + "/{project}/{source}/sync-raw-emails",
            _ -> sources + "/matrix/source/sync-raw-emails",
            "{\"documents\": [], \"transform_tag\": \"generic.0.CONVKER5\"}",
            List.of("sources-add-comments")),
        new AccessLine(
            "GET /api/_private/sources/email-transform/{tag}",
            _ -> "/api/_private/sources/email-transform/tag:generic.0.CONVKER5",
            null,
            List.of(),
            200,
            200,
            false),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/threads",
            _ -> sources + "/matrix/source/threads",
            null,
            READ_SOURCES));
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
