package dev.hearken.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `POST …/buckets/<owner>/<name>/emails`, which reads pages (wire contract 2.3).
@Tag("database")
class EmailPagesTest {
  private static final String BUCKETS = "/api/_private/buckets/";
  private static final String BUCKET = BUCKETS + "DefaultProject/";

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

  @Test
  void pagesGoOnWhileMailsComeAndGo() throws IOException {
    var id = calls.bucket("pages");
    var sent = new ArrayList<String>();
    for (int i = 0; i < 300; i++) {
      sent.add(calls.email("s" + i, "x", ""));
    }
    calls.put("pages", sent.toArray(String[]::new));
    var seen = new ArrayList<String>();
    var body = "{\"limit\":1000}";
    assertThat(calls.ids("pages", body)).hasSize(256);
    assertThat(calls.ids("pages", "{}")).hasSize(64);
    String continuation = null;
    int pages = 0;
    do {
      var page =
          server
              .admin()
              .post(
                  BUCKETS + (pages % 2 == 0 ? "DefaultProject/pages" : "id:" + id) + "/emails",
                  continuation == null
                      ? "{\"limit\":20,\"continuation\":null}"
                      : "{\"limit\":20,\"continuation\":\"" + continuation + "\"}")
              .json();
      var ids = page.at("/emails").findValuesAsText("id");
      seen.addAll(ids);
      continuation = page.path("continuation").asText(null);
      // The page that was read goes, as bulk deletion does it, and others come.
      var gone = ids.stream().filter(each -> each.startsWith("s")).limit(10).toList();
      server.admin().delete(BUCKET + "pages/emails?id=" + String.join("&id=", gone));
      calls.put("pages", calls.email("new" + pages, "x", ""));
      pages++;
    } while (continuation != null);
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen.stream().filter(each -> each.startsWith("s"))).hasSize(300);
  }

  @Test
  void aContinuationOfAnotherBucketOrMadeUpIsRefused() throws IOException {
    calls.bucket("one");
    calls.bucket("other");
    calls.put("one", calls.email("a", "1", ""), calls.email("b", "1", ""));
    var page = server.admin().post(BUCKET + "one/emails", "{\"limit\":1}").json();
    var continuation = page.at("/continuation").asText();
    for (var bucket : List.of("one", "other")) {
      var body = Map.of("limit", 1, "continuation", continuation);
      assertThat(server.admin().post(BUCKET + bucket + "/emails", body).status())
          .isEqualTo(bucket.equals("one") ? 200 : 400);
    }
    var madeUp = server.admin().post(BUCKET + "one/emails", "{\"continuation\":\"AAAA\"}");
    assertThat(madeUp.status()).isEqualTo(400);
    for (var wrong : List.of("{\"limit\":0}", "{\"limit\":\"1\"}", "{\"page\":1}")) {
      assertThat(server.admin().post(BUCKET + "one/emails", wrong).status()).isEqualTo(400);
    }
  }

  @Test
  void aPageEndsAtSixteenMebibytesButIsNeverEmpty() throws IOException {
    calls.bucket("large");
    var mebibytes = Map.of("a", 20, "b", 9, "c", 9, "d", 3);
    for (var each : mebibytes.entrySet()) {
      calls.put(
          "large", calls.email(each.getKey(), each.getKey().repeat(each.getValue() << 20), ""));
    }
    var seen = new ArrayList<String>();
    String continuation = null;
    do {
      var body = continuation == null ? Map.of() : Map.of("continuation", continuation);
      var page = server.admin().post(BUCKET + "large/emails", body).json();
      int size = 0;
      for (var email : page.at("/emails")) {
        var id = email.at("/id").asText();
        var content = email.at("/mime_content").asText();
        assertThat(content.equals(id.repeat(mebibytes.getOrDefault(id, 0) << 20))).isTrue();
        size += content.length();
        seen.add(id);
      }
      assertThat(page.at("/emails").size() == 1 || size <= 16 << 20).isTrue();
      assertThat(page.at("/emails")).isNotEmpty();
      continuation = page.path("continuation").asText(null);
    } while (continuation != null);
    assertThat(seen).containsExactlyInAnyOrder("a", "b", "c", "d");
  }
}
