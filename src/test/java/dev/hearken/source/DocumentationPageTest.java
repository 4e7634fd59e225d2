package dev.hearken.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.RawConnection;
import dev.hearken.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The requests of the documentation page, byte for byte as curl, Node and Python send them (only
/// the token is put in), against the answers that the page shows.
@Tag("database")
class DocumentationPageTest {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
    var admin = server.admin();
    var id = admin.get("/auth/user").json().at("/user/id").asText();
    admin.put(
        "/api/_private/projects/example-project",
        Map.of("project", Map.of(), "user_ids", List.of(id)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// The one source of the page, with its id and times.
  @BeforeEach
  void theSourceOfThePage() {
    server
        .sql()
        .useHandle(handle -> {
          handle.execute("DELETE FROM source");
          handle.execute(
              """
              INSERT INTO source (id, project_id, name, title, description, language, should_translate,
                sensitive_properties, kind, created_at, updated_at)
              SELECT x'18ba5ce699f8da1f'::bigint, id, 'example', 'An Example Source',
                'An optional long form description.', 'en', false, '{}', 'unknown',
                '2016-02-10T23:13:28.340295Z', '2016-02-10T23:13:28.340295Z'
              FROM project WHERE name = 'example-project'
              """);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl", "node", "python"})
  void readingAnswersWithEveryFieldAndValueOfThePage(String client) throws IOException {
    for (var call : List.of("list", "list-project", "get-by-name", "get-by-id")) {
      assertContains(replay(call, client), page(call), call);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl", "node", "python"})
  void createAnswersWithTheFieldsOfThePage(String client) throws IOException {
    server.sql().useHandle(handle -> handle.execute("DELETE FROM source"));

    var answer = replay("create", client);

    assertThat(answer.at("/source/id").asText()).matches("[0-9a-f]{16}");
    assertThat(answer.at("/source/created_at").asText()).matches(TIME);
    assertThat(answer.at("/source/updated_at")).isEqualTo(answer.at("/source/created_at"));
    assertThat(answer.at("/source/last_modified")).isEqualTo(answer.at("/source/created_at"));
    assertContains(withoutIdAndTimes(answer), withoutIdAndTimes(page("create")), "create");
    assertThat(replay("create", client)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl", "node", "python"})
  void updateChangesTheDescriptionAlone(String client) throws IOException {
    var answer = replay("update", client);

    var before = page("get-by-id").get("source");
    assertThat(answer.at("/source/created_at")).isEqualTo(before.get("created_at"));
    assertThat(answer.at("/source/updated_at").asText())
        .matches(TIME)
        .isGreaterThan(before.get("updated_at").asText())
        .isEqualTo(answer.at("/source/last_modified").asText());
    assertContains(withoutIdAndTimes(answer), withoutIdAndTimes(page("update")), "update");
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl", "node", "python"})
  void deleteAnswersExactlyAsThePage(String client) throws IOException {
    assertThat(replay("delete", client)).isEqualTo(page("delete"));
    assertThat(server.admin().get("/api/v1/sources/id:18ba5ce699f8da1f").status()).isEqualTo(404);
  }

  private static JsonNode replay(String call, String client) throws IOException {
    var recorded = new String(file(call + "." + client + ".http"), StandardCharsets.ISO_8859_1);
    try (var connection = new RawConnection(server.address())) {
      var answer =
          connection
              .send(recorded.replace("Bearer TOKEN", "Bearer " + server.admin().token()))
              .answer();
      assertThat(answer.status()).as(call + " by " + client).isEqualTo(200);
      assertThat(answer.headers()).containsEntry("content-type", "application/json");
      return answer.json();
    }
  }

  private static JsonNode page(String call) throws IOException {
    return new ObjectMapper().readTree(file(call + ".json"));
  }

  private static byte[] file(String name) throws IOException {
    try (var in = DocumentationPageTest.class.getResourceAsStream("/page/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static JsonNode withoutIdAndTimes(JsonNode answer) {
    var source = (com.fasterxml.jackson.databind.node.ObjectNode) answer.get("source").deepCopy();
    source.remove(List.of("id", "created_at", "updated_at", "last_modified"));
    return source;
  }

  /// Everything that is expected is there with its value; further fields may be.
  private static void assertContains(JsonNode actual, JsonNode expected, String place) {
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(field -> {
            assertThat(actual.has(field.getKey())).as(place + "." + field.getKey()).isTrue();
            assertContains(
                actual.get(field.getKey()), field.getValue(), place + "." + field.getKey());
          });
    } else if (expected.isArray()) {
      assertThat(actual).as(place).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertContains(actual.get(i), expected.get(i), place + "[" + i + "]");
      }
    } else {
      assertThat(actual).as(place).isEqualTo(expected);
    }
  }
}
