package dev.hearken.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import dev.hearken.user.Permission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ProjectRoutesTest {
  private static final String PROJECTS = "/api/_private/projects/";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer create(String name, Map<String, ?> fields, String... users) {
    return server
        .admin()
        .put(PROJECTS + name, Map.of("project", fields, "user_ids", List.of(users)));
  }

  private static Answer source(String path) {
    return server.admin().put("/api/v1/sources/" + path, "{\"source\": {}}");
  }

  private static Answer bucket(String path) {
    return server
        .admin()
        .put("/api/_private/buckets/" + path, "{\"bucket\": {\"bucket_type\": \"emails\"}}");
  }

  private static JsonNode read(String name) {
    return server.admin().get(PROJECTS + name).json().get("project");
  }

  @Test
  void createFillsInTitleAndDescription() {
    var project = create("plain", Map.of()).json().get("project");

    assertThat(project.propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "id", "name", "title", "description", "created_at", "updated_at");
    assertThat(project.get("title").asText()).isEqualTo("plain");
    assertThat(project.get("description").asText()).isEmpty();
    assertThat(project.get("created_at")).isEqualTo(project.get("updated_at"));
    assertThat(read("plain")).isEqualTo(project);
  }

  @Test
  void itsFoundersMayDoEverythingInIt() {
    var founder = server.user("founder", Map.of());
    var id = founder.get("/auth/user").json().at("/user/id").asText();

    create("founded", Map.of(), id);

    assertThat(founder.get("/auth/user").json().at("/user/organisation_permissions/founded"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(Permission.all());
    assertThat(founder.put("/api/v1/sources/founded/s", "{\"source\":{}}").status()).isEqualTo(200);
  }

  @Test
  void aFounderWhoIsNotThereIsRefusedAndNothingIsMade() {
    var answer = create("unfounded", Map.of(), "00000000000000aa");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message()).contains("user_ids", "00000000000000aa");
    assertThat(server.admin().get(PROJECTS + "unfounded").status()).isEqualTo(404);
  }

  @Test
  void theSameCreateAgainFindsTheProjectAndAnotherIsAConflict() {
    var first = create("again", Map.of("title", "t", "description", "d"));

    assertThat(create("again", Map.of("title", "t", "description", "d")).json())
        .isEqualTo(first.json());
    assertThat(create("again", Map.of("title", "t")).status()).isEqualTo(409);
    var founder = server.user("late", Map.of()).get("/auth/user").json().at("/user/id").asText();
    assertThat(create("again", Map.of("title", "t", "description", "d"), founder).status())
        .isEqualTo(409);
  }

  @Test
  void namesThatAreNotLegalAreRefused() {
    for (var name : List.of("a%20b", "a.b", "%C3%A9", "a".repeat(257))) {
      var answer = create(name, Map.of());
      assertThat(answer.status()).as(name).isEqualTo(400);
      assertThat(answer.message()).contains("A-Z, a-z, 0-9");
    }
  }

  @Test
  void anUpdateChangesWhatItNamesAndNothingElse() {
    create("changing", Map.of("title", "t", "description", "d"));
    var before = read("changing");

    var untouched = server.admin().post(PROJECTS + "changing", "{\"project\": {}}");
    assertThat(untouched.json().get("project")).isEqualTo(before);

    var after =
        server
            .admin()
            .post(PROJECTS + "changing", "{\"project\": {\"title\": \"new\"}}")
            .json()
            .get("project");
    assertThat(after.get("title").asText()).isEqualTo("new");
    assertThat(after.get("description").asText()).isEqualTo("d");
    assertThat(after.get("created_at")).isEqualTo(before.get("created_at"));
    assertThat(after.get("updated_at").asText()).isGreaterThan(before.get("updated_at").asText());
  }

  @Test
  void whatOwnsSomethingIsOnlyDeletedByForceAndSaysWhatItOwns() {
    create("owning", Map.of());
    source("owning/one");
    source("owning/two");
    bucket("owning/one");

    for (int i = 0; i < 4; i++) {
      var refused = server.admin().delete(PROJECTS + "owning");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.message())
          .isEqualTo(
              "Project contains child resources but force deletion was not requested: {\"buckets\": 1, \"sources\": 2}");
    }
    assertThat(server.admin().get("/api/v1/sources/owning").json().get("sources")).hasSize(2);

    assertThat(server.admin().delete(PROJECTS + "owning?force=true").status()).isEqualTo(200);
    var gone = server.admin().get(PROJECTS + "owning");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.message()).isEqualTo("No such project 'owning'.");
    create("owning", Map.of());
    assertThat(server.admin().get("/api/v1/sources/owning").json().get("sources")).isEmpty();
    assertThat(server.admin().delete(PROJECTS + "owning").status()).as("empty").isEqualTo(200);
  }

  @Test
  void forceMustBeTrueOrFalse() {
    var answer = server.admin().delete(PROJECTS + "DefaultProject?force=perhaps");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("force", "perhaps");
  }

  @Test
  void whatIsMadeWhileItsProjectIsDeletedIsThereOrWasNeverMade() {
    for (int round = 0; round < 10; round++) {
      var name = "race" + round;
      create(name, Map.of());
      var makers =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () -> i % 2 == 0 ? source(name + "/s" + i) : bucket(name + "/b" + i)))
              .toList();
      var deleted = server.admin().delete(PROJECTS + name + "?force=true");

      assertThat(deleted.status()).isEqualTo(200);
      for (var maker : makers) {
        assertThat(maker.join().status()).isIn(200, 404);
      }
      assertThat(server.admin().get(PROJECTS + name).status()).isEqualTo(404);
    }
    var orphans =
        server
            .sql()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        SELECT count(*) FROM (
                          SELECT project_id FROM source UNION ALL SELECT project_id FROM bucket
                        ) AS owned
                        WHERE project_id NOT IN (SELECT id FROM project)
                        """)
                    .mapTo(Integer.class)
                    .one());
    assertThat(orphans).isZero();
  }

  @Test
  void listsShowWhatTheCallerMaySeeByName() {
    create("shown-b", Map.of("title", "B"));
    create("shown-a", Map.of());
    create("hidden", Map.of());
    var member =
        server.user("lister", Map.of("shown-b", List.of("voc"), "shown-a", List.of("voc")));

    assertThat(member.get(PROJECTS).json().get("projects").findValuesAsText("name"))
        .containsExactly("shown-a", "shown-b");
    assertThat(member.get("/api/v1/projects").json())
        .hasToString(
            "{\"projects\":[{\"name\":\"shown-a\",\"title\":\"shown-a\",\"description\":\"\"},"
                + "{\"name\":\"shown-b\",\"title\":\"B\",\"description\":\"\"}],\"status\":\"ok\"}");
    assertThat(member.get(PROJECTS + "hidden").message()).isEqualTo("No such project 'hidden'.");
  }
}
