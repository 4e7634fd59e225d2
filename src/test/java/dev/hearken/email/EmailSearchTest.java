package dev.hearken.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `POST …/buckets/<owner>/<name>/emails/query`, as `re get emails --mailbox` and `re delete
/// bulk-emails --from-timestamp` send it from release 0.43 on.
@Tag("database")
class EmailSearchTest {
  private static final String BUCKET = "/api/_private/buckets/DefaultProject/";

  private static TestServer server;
  private static EmailCalls calls;

  @BeforeAll
  static void start() {
    server = new TestServer();
    calls = new EmailCalls(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String email(String id, String mailbox, String timestamp) {
    return """
    {"id":"%s","mailbox":"%s","timestamp":"%s","mime_content":"Subject: s\\r\\n\\r\\nb"}
    """
        .formatted(id, mailbox, timestamp);
  }

  /// One page after the other, each as the client asks for it.
  private static List<JsonNode> pages(String bucket, Map<String, Object> filter) {
    var pages = new ArrayList<JsonNode>();
    var body = new HashMap<>(filter);
    boolean more = true;
    while (more) {
      var answer = server.admin().post(BUCKET + bucket + "/emails/query", body);
      assertThat(answer.status()).as(answer.message()).isEqualTo(200);
      var page = answer.json();
      pages.add(page);
      more = page.path("more_results").booleanValue();
      assertThat(page.has("continuation")).isEqualTo(more);
      body.put("continuation", page.path("continuation").asText());
    }
    return pages;
  }

  private static List<String> found(String bucket, Map<String, Object> filter) {
    return pages(bucket, filter).stream()
        .flatMap(page -> page.at("/emails").findValuesAsText("id").stream())
        .toList();
  }

  @Test
  void mailsAreFoundByMailboxAndByTheTimeFromWhichAndBeforeWhichTheyAre() {
    calls.bucket("found");
    calls.put(
        "found",
        email("before", "help@example.com", "2024-01-31T23:59:59.999999Z"),
        email("first", "Help@Example.com", "2024-02-01T00:00:00Z"),
        email("other", "sales@example.com", "2024-02-10T00:00:00Z"),
        email("last", "help@example.com", "2024-02-29T23:59:59.999999Z"),
        email("behind", "help@example.com", "2024-03-01T00:00:00Z"));
    var limit = Map.<String, Object>of("limit", 64);
    var from = Map.<String, Object>of("limit", 64, "from_timestamp", "2024-02-01T00:00:00Z");
    var to = Map.<String, Object>of("limit", 64, "to_timestamp", "2024-03-01T01:00:00+01:00");
    var mailbox = Map.<String, Object>of("limit", 64, "mailbox_name", "help@example.com");
    var all = new HashMap<>(from);
    all.putAll(to);
    all.putAll(mailbox);

    assertThat(found("found", limit)).hasSize(5);
    assertThat(found("found", from)).containsExactlyInAnyOrder("first", "other", "last", "behind");
    assertThat(found("found", to)).containsExactlyInAnyOrder("before", "first", "other", "last");
    assertThat(found("found", mailbox))
        .containsExactlyInAnyOrder("before", "first", "last", "behind");
    assertThat(found("found", all)).containsExactlyInAnyOrder("first", "last");
    assertThat(found("found", Map.of("mailbox_name", "help"))).isEmpty();
  }

  @Test
  void aMailIsAnsweredAsInTheListWithoutAFilter() {
    calls.bucket("same");
    calls.put("same", email("one", "m", "2024-02-01T00:00:00Z"));
    var listed = server.admin().post(BUCKET + "same/emails", Map.of("limit", 64)).json();

    var page = pages("same", Map.of("limit", 64, "mailbox_name", "m")).getFirst();

    assertThat(page.at("/emails")).isEqualTo(listed.at("/emails")).hasSize(1);
  }

  @Test
  void aPageMayBeShortWhileMoreFollows() {
    var id = calls.bucket("rare");
    var ids = IntStream.range(0, 10_300).mapToObj(String::valueOf).toList();
    calls.put(
        "rare",
        ids.stream()
            .map(
                each -> email(each, each.endsWith("00") ? "rare" : "usual", "2024-02-01T00:00:00Z"))
            .toArray(String[]::new));

    var pages = pages("rare", Map.of("limit", 64, "mailbox_name", "rare"));

    assertThat(pages.stream().map(page -> page.at("/emails").size()))
        .startsWith(64)
        .anyMatch(size -> size < 64);
    assertThat(found("rare", Map.of("limit", 20, "mailbox_name", "rare")))
        .containsExactlyInAnyOrderElementsOf(
            ids.stream().filter(each -> each.endsWith("00")).toList());
    var none = server.admin().post(BUCKET + "rare/emails/query", Map.of("mailbox_name", "none"));
    assertThat(none.json().at("/emails")).isEmpty();
    assertThat(none.json().at("/more_results").booleanValue()).isTrue();
    var byId =
        server
            .admin()
            .post("/api/_private/buckets/id:" + id + "/emails/query", Map.of("limit", 20));
    assertThat(byId.json().at("/emails")).hasSize(20);
  }

  @Test
  void whatWasFoundCanBeDeletedWhileMoreIsAskedFor() {
    calls.bucket("bulk");
    calls.put(
        "bulk",
        IntStream.range(0, 200)
            .mapToObj(i ->
                email("i" + i, "m", i % 2 == 0 ? "2024-02-01T00:00:00Z" : "2025-02-01T00:00:00Z"))
            .toArray(String[]::new));
    var body = new HashMap<String, Object>();
    body.put("limit", 64);
    body.put("to_timestamp", "2025-01-01T00:00:00Z");
    @Nullable JsonNode page = null;
    while (page == null || page.path("more_results").booleanValue()) {
      page = server.admin().post(BUCKET + "bulk/emails/query", body).json();
      body.put("continuation", page.path("continuation").asText(null));
      var ids = page.at("/emails").findValuesAsText("id");
      for (int i = 0; i < ids.size(); i += 32) {
        var gone = ids.subList(i, Math.min(i + 32, ids.size()));
        server.admin().delete(BUCKET + "bulk/emails?id=" + String.join("&id=", gone));
      }
    }

    assertThat(calls.count("bulk")).isEqualTo(100);
    assertThat(found("bulk", Map.of("to_timestamp", "2025-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void whatIsNoFilterIsRefusedByName() {
    calls.bucket("refused");
    for (var wrong :
        List.of(
            Map.of("from_timestamp", "yesterday"),
            Map.of("to_timestamp", 1),
            Map.of("mailbox_name", List.of()),
            Map.of("mailbox", "m"),
            Map.of("continuation", "AAAA"))) {
      var answer = server.admin().post(BUCKET + "refused/emails/query", wrong);
      assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
      assertThat(answer.message()).contains(wrong.keySet().iterator().next());
    }
  }
}
