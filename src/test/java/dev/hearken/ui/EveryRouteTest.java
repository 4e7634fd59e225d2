package dev.hearken.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearken.ApiDocument;
import dev.hearken.TestServer;
import dev.hearken.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every route once with success, in a project made for it, by those who may and those who may not
/// as the description says. What comes back is held against the description where it is sent.
@Tag("database")
class EveryRouteTest {
  private static final ApiDocument API = ApiDocument.read();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /// Shows the project, and takes part in nothing that is served yet.
  private static final String BYSTANDER = "files-write";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// A project with one of everything, in which someone holds a permission.
  private record Stage(
      String project, String user, String bucket, String source, TestServer.Client client) {
    /// @param permission in the project, or everywhere behind `global:`
    static Stage with(String permission) {
      int number = NUMBER.incrementAndGet();
      var project = "p" + number;
      var admin = server.admin();
      var me = admin.get("/auth/user").json().at("/user/id").asText();
      admin.put(
          "/api/_private/projects/" + project,
          Map.of("project", Map.of(), "user_ids", List.of(me)));
      var bucket =
          admin.put(
              "/api/_private/buckets/" + project + "/b",
              Map.of("bucket", Map.of("bucket_type", "emails")));
      var source =
          admin.put("/api/v1/sources/" + project + "/s", Map.of("source", Map.of("title", "t")));
      var member =
          admin.put(
              "/api/_private/users",
              Map.of(
                  "user",
                  Map.of(
                      "username",
                      "member" + number,
                      "email",
                      "member@example.com",
                      "global_permissions",
                      List.of(),
                      "organisation_permissions",
                      Map.of(project, List.of(BYSTANDER)))));
      var everywhere =
          permission.startsWith("global:")
              ? new String[] {permission.replace("global:", "")}
              : new String[0];
      var held = everywhere.length > 0 ? List.of(BYSTANDER) : List.of(BYSTANDER, permission);
      var client = server.user("caller" + number, Map.of(project, held), everywhere);
      var bucketId = bucket.json().at("/bucket/id").asText();
      syncState(number);
      return new Stage(
          project,
          member.json().at("/user/id").asText(),
          bucketId,
          source.json().at("/source/id").asText(),
          client);
    }

    private static void syncState(int number) {
      server
          .sql()
          .useHandle(handle ->
              handle.execute(
                  """
                  INSERT INTO sync_state (id, bucket_id, mailbox_name, status, last_synced_at, folder_id,
                    folder_path, synced_until)
                  SELECT ?, id, 'help@example.com', 'UP_TO_DATE', now(), 'f', '{Inbox}', now()
                  FROM bucket WHERE project_id = (SELECT id FROM project WHERE name = ?)
                  """,
                  (long) number,
                  "p" + number));
    }

    TestServer.Answer send(Route route, TestServer.Client client) {
      var state = "%016x".formatted(Integer.parseInt(project.substring(1)));
      // What is made must not be there yet.
      boolean makes = route.method().equals("PUT");
      var path =
          route
              .template()
              .replace("id:{bucket}", "id:" + bucket)
              .replace("id:{source}", "id:" + source)
              .replace("{bucket}", makes ? "new" : "b")
              .replace("{source}", makes ? "new" : "s")
              .replace(
                  "{project}",
                  makes && route.template().endsWith("{project}") ? project + "new" : project)
              .replace("{user}", user)
              .replace("{state}", state)
              .replace("{file}", "page.css");
      if (route.toString().equals("DELETE /api/_private/projects/{project}")) {
        path += "?force=true";
      }
      return client.send(route.method(), path, body(route).map(JsonNode::toString).orElse(null));
    }

    /// The example of the description, with the names of this stage in it.
    private Optional<JsonNode> body(Route route) {
      var example = API.operation(route).at("/requestBody/content/application~1json/example");
      if (example.isMissingNode()) {
        return Optional.empty();
      }
      var text =
          example
              .toString()
              .replace("93eb22e5046ece1a", bucket)
              .replace("7f0c30f9c49427a7", user)
              .replace("\"ada\"", "\"ada" + project + "\"");
      var body = ApiDocument.json(text).orElseThrow();
      if (body.at("/source/bucket_id").isTextual()) {
        ((ObjectNode) body.get("source")).remove("bucket_id");
      }
      if (body.has("user")) {
        // Nobody gives away more than he holds.
        var permissions = ((ObjectNode) body.get("user")).putObject("organisation_permissions");
        permissions.putArray(project).add(BYSTANDER);
      }
      return Optional.of(body);
    }
  }

  private static List<String> permissions(Route route) {
    return StreamSupport.stream(API.operation(route).path("x-permissions").spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }

  @Test
  void everyRouteSucceedsForTheAdministrator() {
    for (var route : server.routes()) {
      // It would take the token of everybody else in this class away.
      if (!route.template().equals("/auth/token")) {
        var answer = Stage.with(BYSTANDER).send(route, server.admin());
        assertThat(answer.status()).as("%s: %s", route, answer.message()).isEqualTo(200);
      }
    }
    var replaced = Stage.with(BYSTANDER).client().post("/auth/token", "{}");
    assertThat(replaced.status()).isEqualTo(200);
  }

  @Test
  void withoutATokenOnlyOpenRoutesAnswer() {
    for (var route : server.routes()) {
      var answer = Stage.with(BYSTANDER).send(route, server.with(null));
      assertThat(answer.status()).as(route.toString()).isEqualTo(route.open() ? 200 : 401);
    }
  }

  @Test
  void whoHoldsOneOfThePermissionsMayAndWhoHoldsAnotherMayNot() {
    for (var route : server.routes()) {
      for (var permission : permissions(route)) {
        var stage = Stage.with(permission);
        var answer = stage.send(route, stage.client());
        assertThat(answer.status())
            .as("%s with %s: %s", route, permission, answer.message())
            .isEqualTo(200);
      }
      var bystander = Stage.with(BYSTANDER);
      var answer = bystander.send(route, bystander.client());
      assertThat(answer.status())
          .as("%s with %s: %s", route, BYSTANDER, answer.message())
          .isEqualTo(permissions(route).isEmpty() ? 200 : 403);
    }
  }

  @Test
  void whatIsInAProjectThatTheCallerDoesNotKnowOfIsNotThere() {
    var stranger = server.user("stranger", Map.of("DefaultProject", List.of("sources-admin")));
    for (var route : server.routes()) {
      if (!permissions(route).isEmpty()
          && route.template().contains("{")
          && !route.method().equals("PUT")) {
        var answer = Stage.with(BYSTANDER).send(route, stranger);
        assertThat(answer.status()).as("%s: %s", route, answer.message()).isEqualTo(404);
        assertThat(answer.message()).as(route.toString()).startsWith("No such ");
      }
    }
  }
}
