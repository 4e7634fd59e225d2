package dev.hearken;

import dev.hearken.TestServer.Client;
import dev.hearken.database.Id;
import dev.hearken.user.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A project with one of everything that requests are about, and whoever asks for it.
final class AccessScene implements AutoCloseable {
  private static final String PROJECT = "matrix";
  private static final String STRANGER = "stranger";
  private static final String MADE_UP = "made-up";
  private static final List<String> IN_PROJECT =
      Stream.concat(Permission.namesInProjects().stream(), Stream.of(MADE_UP)).toList();
  private static final List<String> EVERYWHERE =
      List.of("root", "tenant-admin", "audit-read", "projects-admin", "support-users-write");

  private final AtomicInteger number = new AtomicInteger();
  private final Map<String, Client> clients = new LinkedHashMap<>();
  private final TestServer server = new TestServer();
  private final String member;
  private final String bucket;
  private final String source;
  private final String attachment;

  AccessScene() {
    project(PROJECT);
    IN_PROJECT.forEach(permission ->
        clients.put(
            permission, server.user("in-" + permission, Map.of(PROJECT, List.of(permission)))));
    EVERYWHERE.forEach(permission ->
        clients.put(permission, server.user("all-" + permission, Map.of(), permission)));
    clients.put(STRANGER, server.user(STRANGER, Map.of()));
    member = newMember();
    bucket = newBucket();
    server
        .admin()
        .put("/api/_private/buckets/matrix/bucket", "{\"bucket\": {\"bucket_type\": \"emails\"}}");
    source = newSource("source");
    server.admin().post("/api/v1/sources/matrix/source/sync", comments("kept"));
    translated();
    attachment = newAttachment();
    server.admin().put("/api/_private/buckets/matrix/bucket/emails", emails());
    loaded();
  }

  /// A source that a server elsewhere translates.
  private void translated() {
    server
        .sql()
        .useHandle(handle ->
            handle.execute("INSERT INTO translator (service, seen_at) VALUES ('other', now())"));
    server
        .admin()
        .put("/api/v1/sources/matrix/translated", "{\"source\": {\"should_translate\": true}}");
    server.admin().post("/api/v1/sources/matrix/translated/sync", comments("kept"));
  }

  TestServer server() {
    return server;
  }

  /// Those who ask, each called as the permission that he holds.
  List<String> holders() {
    return List.copyOf(clients.keySet());
  }

  /// The id of a user in the project.
  String member() {
    return member;
  }

  /// The id of a bucket of the project; another is called `bucket`.
  String bucket() {
    return bucket;
  }

  /// The id of the source of the project, which is called `source`.
  String source() {
    return source;
  }

  /// The reference of a file of a comment of the source.
  String attachment() {
    return attachment;
  }

  int next() {
    return number.incrementAndGet();
  }

  /// What the request of a line gets, from somebody with such a permission.
  int ask(AccessLine line, String holder) {
    var client = client(holder);
    var answer = client.send(line.method(), line.path().of(holder), body(line));
    if (line.route().equals("POST /auth/token")) {
      clients.put(holder, server.with(answer.json().get("token").asText()));
    }
    return answer.status();
  }

  @Nullable String body(AccessLine line) {
    return line.body() == null ? null : line.body().replace("NUMBER", String.valueOf(next()));
  }

  /// The reference of a file of a comment of the source.
  private String newAttachment() {
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
  private void loaded() {
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

  private Client client(String holder) {
    return Objects.requireNonNull(clients.get(holder));
  }

  static String comments(String id) {
    return """
    {"comments": [{"id": "%s", "timestamp": "2026-01-31T12:00:00Z", "messages": []}]}
    """
        .formatted(id);
  }

  private void project(String name) {
    server.admin().put("/api/_private/projects/" + name, "{\"project\": {}, \"user_ids\": []}");
  }

  /// A project in which the user that stands for a permission holds just that, as in the other one.
  String newProject(String holder) {
    var name = "gone" + next();
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

  String newMember() {
    var client = server.user("member" + next(), Map.of(PROJECT, List.of("alerts-read")));
    return client.get("/auth/user").json().at("/user/id").asText();
  }

  /// The path of a retention that is there.
  String retained(String path) {
    server.admin().put(path, "{\"retention\": {\"days\": 36500}}");
    return path;
  }

  static String emails() {
    return """
    {"emails": [{"id": "kept", "mailbox": "m", "timestamp": "2026-01-31T12:00:00Z", "mime_content": "Hello: there"}]}
    """;
  }

  String newBucket() {
    return server
        .admin()
        .put(
            "/api/_private/buckets/matrix/new" + next(),
            "{\"bucket\": {\"bucket_type\": \"emails\"}}")
        .json()
        .at("/bucket/id")
        .asText();
  }

  String newSyncState() {
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

  String newSource(String name) {
    return server
        .admin()
        .put("/api/v1/sources/matrix/" + name, "{\"source\": {}}")
        .json()
        .at("/source/id")
        .asText();
  }

  @Override
  public void close() {
    server.close();
  }
}
