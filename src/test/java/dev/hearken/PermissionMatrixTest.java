package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer.Client;
import dev.hearken.database.Id;
import dev.hearken.user.Permission;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route against every permission and every kind of token. A route without a line here fails
/// the build.
@Tag("database")
class PermissionMatrixTest {
  private static final String PROJECT = "matrix";
  private static final String STRANGER = "stranger";
  private static final String MADE_UP = "made-up";
  private static final List<String> IN_PROJECT =
      Stream.concat(Permission.namesInProjects().stream(), Stream.of(MADE_UP)).toList();
  private static final List<String> EVERYWHERE =
      List.of("root", "tenant-admin", "audit-read", "projects-admin", "support-users-write");

  private static final List<String> ANY_MEMBER = Permission.namesInProjects();
  private static final List<String> READ_SOURCES =
      List.of("sources-read", "sources-read-sensitive", "sources-add-comments", "sources-admin");
  private static final List<String> READ_BUCKETS = List.of("buckets-read", "buckets-write");

  private static final List<String> READ_EMAILS =
      List.of("buckets-items-read", "buckets-read", "buckets-write");

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Map<String, Client> CLIENTS = new LinkedHashMap<>();

  private static TestServer server;
  private static String member = "";
  private static String bucket = "";
  private static String source = "";
  private static String attachment = "";

  /// One route, and who may use it.
  ///
  /// @param path the path to ask for on behalf of a user; makes anew what the request deletes
  /// @param allowed who gets 200: permissions in the project, or everywhere; `root` always does
  /// @param refused what the others among those who see the project get
  /// @param hidden what those get who do not see it
  /// @param open whether it needs no token
  record Line(
      String route,
      Path path,
      @Nullable String body,
      List<String> allowed,
      int refused,
      int hidden,
      boolean open) {
    /// For everybody with a token.
    static Line everyone(String route, @Nullable String body) {
      return new Line(route, _ -> pathOf(route), body, List.of(), 200, 200, false);
    }

    /// For everybody, without a token too.
    static Line open(String route) {
      return new Line(route, _ -> pathOf(route), null, List.of(), 200, 200, true);
    }

    static Line of(String route, Path path, @Nullable String body, List<String> allowed) {
      return new Line(route, path, body, allowed, 403, 404, false);
    }

    int status(String holder) {
      if (holder.equals("root") || allowed.contains(holder)) {
        return 200;
      }
      boolean sees = ANY_MEMBER.contains(holder) || holder.equals("tenant-admin");
      return sees ? refused : hidden;
    }

    String method() {
      return route.substring(0, route.indexOf(' '));
    }

    private static String pathOf(String route) {
      return route.substring(route.indexOf(' ') + 1);
    }

    @Override
    public String toString() {
      return route;
    }
  }

  interface Path {
    /// @param holder the permission that stands for a user
    String of(String holder);
  }

  static Stream<Line> lines() {
    var users = "/api/_private/users";
    var projects = "/api/_private/projects";
    var buckets = "/api/_private/buckets";
    var sources = "/api/v1/sources";
    return Stream.of(
        Line.open("GET /"),
        Line.open("GET /openapi.json"),
        Line.open("GET /metrics"),
        Line.open("GET /docs"),
        new Line("GET /docs/{file}", _ -> "/docs/page.css", null, List.of(), 200, 200, true),
        Line.open("GET /health/live"),
        Line.open("GET /health/ready"),
        Line.everyone("GET /auth/user", null),
        Line.everyone("POST /auth/refresh-user-permissions", "{}"),
        Line.everyone("POST /auth/token", "{}"),
        Line.everyone("GET /api/v1/users", null),
        Line.everyone("GET " + users, null),
        new Line(
            "PUT " + users, _ -> users, newUser("{}"), List.of("tenant-admin"), 403, 403, false),
        new Line(
            "PUT " + users,
            _ -> users,
            newUser("{\"matrix\": [\"users-write\"]}"),
            List.of("users-write"),
            403,
            422,
            false),
        Line.of(
            "GET " + users + "/{user}",
            _ -> users + "/" + member,
            null,
            with(ANY_MEMBER, "tenant-admin")),
        Line.of(
            "POST " + users + "/{user}",
            _ -> users + "/" + member,
            "{\"user\": {}}",
            List.of("users-write", "tenant-admin")),
        Line.of(
            "DELETE " + users + "/{user}",
            _ -> users + "/" + newMember(),
            null,
            List.of("tenant-admin")),
        Line.of(
            "POST " + users + "/{user}/welcome-email",
            _ -> users + "/" + member + "/welcome-email",
            "{}",
            List.of("users-write", "tenant-admin")),
        new Line(
            "POST /api/v1/audit_events/query",
            _ -> "/api/v1/audit_events/query",
            "{\"filter\": {\"timestamp\": {}}}",
            List.of("audit-read", "tenant-admin"),
            403,
            403,
            false),
        Line.everyone("GET /api/v1/projects", null),
        Line.everyone("GET " + projects, null),
        Line.of(
            "GET " + projects + "/{project}",
            _ -> projects + "/matrix",
            null,
            with(ANY_MEMBER, "tenant-admin")),
        new Line(
            "PUT " + projects + "/{project}",
            _ -> projects + "/new" + NUMBER.incrementAndGet(),
            "{\"project\": {}, \"user_ids\": []}",
            List.of("tenant-admin"),
            403,
            403,
            false),
        Line.of(
            "POST " + projects + "/{project}",
            _ -> projects + "/matrix",
            "{\"project\": {}}",
            List.of("users-write", "tenant-admin")),
        Line.of(
            "DELETE " + projects + "/{project}",
            holder -> projects + "/" + newProject(holder),
            null,
            List.of("users-write", "tenant-admin")),
        Line.everyone("GET " + buckets, null),
        Line.of(
            "GET " + buckets + "/{project}/{bucket}",
            _ -> buckets + "/matrix/bucket",
            null,
            READ_BUCKETS),
        Line.of(
            "PUT " + buckets + "/{project}/{bucket}",
            _ -> buckets + "/matrix/new" + NUMBER.incrementAndGet(),
            "{\"bucket\": {\"bucket_type\": \"emails\"}}",
            List.of("buckets-write")),
        Line.of(
            "GET " + buckets + "/{project}/{bucket}/statistics",
            _ -> buckets + "/matrix/bucket/statistics",
            null,
            READ_BUCKETS),
        Line.of(
            "PUT " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails",
            emails(),
            List.of("buckets-append", "buckets-write")),
        Line.of(
            "POST " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails",
            "{}",
            READ_EMAILS),
        Line.of(
            "GET " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails?id=kept",
            null,
            READ_EMAILS),
        Line.of(
            "DELETE " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails?id=none",
            null,
            List.of("buckets-write")),
        Line.of(
            "PUT " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + bucket + "/emails",
            emails(),
            List.of("buckets-append", "buckets-write")),
        Line.of(
            "POST " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + bucket + "/emails",
            "{}",
            READ_EMAILS),
        Line.of(
            "GET " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + bucket + "/emails?id=kept",
            null,
            READ_EMAILS),
        Line.of(
            "DELETE " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + bucket + "/emails?id=none",
            null,
            List.of("buckets-write")),
        Line.of(
            "GET " + buckets + "/id:{bucket}/statistics",
            _ -> buckets + "/id:" + bucket + "/statistics",
            null,
            READ_BUCKETS),
        Line.of(
            "GET " + buckets + "/id:{bucket}", _ -> buckets + "/id:" + bucket, null, READ_BUCKETS),
        Line.of(
            "DELETE " + buckets + "/id:{bucket}",
            _ -> buckets + "/id:" + newBucket(),
            null,
            List.of("buckets-write")),
        Line.of(
            "GET " + buckets + "/id:{bucket}/keyed-sync-states",
            _ -> buckets + "/id:" + bucket + "/keyed-sync-states",
            null,
            READ_BUCKETS),
        Line.of(
            "POST " + buckets + "/id:{bucket}/keyed-sync-state-ids",
            _ -> buckets + "/id:" + bucket + "/keyed-sync-state-ids",
            "{\"mailbox_name\": \"m@example.com\"}",
            READ_BUCKETS),
        Line.of(
            "DELETE " + buckets + "/id:{bucket}/keyed-sync-state/{state}",
            _ -> buckets + "/id:" + bucket + "/keyed-sync-state/" + newSyncState(),
            null,
            List.of("buckets-write")),
        Line.everyone("GET " + sources, null),
        Line.of("GET " + sources + "/{project}", _ -> sources + "/matrix", null, READ_SOURCES),
        Line.of(
            "GET " + sources + "/{project}/{source}",
            _ -> sources + "/matrix/source",
            null,
            READ_SOURCES),
        Line.of(
            "GET " + sources + "/id:{source}", _ -> sources + "/id:" + source, null, READ_SOURCES),
        Line.of(
            "PUT " + sources + "/{project}/{source}",
            _ -> sources + "/matrix/new" + NUMBER.incrementAndGet(),
            "{\"source\": {}}",
            List.of("sources-admin")),
        Line.of(
            "POST " + sources + "/{project}/{source}",
            _ -> sources + "/matrix/source",
            "{\"source\": {}}",
            List.of("sources-admin")),
        Line.of(
            "POST " + sources + "/{project}/{source}/sync",
            _ -> sources + "/matrix/source/sync",
            comments("known"),
            List.of("sources-add-comments")),
        Line.of(
            "GET " + sources + "/{project}/{source}/comments/{comment}",
            _ -> sources + "/matrix/source/comments/kept",
            null,
            READ_SOURCES),
        Line.of(
            "DELETE " + sources + "/{project}/{source}/comments",
            _ -> sources + "/matrix/source/comments?id=known",
            null,
            List.of("sources-add-comments", "sources-admin")),
        Line.of(
            "PUT /api/_private/sources/{project}/{source}/comments",
            _ -> "/api/_private/sources/matrix/source/comments",
            comments("added"),
            List.of("sources-add-comments")),
        Line.of(
            "GET /api/_private/sources/{project}/{source}/comments",
            _ -> "/api/_private/sources/matrix/source/comments",
            null,
            READ_SOURCES),
        Line.of(
            "PUT /api/_private/sources/{project}/{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/matrix/source/comments/kept/audio",
            "{}",
            List.of("sources-add-comments")),
        Line.of(
            "GET /api/_private/sources/{project}/{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/matrix/source/comments/kept/audio",
            null,
            READ_SOURCES),
        Line.of(
            "PUT /api/_private/sources/id:{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/id:" + source + "/comments/kept/audio",
            "{}",
            List.of("sources-add-comments")),
        Line.of(
            "GET /api/_private/sources/id:{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/id:" + source + "/comments/kept/audio",
            null,
            READ_SOURCES),
        Line.of(
            "PUT /api/_private/sources/{project}/{source}/comments/{comment}/attachments/{index}",
            _ -> "/api/_private/sources/matrix/source/comments/kept/attachments/0",
            "{}",
            List.of("sources-add-comments", "files-write")),
        Line.of(
            "PUT /api/_private/sources/id:{source}/comments/{comment}/attachments/{index}",
            _ -> "/api/_private/sources/id:" + source + "/comments/kept/attachments/0",
            "{}",
            List.of("sources-add-comments", "files-write")),
        Line.of(
            "GET /api/v1/attachments/{reference}",
            _ -> "/api/v1/attachments/" + attachment,
            null,
            READ_SOURCES),
        Line.of(
            "POST " + sources + "/{project}/{source}/statistics",
            _ -> sources + "/matrix/source/statistics",
            "{\"comment_filter\": {}}",
            READ_SOURCES),
        Line.of(
            "GET " + sources + "/{project}/{source}/comments/{comment}/origin",
            _ -> sources + "/matrix/source/comments/kept/origin",
            null,
            READ_EMAILS),
        Line.of(
            "GET " + sources + "/{project}/{source}/loading",
            _ -> sources + "/matrix/source/loading",
            null,
            READ_SOURCES),
        Line.of(
            "POST " + sources + "/{project}/{source}/sync-raw-emails",
            _ -> sources + "/matrix/source/sync-raw-emails",
            "{\"documents\": [], \"transform_tag\": \"generic.0.CONVKER5\"}",
            List.of("sources-add-comments")),
        new Line(
            "GET /api/_private/sources/email-transform/{tag}",
            _ -> "/api/_private/sources/email-transform/tag:generic.0.CONVKER5",
            null,
            List.of(),
            200,
            200,
            false),
        Line.of(
            "GET " + sources + "/{project}/{source}/threads",
            _ -> sources + "/matrix/source/threads",
            null,
            READ_SOURCES),
        Line.of(
            "DELETE " + sources + "/id:{source}",
            _ -> sources + "/id:" + newSource("new" + NUMBER.incrementAndGet()),
            null,
            List.of("sources-admin")));
  }

  @BeforeAll
  static void start() {
    server = new TestServer();
    project(PROJECT);
    IN_PROJECT.forEach(permission ->
        CLIENTS.put(
            permission, server.user("in-" + permission, Map.of(PROJECT, List.of(permission)))));
    EVERYWHERE.forEach(permission ->
        CLIENTS.put(permission, server.user("all-" + permission, Map.of(), permission)));
    CLIENTS.put(STRANGER, server.user(STRANGER, Map.of()));
    member = newMember();
    bucket = newBucket();
    server
        .admin()
        .put("/api/_private/buckets/matrix/bucket", "{\"bucket\": {\"bucket_type\": \"emails\"}}");
    source = newSource("source");
    server.admin().post("/api/v1/sources/matrix/source/sync", comments("kept"));
    attachment = newAttachment();
    server.admin().put("/api/_private/buckets/matrix/bucket/emails", emails());
    loaded();
  }

  /// The reference of a file of a comment of the source.
  private static String newAttachment() {
    var put =
        server
            .admin()
            .put("/api/_private/sources/matrix/source/comments/filed/attachments/0", "{}");
    var hash = put.json().path("content_hash").asText();
    var filed =
        comments("filed")
            .replace(
                "\"id\"",
                "\"attachments\": [{\"name\": \"n\", \"size\": 2, \"content_type\": \"\", \"content_hash\": \"%s\"}], \"id\""
                    .formatted(hash));
    server.admin().post("/api/v1/sources/matrix/source/sync", filed);
    return server
        .admin()
        .get("/api/v1/sources/matrix/source/comments/filed")
        .json()
        .at("/comment/attachments/0/attachment_reference")
        .asText();
  }

  /// The comment is as if the mail had been loaded: this server does no work that waits.
  private static void loaded() {
    server
        .sql()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO mail_comment (source_id, bucket_id, email_key, comment_key, put, digest)
                SELECT c.source_id, e.bucket_id, e.key, c.key, e.put, e.content_digest
                FROM email e
                CROSS JOIN comment c
                WHERE e.id = 'kept' AND c.id = 'kept'
                """));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyRouteHasALine() {
    assertThat(lines().map(Line::route).distinct())
        .containsExactlyInAnyOrderElementsOf(
            server.routes().stream().map(Object::toString).toList());
  }

  @Test
  void theDescriptionOfTheApiNamesTheSamePermissions() {
    for (var route : server.routes()) {
      var described = new TreeSet<String>();
      for (var name : ApiDocument.read().operation(route).path("x-permissions")) {
        var permission = name.textValue();
        described.addAll(
            permission.startsWith("global:")
                ? List.of(permission.replace("global:", ""))
                : Permission.of(permission).orElseThrow().grantedBy());
      }
      described.remove("root");
      var allowed =
          lines()
              .filter(line -> line.route().equals(route.toString()))
              .flatMap(line -> line.allowed().stream())
              .collect(Collectors.toCollection(TreeSet::new));
      boolean anybodyWhoSeesIt = allowed.containsAll(ANY_MEMBER);
      assertThat(described).as(route.toString()).isEqualTo(anybodyWhoSeesIt ? Set.of() : allowed);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void onlyTheRightPermissionsOpenIt(Line line) {
    var expected = new LinkedHashMap<String, Integer>();
    var found = new LinkedHashMap<String, Integer>();
    for (var holder : List.copyOf(CLIENTS.keySet())) {
      expected.put(holder, line.status(holder));
      found.put(holder, ask(line, holder));
    }
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void onlyAValidTokenOpensIt(Line line) {
    var revoked = server.user("revoked" + NUMBER.incrementAndGet(), Map.of(), "root");
    server
        .hearken()
        .tokens()
        .revoke(
            server.hearken().users().system(),
            Id.parse(revoked.get("/auth/user").json().at("/user/id").asText()).orElseThrow());
    for (var token : Arrays.asList(revoked.token(), "hk_never-given", null)) {
      var answer = server.with(token).send(line.method(), line.path().of("root"), body(line));
      assertThat(answer.status()).as(String.valueOf(token)).isEqualTo(line.open() ? 200 : 401);
    }
  }

  private static int ask(Line line, String holder) {
    var client = client(holder);
    var answer = client.send(line.method(), line.path().of(holder), body(line));
    if (line.route().equals("POST /auth/token")) {
      CLIENTS.put(holder, server.with(answer.json().get("token").asText()));
    }
    return answer.status();
  }

  private static Client client(String holder) {
    return Objects.requireNonNull(CLIENTS.get(holder));
  }

  private static @Nullable String body(Line line) {
    return line.body() == null
        ? null
        : line.body().replace("NUMBER", String.valueOf(NUMBER.incrementAndGet()));
  }

  private static String comments(String id) {
    return """
    {"comments": [{"id": "%s", "timestamp": "2026-01-31T12:00:00Z", "messages": []}]}
    """
        .formatted(id);
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

  private static void project(String name) {
    server.admin().put("/api/_private/projects/" + name, "{\"project\": {}, \"user_ids\": []}");
  }

  /// A project in which the user that stands for a permission holds just that, as in the other one.
  private static String newProject(String holder) {
    var name = "gone" + NUMBER.incrementAndGet();
    project(name);
    if (IN_PROJECT.contains(holder)) {
      var client = client(holder);
      var id = client.get("/auth/user").json().at("/user/id").asText();
      server
          .admin()
          .post(
              "/api/_private/users/" + id,
              Map.of("user", Map.of("organisation_permissions", Map.of(name, List.of(holder)))));
    }
    return name;
  }

  private static String newMember() {
    var client =
        server.user("member" + NUMBER.incrementAndGet(), Map.of(PROJECT, List.of("alerts-read")));
    return client.get("/auth/user").json().at("/user/id").asText();
  }

  private static String emails() {
    return """
    {"emails": [{"id": "kept", "mailbox": "m", "timestamp": "2026-01-31T12:00:00Z", "mime_content": "Hello: there"}]}
    """;
  }

  private static String newBucket() {
    return server
        .admin()
        .put(
            "/api/_private/buckets/matrix/new" + NUMBER.incrementAndGet(),
            "{\"bucket\": {\"bucket_type\": \"emails\"}}")
        .json()
        .at("/bucket/id")
        .asText();
  }

  private static String newSyncState() {
    var id = Id.random();
    server
        .sql()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO sync_state (id, bucket_id, mailbox_name, status, last_synced_at)
                VALUES (?, ?, 'm@example.com', 'UP_TO_DATE', now())
                """,
                id.bits(),
                Id.parse(bucket).orElseThrow().bits()));
    return id.toString();
  }

  private static String newSource(String name) {
    return server
        .admin()
        .put("/api/v1/sources/matrix/" + name, "{\"source\": {}}")
        .json()
        .at("/source/id")
        .asText();
  }
}
