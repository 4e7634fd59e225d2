package dev.hearken.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `GET …/sources` and `GET …/sources/<owner>`.
@Tag("database")
class SourceListTest {
  private static final String ALL = "/api/v1/sources";

  private static TestServer server;
  private static SourceCalls calls;

  @BeforeAll
  static void start() {
    server = new TestServer();
    calls = new SourceCalls(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theListShowsWhatTheCallerMayViewByOwnerAndName() {
    for (var project : List.of("list-b", "list-a", "list-c")) {
      calls.project(project);
      for (var name : List.of("z", "B", "a", "_")) {
        server.admin().put(ALL + "/" + project + "/" + name, Map.of("source", Map.of()));
      }
    }
    var viewer =
        server.user(
            "viewer",
            Map.of(
                "list-a",
                List.of("sources-read"),
                "list-b",
                List.of("sources-add-comments"),
                "list-c",
                List.of("buckets-read")));

    assertThat(names(viewer.get(ALL)))
        .containsExactly(
            "list-a/B",
            "list-a/_",
            "list-a/a",
            "list-a/z",
            "list-b/B",
            "list-b/_",
            "list-b/a",
            "list-b/z");
    assertThat(names(viewer.get(ALL + "/list-b"))).hasSize(4);
    assertThat(viewer.get(ALL + "/list-c").status()).isEqualTo(403);
    var hidden = viewer.get(ALL + "/DefaultProject");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.message()).contains("No such project").contains("DefaultProject");
    assertThat(viewer.get(ALL + "/nowhere").message())
        .contains("No such project")
        .contains("nowhere");
  }

  private static List<String> names(Answer answer) {
    return IntStream.range(0, answer.json().get("sources").size())
        .mapToObj(i -> answer.json().get("sources").get(i))
        .map(source -> source.get("owner").asText() + "/" + source.get("name").asText())
        .toList();
  }

  @Test
  void aListLongerThanASliceIsWholeAndInOrder() {
    calls.project("many");
    server
        .sql()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO source (id, project_id, name, title, description, language, should_translate,
                  sensitive_properties, kind, created_at, updated_at)
                SELECT 1000 + n, p.id, 's' || lpad(n::text, 6, '0'), '', '', 'en', false, '{}', 'unknown',
                  now(), now()
                FROM project p, generate_series(1, 2000) n
                WHERE p.name = 'many'
                """));

    var names = names(server.admin().get(ALL + "/many"));

    assertThat(names).hasSize(2000).isSorted().doesNotHaveDuplicates();
    assertThat(names(server.admin().get(ALL))).containsSubsequence(names);
  }
}
