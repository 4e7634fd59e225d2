package dev.hearken.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `…/buckets/<owner>/<name>/emails`: put, read, counted and deleted (wire contract 2.3).
@Tag("database")
class EmailRoutesTest {
  private static final String BUCKETS = "/api/_private/buckets/";
  private static final String BUCKET = BUCKETS + "DefaultProject/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String bucket(String name) {
    return server
        .admin()
        .put(BUCKET + name, "{\"bucket\":{\"bucket_type\":\"emails\"}}")
        .json()
        .at("/bucket/id")
        .asText();
  }

  private static String email(String id, String content, String more) throws IOException {
    return """
    {"id": %s, "mailbox": "m@example.com", "timestamp": "2026-01-31T12:00:00Z", "mime_content": %s%s}
    """
        .formatted(JSON.writeValueAsString(id), MimeTextTest.quoted(content, new Random(1)), more);
  }

  private static Answer put(String bucket, String... emails) {
    return server
        .admin()
        .put(
            BUCKET + bucket + "/emails?no_charge=false",
            "{\"emails\":[" + String.join(",", emails) + "]}");
  }

  private static JsonNode get(String bucket, String id) {
    var encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
    return server.admin().get(BUCKET + bucket + "/emails?id=" + encoded).json().at("/emails");
  }

  private static long count(String bucket) {
    var answer = server.admin().get(BUCKET + bucket + "/statistics").json();
    assertThat(answer.at("/statistics/count/kind").asText()).isEqualTo("exact");
    return answer.at("/statistics/count/value").asLong();
  }

  private static List<String> ids(String bucket, String body) {
    return server
        .admin()
        .post(BUCKET + bucket + "/emails", body)
        .json()
        .at("/emails")
        .findValuesAsText("id");
  }

  @Test
  void everyFieldComesBackAsItWasPut() throws IOException {
    bucket("fields");
    var metadata =
        """
        {"sensitivity": "Private", "importance": "high", "conversation_id": "c/1 ä", "conversation_topic": "",
         "received_at": "yesterday, about noon", "size": 18446744073709551615, "categories": ["a", "ä b"],
         "folder": ["Inbox", "Älter/2020"], "has_attachments": true, "is_read": false}\
        """;
    var attachments =
        """
        [{"name": "a.pdf", "size": 12, "content_type": ".pdf", "inline": false, "content_hash": null}]\
        """;
    var more = ",\"metadata\":" + metadata + ",\"attachments\":" + attachments;
    var answer = put("fields", email("<1@example.com>", "From: a\r\n\r\nb", more));
    assertThat(answer.whole().body()).isEqualTo("{\"status\":\"ok\"}");
    var emails = get("fields", "<1@example.com>");
    assertThat(emails).hasSize(1);
    var email = emails.get(0);
    assertThat(email.at("/id").asText()).isEqualTo("<1@example.com>");
    assertThat(email.at("/mailbox").asText()).isEqualTo("m@example.com");
    assertThat(email.at("/timestamp").asText()).isEqualTo("2026-01-31T12:00:00.000000+00:00");
    assertThat(email.at("/mime_content").asText()).isEqualTo("From: a\r\n\r\nb");
    assertThat(email.at("/metadata")).isEqualTo(JSON.readTree(metadata));
    assertThat(email.at("/attachments")).isEqualTo(JSON.readTree(attachments));
    assertThat(email.at("/created_at").asText()).isEqualTo(email.at("/updated_at").asText());
    // What was read can be put again, and is the same.
    assertThat(put("fields", email.toString()).status()).isEqualTo(200);
    assertThat(get("fields", "<1@example.com>").get(0)).isEqualTo(email);
  }

  @Test
  void whatIsOptionalMayBeMissingOrNull() throws IOException {
    bucket("optional");
    put(
        "optional",
        email("bare", "", ""),
        email("nulls", "x", ",\"metadata\":null,\"attachments\":null"),
        email("inner", "x", ",\"metadata\":{\"size\":null,\"folder\":[]},\"attachments\":[]"));
    for (var id : List.of("bare", "nulls")) {
      var email = get("optional", id).get(0);
      assertThat(email.has("metadata")).isFalse();
      assertThat(email.at("/attachments")).isEmpty();
    }
    assertThat(get("optional", "bare").get(0).at("/mime_content").asText()).isEmpty();
    var inner = get("optional", "inner").get(0).at("/metadata");
    assertThat(inner.toString()).isEqualTo("{\"folder\":[],\"size\":null}");
  }

  @Test
  void idsAreAnyText() throws IOException {
    bucket("ids");
    var ids =
        List.of(
            "a/b c",
            ".",
            "..",
            " ",
            "<a+b@example.com>&id=x#%",
            "ä😀\n",
            "x".repeat(1_024),
            "😀".repeat(1_024));
    for (var id : ids) {
      assertThat(put("ids", email(id, "of " + id, "")).status()).as(id).isEqualTo(200);
      assertThat(get("ids", id).get(0).at("/id").asText()).isEqualTo(id);
    }
    assertThat(count("ids")).isEqualTo(ids.size());
    assertThat(ids("ids", "{\"limit\":256}")).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(get("ids", "none")).isEmpty();
  }

  @Test
  void everyCharacterOfTheContentComesBack() throws IOException {
    bucket("characters");
    var all =
        IntStream.rangeClosed(0, 0x10ffff)
            .filter(
                character -> character < 0xd800 || character > 0xdfff || MimeText.isByte(character))
            .boxed()
            .collect(Collectors.toCollection(ArrayList::new));
    var text = new StringBuilder();
    all.forEach(text::appendCodePoint);
    put("characters", email("all", text.toString(), ""));
    assertThat(get("characters", "all").get(0).at("/mime_content").asText().equals(text.toString()))
        .isTrue();
  }

  @Test
  void theLastOfARepeatedIdWinsAndAnotherContentTakesThePlaceOfTheFirst() throws IOException {
    bucket("again");
    put("again", email("a", "1", ""), email("b", "1", ""), email("a", "2", ""));
    assertThat(get("again", "a").get(0).at("/mime_content").asText()).isEqualTo("2");
    var first = get("again", "a").get(0);
    put("again", email("a", "3", ""), email("b", "1", ""));
    var second = get("again", "a").get(0);
    assertThat(second.at("/mime_content").asText()).isEqualTo("3");
    assertThat(second.at("/created_at")).isEqualTo(first.at("/created_at"));
    assertThat(second.at("/updated_at").asText()).isGreaterThan(first.at("/updated_at").asText());
    assertThat(count("again")).isEqualTo(2);
    assertThat(put("again").status()).isEqualTo(200);
  }

  @Test
  void theIdOfABucketIsAsGoodAsItsName() throws IOException {
    var emails = BUCKETS + "id:" + bucket("by-id") + "/emails";
    server.admin().put(emails, "{\"emails\":[" + email("a", "1", "") + "]}");
    assertThat(server.admin().get(emails + "?id=a").json().at("/emails")).hasSize(1);
    assertThat(server.admin().post(emails, "{}").json().at("/emails")).isEqualTo(get("by-id", "a"));
    assertThat(server.admin().delete(emails + "?id=a").status()).isEqualTo(200);
    assertThat(get("by-id", "a")).isEmpty();
  }

  @Test
  void pagesGoOnWhileMailsComeAndGo() throws IOException {
    var id = bucket("pages");
    var sent = new ArrayList<String>();
    for (int i = 0; i < 300; i++) {
      sent.add(email("s" + i, "x", ""));
    }
    put("pages", sent.toArray(String[]::new));
    var seen = new ArrayList<String>();
    var body = "{\"limit\":1000}";
    assertThat(ids("pages", body)).hasSize(256);
    assertThat(ids("pages", "{}")).hasSize(64);
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
      put("pages", email("new" + pages, "x", ""));
      pages++;
    } while (continuation != null);
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen.stream().filter(each -> each.startsWith("s"))).hasSize(300);
  }

  @Test
  void aContinuationOfAnotherBucketOrMadeUpIsRefused() throws IOException {
    bucket("one");
    bucket("other");
    put("one", email("a", "1", ""), email("b", "1", ""));
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
    bucket("large");
    var mebibytes = Map.of("a", 20, "b", 9, "c", 9, "d", 3);
    for (var each : mebibytes.entrySet()) {
      put("large", email(each.getKey(), each.getKey().repeat(each.getValue() << 20), ""));
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

  @Test
  void manyAreDeletedAtOnceAndUnknownIdsArePassedOver() throws IOException {
    bucket("deleted");
    var sent = new ArrayList<String>();
    var query = new StringBuilder("?id=unknown");
    for (int i = 0; i < 600; i++) {
      sent.add(email("<" + i + "@example.com>", "x", ""));
      query.append("&id=%3C").append(i).append("%40example.com%3E");
    }
    put("deleted", sent.toArray(String[]::new));
    put("deleted", email("kept", "x", ""));
    for (int i = 0; i < 2; i++) {
      var answer = server.admin().delete(BUCKET + "deleted/emails" + query);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(ids("deleted", "{}")).containsExactly("kept");
    }
    assertThat(server.admin().delete(BUCKET + "deleted/emails").status()).isEqualTo(400);
    assertThat(server.admin().get(BUCKET + "deleted/emails").status()).isEqualTo(400);
  }

  @Test
  void aHiddenBucketIsLikeAMissingOne() throws IOException {
    var id = bucket("hidden");
    var stranger = server.user("email-stranger", Map.of());
    for (var path : List.of("DefaultProject/hidden/", "id:" + id + "/")) {
      var missing = path.startsWith("id:") ? "id:0123456789abcdef/" : "NoProject/hidden/";
      for (var method : List.of("PUT", "POST", "GET", "DELETE")) {
        var body = method.equals("PUT") ? "{\"emails\":[]}" : method.equals("POST") ? "{}" : null;
        var hidden = stranger.send(method, BUCKETS + path + "emails?id=a", body);
        var none = stranger.send(method, BUCKETS + missing + "emails?id=a", body);
        assertThat(hidden.status()).as(method + path).isEqualTo(404);
        assertThat(
                hidden
                    .message()
                    .replace("DefaultProject", "NoProject")
                    .replace(id, "0123456789abcdef"))
            .isEqualTo(none.message());
      }
      assertThat(stranger.get(BUCKETS + path + "statistics").status()).isEqualTo(404);
    }
    assertThat(put("no-such-bucket", email("a", "", "")).status()).isEqualTo(404);
  }

  @Test
  void statementsAreFewHoweverManyMailsThereAre() throws IOException {
    bucket("statements");
    var emails = new String[500];
    for (int i = 0; i < emails.length; i++) {
      emails[i] = email("e" + i, "x", "");
    }
    var spent = new ArrayList<Long>();
    for (int i = 0; i < 2; i++) {
      long before = server.database().statements();
      put("statements", emails);
      spent.add(server.database().statements() - before);
    }
    long before = server.database().statements();
    ids("statements", "{}");
    spent.add(server.database().statements() - before);
    // Who asks, the bucket, its lock, numbers, the mails, their contents, whom they feed; of the
    // same again neither of the last two.
    assertThat(spent).containsExactly(7L, 5L, 4L);
  }

  @Test
  void aMemberDoesOnlyWhatHeMay() throws IOException {
    bucket("members");
    var appender = server.user("appender", Map.of("DefaultProject", List.of("buckets-append")));
    var reader = server.user("reader", Map.of("DefaultProject", List.of("buckets-items-read")));
    var emails = BUCKET + "members/emails";
    var body = "{\"emails\":[" + email("a", "1", "") + "]}";
    assertThat(appender.put(emails, body).status()).isEqualTo(200);
    assertThat(appender.post(emails, "{}").message()).contains("'buckets-items-read'");
    assertThat(reader.post(emails, "{}").json().at("/emails")).hasSize(1);
    assertThat(reader.get(emails + "?id=a").status()).isEqualTo(200);
    assertThat(reader.put(emails, body).message()).contains("'buckets-append'");
    assertThat(reader.delete(emails + "?id=a").message()).contains("'buckets-write'");
  }
}
