package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer.Client;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

  /// A project of the three, and what is sensitive in it.
  private record Twin(String project, String secret, String number, String more) {
    String properties(int i) {
      var sensitive =
          secret.isEmpty()
              ? ""
              : """
              "string:Salary": "%s %d", "number:Salary": %s, "number:Score": %s,
              """
                  .formatted(secret + more, i % 3, number, number);
      return "{" + sensitive + "\"string:Open\": \"open %d\"}".formatted(i % 2);
    }

    String source() {
      return "/api/v1/sources/" + project + "/mail";
    }

    String hidden() {
      return "/api/_private/sources/" + project + "/mail";
    }
  }

  /// The first twin's secrets are so long that a page of what is stored would end earlier.
  private static final List<Twin> TWINS =
      List.of(
          new Twin("twin-one", "alpha", "1111", "a".repeat(900)),
          new Twin("twin-two", "omega", "9999", ""),
          new Twin("twin-six", "", "", ""));

  private static final String SECRET = "alpha" + "a".repeat(900) + " 1";

  /// A question, and what an answer to it looks like.
  @FunctionalInterface
  private interface Probe {
    String ask(Client client, Twin twin);
  }

  /// Questions that whoever may see everything is answered otherwise in each of the three.
  private static final Map<String, List<Probe>> TELLING = new LinkedHashMap<>();

  /// Questions whose answers are the same for everybody.
  private static final Map<String, List<Probe>> SILENT = new LinkedHashMap<>();

  static {
    TELLING.put(
        "GET /api/v1/sources/{project}/{source}/comments/{comment}",
        List.of(
            get(twin -> twin.source() + "/comments/c1"),
            get(twin -> twin.source() + "/comments/c1?include_markup=false")));
    TELLING.put(
        "GET /api/_private/sources/{project}/{source}/comments",
        List.of(
            get(twin -> twin.hidden() + "/comments?limit=256"),
            get(twin -> twin.hidden() + "/comments?include_markup=false"),
            get(twin -> twin.hidden() + "/comments?direction=descending&limit=3"),
            get(twin -> twin.hidden() + "/comments?include_thread_properties=true"),
            HiddenTest::pages));
    SILENT.put(
        "POST /api/v1/sources/{project}/{source}/statistics",
        List.of(
            count("{}"),
            count("{\"string:Open\": {\"one_of\": [\"open 1\"]}}"),
            count("{\"string:Salary\": {\"one_of\": [\"%s\", \"omega 1\"]}}".formatted(SECRET)),
            count("{\"string:Salary\": {\"not_one_of\": [\"%s\", \"omega 1\"]}}".formatted(SECRET)),
            count("{\"string:Salary\": {\"domain_not_one_of\": [\"example.com\"]}}"),
            count("{\"number:Salary\": {\"minimum\": 5000}}"),
            count("{\"number:Score\": {\"maximum\": 5000}}"),
            count("{\"number:Score\": {\"one_of\": [1111, 9999]}}"),
            count("{\"string:Score\": {\"one_of\": [\"1111\"]}}")));
    SILENT.put(
        "GET /api/v1/sources/{project}/{source}/threads",
        List.of(
            get(twin -> twin.source() + "/threads"),
            get(twin -> twin.source() + "/threads?limit=1")));
    SILENT.put(
        "POST /api/v1/sources/{project}/{source}/sync",
        List.of(
            sync("\"string:Open\": \"open 1\""),
            sync("\"string:Open\": \"open 1\", \"string:Salary\": \"alpha 1\""),
            sync("\"string:Open\": \"open 1\", \"number:Salary\": 9999"),
            sync("\"string:Open\": \"open 1\", \"number:Score\": 1111"),
            sync("\"string:Open\": \"open 1\", \"number:Score\": \"1111\""),
            sync("\"string:Open\": \"other\"")));
    SILENT.put(
        "POST /api/v1/sources/{project}/{source}/sync-raw-emails",
        List.of(
            syncRaw("\"string:Open\": \"open 1\""),
            syncRaw("\"string:Open\": \"open 1\", \"string:Salary\": \"alpha 1\""),
            syncRaw("\"string:Open\": \"open 1\", \"number:Score\": 1111")));
    SILENT.put(
        "PUT /api/_private/sources/{project}/{source}/comments",
        List.of(
            add("\"string:Open\": \"open 0\""),
            add("\"string:Open\": \"open 0\", \"string:Salary\": \"omega 2\""),
            add("\"string:Open\": \"open 0\", \"number:Score\": 1111"),
            add("\"string:Open\": \"other\"")));
    SILENT.put(
        "DELETE /api/v1/sources/{project}/{source}/comments",
        List.of(
            send("DELETE", twin -> twin.source() + "/comments?id=c5&id=never&ids=c6,alpha", null)));
    SILENT.put("GET /api/v1/sources/{project}/{source}", List.of(get(Twin::source)));
    SILENT.put(
        "GET /api/v1/sources/{project}", List.of(get(twin -> "/api/v1/sources/" + twin.project())));
  }

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
          "GET /api/_private/buckets/{project}/{bucket}/emails",
          "DELETE /api/_private/buckets/{project}/{bucket}/emails",
          "GET /api/_private/buckets/id:{bucket}",
          "GET /api/_private/buckets/id:{bucket}/statistics",
          "PUT /api/_private/buckets/id:{bucket}/emails",
          "POST /api/_private/buckets/id:{bucket}/emails",
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
    for (var twin : TWINS) {
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
    listed.addAll(TELLING.keySet());
    listed.addAll(SILENT.keySet());
    assertThat(listed)
        .hasSize(UNRELATED.size() + TELLING.size() + SILENT.size())
        .containsExactlyInAnyOrderElementsOf(
            server.routes().stream().map(Object::toString).toList());
  }

  @Test
  void noAnswerDependsOnWhatIsHidden() {
    fill();
    var blind = reader("blind", "sources-add-comments");
    for (var probes : List.of(TELLING, SILENT, TELLING)) {
      probes.forEach((route, questions) -> {
        for (int i = 0; i < questions.size(); i++) {
          var answers = answers(questions.get(i), blind);
          assertThat(new HashSet<>(answers)).as("%s, question %d", route, i).hasSize(1);
          assertThat(answers.getFirst())
              .as("%s, question %d", route, i)
              .doesNotContain(SECRET.substring(0, 20), "omega 0");
        }
      });
    }
  }

  @Test
  void whoMaySeeItIsAnsweredOtherwiseInEach() {
    fill();
    var sighted = reader("sighted", "sources-read-sensitive");
    TELLING.forEach((route, questions) -> {
      for (int i = 0; i < questions.size(); i++) {
        assertThat(new HashSet<>(answers(questions.get(i), sighted)))
            .as("%s, question %d", route, i)
            .hasSize(TWINS.size());
      }
    });
  }

  /// The three as they are before any question.
  private static void fill() {
    for (var twin : TWINS) {
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
              .mapToObj(i -> comment("c" + i, i, twin.properties(i)))
              .collect(Collectors.joining(","));
      var filled =
          server.admin().post(twin.source() + "/sync", "{\"comments\": [" + comments + "]}");
      assertThat(filled.status()).as(filled.message()).isEqualTo(200);
    }
  }

  private static Client reader(String name, String permission) {
    return server.user(
        name, TWINS.stream().collect(Collectors.toMap(Twin::project, _ -> List.of(permission))));
  }

  private static String comment(String id, int minute, String properties) {
    return """
    {"id": "%s", "timestamp": "2026-01-31T12:%02d:00Z", "thread_id": "t%d", "user_properties": %s,
      "messages": [{"from": "%s@example.com", "body": {"text": "Text %s"}}]}
    """
        .formatted(id, minute, minute % 2, properties, "abc".charAt(minute % 3), id);
  }

  private static List<String> answers(Probe question, Client client) {
    return TWINS.stream().map(twin -> question.ask(client, twin)).toList();
  }

  @FunctionalInterface
  private interface Path {
    String of(Twin twin);
  }

  private static Probe get(Path path) {
    return send("GET", path, null);
  }

  private static Probe send(String method, Path path, @Nullable String body) {
    return (client, twin) -> alike(client.send(method, path.of(twin), body), twin);
  }

  private static Probe count(String properties) {
    return send(
        "POST",
        twin -> twin.source() + "/statistics",
        "{\"comment_filter\": {\"user_properties\": " + properties + "}}");
  }

  private static Probe sync(String properties) {
    return send(
        "POST",
        twin -> twin.source() + "/sync",
        "{\"comments\": [" + comment("c1", 1, "{" + properties + "}") + "]}");
  }

  private static Probe syncRaw(String properties) {
    return send(
        "POST",
        twin -> twin.source() + "/sync-raw-emails",
        """
        {"documents": [{"comment_id": "c3", "user_properties": {%s}, "raw_email": {
          "headers": {"raw": "From: a@example.com\\nDate: Sat, 31 Jan 2026 12:03:00 +0000"},
          "body": {"plain": "Text c3"}}}],
         "transform_tag": "generic.0.CONVKER5", "include_comments": true}
        """
            .formatted(properties));
  }

  private static Probe add(String properties) {
    return send(
        "PUT",
        twin -> twin.hidden() + "/comments",
        "{\"comments\": [" + comment("c2", 2, "{" + properties + "}") + "]}");
  }

  /// All pages of two, one behind the other.
  private static String pages(Client client, Twin twin) {
    var all = new StringBuilder();
    var path = twin.hidden() + "/comments?limit=2";
    var after = "";
    do {
      var answer = client.get(path + after);
      all.append(alike(answer, twin));
      after =
          answer.json().path("continuation").isTextual()
              ? "&after=" + answer.json().get("continuation").asText()
              : "";
    } while (!after.isEmpty());
    return all.toString();
  }

  /// An answer without what differs between twins in any case: names, ids, times of the server.
  private static String alike(TestServer.Answer answer, Twin twin) {
    var id = server.admin().get(twin.source()).json().at("/source/id").asText();
    return answer.status()
        + answer
            .whole()
            .body()
            .replace(twin.project(), "twin")
            .replace(id, "id")
            .replaceAll("\"(id|source_id)\":\"[0-9a-f]{16}\"", "\"$1\":\"\"")
            .replaceAll("\"continuation\":\"[^\"]*\"", "\"continuation\":\"\"")
            .replaceAll("\"(created_at|updated_at|last_modified)\":\"[^\"]*\"", "\"$1\":\"\"");
  }
}
