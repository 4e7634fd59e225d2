package dev.hearken.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
class AuditRoutesTest {
  private static final String QUERY = "/api/v1/audit_events/query";
  private static final Map<String, String> LOOKUPS =
      Map.of(
          "user_ids", "users",
          "tenant_ids", "tenants",
          "project_ids", "projects",
          "source_ids", "sources",
          "bucket_ids", "buckets");

  private static TestServer server;
  private static String source = "";

  /// One of everything is made, changed and deleted.
  @BeforeAll
  static void start() {
    server = new TestServer();
    var admin = server.admin();
    admin.put("/api/_private/projects/audited", "{\"project\":{},\"user_ids\":[]}");
    admin.post("/api/_private/projects/audited", "{\"project\":{\"title\":\"Title\"}}");
    var bucket =
        admin.put("/api/_private/buckets/audited/b", "{\"bucket\":{\"bucket_type\":\"emails\"}}");
    var path = "/api/v1/sources/audited/s";
    source = admin.put(path, "{\"source\":{\"title\":\"First\"}}").json().at("/source/id").asText();
    admin.post(path, "{\"source\":{\"title\":\"Second\"}}");
    admin.delete("/api/v1/sources/id:" + source);
    admin.delete("/api/_private/buckets/id:" + bucket.json().at("/bucket/id").asText());
    var user = server.user("audited", Map.of("audited", List.of("voc")));
    var id = user.get("/auth/user").json().at("/user/id").asText();
    admin.delete("/api/_private/users/" + id);
    admin.delete("/api/_private/projects/audited");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer query(Map<String, ?> timestamp, int limit, @Nullable String continuation) {
    var body = new HashMap<String, @Nullable Object>();
    body.put("filter", Map.of("timestamp", timestamp));
    body.put("limit", limit);
    body.put("continuation", continuation);
    return server.admin().post(QUERY, body);
  }

  private static List<JsonNode> events(JsonNode page) {
    var events = new ArrayList<JsonNode>();
    page.get("audit_events").forEach(events::add);
    return events;
  }

  @Test
  void everyChangeIsThereInTheOrderInWhichItHappened() {
    var types =
        events(query(Map.of(), 256, null).json()).stream().map(e -> e.get("event_type").asText());

    assertThat(types)
        .containsSubsequence(
            "project.create",
            "project.update",
            "bucket.create",
            "source.create",
            "source.update",
            "source.delete",
            "bucket.delete",
            "user.create",
            "token.replace",
            "user.delete",
            "project.delete");
  }

  @Test
  void anEventShowsWhatWasAndWhatBecame() {
    var update =
        events(query(Map.of(), 256, null).json()).stream()
            .filter(event -> event.get("event_type").asText().equals("source.update"))
            .findFirst()
            .orElseThrow();

    assertThat(update.at("/before/title").asText()).isEqualTo("First");
    assertThat(update.at("/after/title").asText()).isEqualTo("Second");
    assertThat(update.at("/after/id").asText()).isEqualTo(source);
    assertThat(update.get("source_ids").get(0).asText()).isEqualTo(source);
    assertThat(update.get("project_ids")).hasSize(1);
  }

  @Test
  void everyIdHasItsEntryThoughAllOfItIsDeleted() {
    var page = query(Map.of(), 256, null).json();
    for (var event : events(page)) {
      LOOKUPS.forEach((ids, list) -> {
        var known = new TreeSet<>(page.get(list).findValuesAsText("id"));
        event.get(ids).forEach(id -> assertThat(known).as(ids).contains(id.asText()));
      });
      assertThat(page.get("users").findValuesAsText("id"))
          .contains(event.get("actor_user_id").asText());
    }
    assertThat(page.get("users").findValuesAsText("username"))
        .contains("system", "admin", "audited");
    assertThat(page.get("sources").findValuesAsText("title")).contains("Second");
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepetition() {
    var whole = events(query(Map.of(), 256, null).json());
    var found = new ArrayList<JsonNode>();
    @Nullable String continuation = null;
    do {
      var page = query(Map.of(), 3, continuation).json();
      found.addAll(events(page));
      assertThat(events(page)).hasSizeLessThanOrEqualTo(3);
      continuation = page.get("continuation").textValue();
    } while (continuation != null);
    assertThat(found).isEqualTo(whole);
  }

  @Test
  void timesBoundTheQueryAndBothBelongToIt() {
    var whole = events(query(Map.of(), 256, null).json());
    var first = whole.get(2).get("timestamp").asText();
    var last = whole.get(5).get("timestamp").asText();
    var found = events(query(Map.of("minimum", first, "maximum", last), 256, null).json());

    assertThat(found).isNotEmpty().isSubsetOf(whole).contains(whole.get(2), whole.get(5));
    assertThat(events(query(Map.of("minimum", "9999-01-01T00:00:00Z"), 256, null).json()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|'filter' is missing",
        "{\"filter\": {}}|'filter.timestamp' is missing",
        "{\"filter\": {\"timestamp\": {\"minimum\": \"yesterday\"}}}|'filter.timestamp.minimum' is 'yesterday'",
        "{\"filter\": {\"timestamp\": {\"minimum\": \"2026-02-30T00:00:00Z\"}}}|'filter.timestamp.minimum'",
        "{\"filter\": {\"timestamp\": {\"maximum\": \"10000-01-01T00:00:00Z\"}}}|'filter.timestamp.maximum'",
        "{\"filter\": {\"timestamp\": {}}, \"limit\": 0}|'limit' is 0",
        "{\"filter\": {\"timestamp\": {}}, \"limit\": 1.5}|'limit'",
        "{\"filter\": {\"timestamp\": {}}, \"continuation\": \"AAAA\"}|continuation 'AAAA'",
        "{\"filter\": {\"timestamp\": {}}, \"continuation\": \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}|none of this list",
        "{\"filter\": {\"timestamp\": {}}, \"continuation\": \"?\"}|none of this list",
      })
  void whatMakesNoSenseIsRefused(String body, String sentence) {
    var answer = server.admin().post(QUERY, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains(sentence);
  }

  @Test
  void aLimitAboveTheLargestIsCutAndNullsAreAsGoodAsNothing() {
    var answer =
        server
            .admin()
            .post(
                QUERY,
                "{\"filter\": {\"timestamp\": {\"minimum\": null, \"maximum\": null}}, \"limit\": 100000000000000000000, \"continuation\": null}");
    assertThat(answer.status()).isEqualTo(200);
  }
}
