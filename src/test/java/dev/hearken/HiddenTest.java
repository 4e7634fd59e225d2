package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer.Client;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who may not see sensitive properties learns nothing of them, whatever he asks (domain 5).
///
/// Three projects are alike but for what is sensitive: other values in the second, none in the
/// third. Every route that shows comments, or that comments can influence, is asked the same in all
/// three by somebody who may not see it; the answers have to be the same to the letter. A route
/// that is neither here nor on the list of those that know nothing of comments fails the test.
@Tag("database")
class HiddenTest {
  private static final int COMMENTS = 7;

  /// Routes that neither show comments nor are influenced by them.
  private static final Set<String> UNRELATED =
      Set.of(
          "GET /",
          "GET /openapi.json",
          "GET /metrics",
          "GET /docs",
          "GET /docs/{file}",
          "GET /health/live",
          "GET /health/ready",
          "GET /auth/user",
          "POST /auth/refresh-user-permissions",
          "POST /auth/token",
          "GET /api/v1/users",
          "GET /api/_private/users",
          "PUT /api/_private/users",
          "GET /api/_private/users/{user}",
          "POST /api/_private/users/{user}",
          "DELETE /api/_private/users/{user}",
          "POST /api/_private/users/{user}/welcome-email",
          "POST /api/v1/audit_events/query",
          "GET /api/v1/projects",
          "GET /api/_private/projects",
          "GET /api/_private/projects/{project}",
          "PUT /api/_private/projects/{project}",
          "POST /api/_private/projects/{project}",
          "DELETE /api/_private/projects/{project}",
          "GET /api/_private/buckets",
          "GET /api/_private/buckets/{project}/{bucket}",
          "PUT /api/_private/buckets/{project}/{bucket}",
          "GET /api/_private/buckets/{project}/{bucket}/statistics",
          "PUT /api/_private/buckets/{project}/{bucket}/emails",
          "POST /api/_private/buckets/{project}/{bucket}/emails",
          "POST /api/_private/buckets/{project}/{bucket}/emails/query",
          "GET /api/_private/buckets/{project}/{bucket}/emails",
          "DELETE /api/_private/buckets/{project}/{bucket}/emails",
          "GET /api/_private/buckets/id:{bucket}",
          "GET /api/_private/buckets/id:{bucket}/statistics",
          "PUT /api/_private/buckets/id:{bucket}/emails",
          "POST /api/_private/buckets/id:{bucket}/emails",
          "POST /api/_private/buckets/id:{bucket}/emails/query",
          "GET /api/_private/buckets/id:{bucket}/emails",
          "DELETE /api/_private/buckets/id:{bucket}/emails",
          "DELETE /api/_private/buckets/id:{bucket}",
          "GET /api/_private/buckets/id:{bucket}/keyed-sync-states",
          "POST /api/_private/buckets/id:{bucket}/keyed-sync-state-ids",
          "DELETE /api/_private/buckets/id:{bucket}/keyed-sync-state/{state}",
          "PUT /api/_private/sources/{project}/{source}/comments/{comment}/attachments/{index}",
          "PUT /api/_private/sources/id:{source}/comments/{comment}/attachments/{index}",
          "GET /api/v1/attachments/{reference}",
          "PUT /api/_private/sources/{project}/{source}/comments/{comment}/audio",
          "GET /api/_private/sources/{project}/{source}/comments/{comment}/audio",
          "PUT /api/_private/sources/id:{source}/comments/{comment}/audio",
          "GET /api/_private/sources/id:{source}/comments/{comment}/audio",
          "GET /api/_private/sources/email-transform/{tag}",
          "GET /api/v1/sources/{project}/{source}/loading",
          "POST /api/v1/sources/{project}/{source}/comments/{comment}/translate",
          "PUT /api/v1/sources/{project}/{source}/retention",
          "GET /api/v1/sources/{project}/{source}/retention",
          "DELETE /api/v1/sources/{project}/{source}/retention",
          "PUT /api/_private/buckets/{project}/{bucket}/retention",
          "GET /api/_private/buckets/{project}/{bucket}/retention",
          "DELETE /api/_private/buckets/{project}/{bucket}/retention",
          "GET /api/v1/sources/{project}/{source}/comments/{comment}/origin",
          "GET /api/v1/sources",
          "GET /api/v1/sources/id:{source}",
          "PUT /api/v1/sources/{project}/{source}",
          "POST /api/v1/sources/{project}/{source}",
          "DELETE /api/v1/sources/id:{source}");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
    for (var twin : Twin.ALL) {
      server
          .admin()
          .put(
              "/api/_private/projects/" + twin.project(),
              Map.of("project", Map.of(), "user_ids", List.of()));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyRouteIsAskedOrKnowsNothingOfComments() {
    var listed = new HashSet<>(UNRELATED);
    listed.addAll(HiddenQuestions.TELLING.keySet());
    listed.addAll(HiddenQuestions.SILENT.keySet());
    assertThat(listed)
        .hasSize(UNRELATED.size() + HiddenQuestions.TELLING.size() + HiddenQuestions.SILENT.size())
        .containsExactlyInAnyOrderElementsOf(
            server.routes().stream().map(Object::toString).toList());
  }

  @Test
  void noAnswerDependsOnWhatIsHidden() {
    fill();
    var blind = reader("blind", "sources-add-comments");
    for (var probes :
        List.of(HiddenQuestions.TELLING, HiddenQuestions.SILENT, HiddenQuestions.TELLING)) {
      probes.forEach((route, questions) -> {
        for (int i = 0; i < questions.size(); i++) {
          var answers = answers(questions.get(i), blind);
          assertThat(new HashSet<>(answers)).as("%s, question %d", route, i).hasSize(1);
          assertThat(answers.getFirst())
              .as("%s, question %d", route, i)
              .doesNotContain(Twin.SECRET.substring(0, 20), "omega 0");
        }
      });
    }
  }

  @Test
  void whoMaySeeItIsAnsweredOtherwiseInEach() {
    fill();
    var sighted = reader("sighted", "sources-read-sensitive");
    HiddenQuestions.TELLING.forEach((route, questions) -> {
      for (int i = 0; i < questions.size(); i++) {
        assertThat(new HashSet<>(answers(questions.get(i), sighted)))
            .as("%s, question %d", route, i)
            .hasSize(Twin.ALL.size());
      }
    });
  }

  /// The three as they are before any question.
  private static void fill() {
    for (var twin : Twin.ALL) {
      var source = server.admin().get(twin.source());
      if (source.status() == 200) {
        server.admin().delete("/api/v1/sources/id:" + source.json().at("/source/id").asText());
      }
      server
          .admin()
          .put(
              twin.source(),
              Map.of("source", Map.of("sensitive_properties", List.of("Salary", "number:Score"))));
      var comments =
          IntStream.range(0, COMMENTS)
              .mapToObj(i -> HiddenQuestions.comment("c" + i, i, twin.properties(i)))
              .collect(Collectors.joining(","));
      var filled =
          server.admin().post(twin.source() + "/sync", "{\"comments\": [" + comments + "]}");
      assertThat(filled.status()).as(filled.message()).isEqualTo(200);
    }
  }

  private static Client reader(String name, String permission) {
    return server.user(
        name, Twin.ALL.stream().collect(Collectors.toMap(Twin::project, _ -> List.of(permission))));
  }

  private static List<String> answers(HiddenQuestions.Probe question, Client client) {
    return Twin.ALL.stream().map(twin -> question.ask(client, twin)).toList();
  }
}
