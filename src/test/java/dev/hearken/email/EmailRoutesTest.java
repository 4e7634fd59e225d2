package dev.hearken.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  void everyFieldComesBackAsItWasPut() throws IOException {
    calls.bucket("fields");
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
    var answer = calls.put("fields", calls.email("<1@example.com>", "From: a\r\n\r\nb", more));
    assertThat(answer.whole().body()).isEqualTo("{\"status\":\"ok\"}");
    var emails = calls.get("fields", "<1@example.com>");
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
    assertThat(calls.put("fields", email.toString()).status()).isEqualTo(200);
    assertThat(calls.get("fields", "<1@example.com>").get(0)).isEqualTo(email);
  }

  @Test
  void whatIsOptionalMayBeMissingOrNull() throws IOException {
    calls.bucket("optional");
    calls.put(
        "optional",
        calls.email("bare", "", ""),
        calls.email("nulls", "x", ",\"metadata\":null,\"attachments\":null"),
        calls.email(
            "inner", "x", ",\"metadata\":{\"size\":null,\"folder\":[]},\"attachments\":[]"));
    for (var id : List.of("bare", "nulls")) {
      var email = calls.get("optional", id).get(0);
      assertThat(email.has("metadata")).isFalse();
      assertThat(email.at("/attachments")).isEmpty();
    }
    assertThat(calls.get("optional", "bare").get(0).at("/mime_content").asText()).isEmpty();
    var inner = calls.get("optional", "inner").get(0).at("/metadata");
    assertThat(inner.toString()).isEqualTo("{\"folder\":[],\"size\":null}");
  }

  @Test
  void idsAreAnyText() throws IOException {
    calls.bucket("ids");
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
      assertThat(calls.put("ids", calls.email(id, "of " + id, "")).status()).as(id).isEqualTo(200);
      assertThat(calls.get("ids", id).get(0).at("/id").asText()).isEqualTo(id);
    }
    assertThat(calls.count("ids")).isEqualTo(ids.size());
    assertThat(calls.ids("ids", "{\"limit\":256}")).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(calls.get("ids", "none")).isEmpty();
  }

  @Test
  void everyCharacterOfTheContentComesBack() throws IOException {
    calls.bucket("characters");
    var all =
        IntStream.rangeClosed(0, 0x10ffff)
            .filter(
                character -> character < 0xd800 || character > 0xdfff || MimeText.isByte(character))
            .boxed()
            .collect(Collectors.toCollection(ArrayList::new));
    var text = new StringBuilder();
    all.forEach(text::appendCodePoint);
    calls.put("characters", calls.email("all", text.toString(), ""));
    assertThat(
            calls
                .get("characters", "all")
                .get(0)
                .at("/mime_content")
                .asText()
                .equals(text.toString()))
        .isTrue();
  }

  @Test
  void theLastOfARepeatedIdWinsAndAnotherContentTakesThePlaceOfTheFirst() throws IOException {
    calls.bucket("again");
    calls.put(
        "again", calls.email("a", "1", ""), calls.email("b", "1", ""), calls.email("a", "2", ""));
    assertThat(calls.get("again", "a").get(0).at("/mime_content").asText()).isEqualTo("2");
    var first = calls.get("again", "a").get(0);
    calls.put("again", calls.email("a", "3", ""), calls.email("b", "1", ""));
    var second = calls.get("again", "a").get(0);
    assertThat(second.at("/mime_content").asText()).isEqualTo("3");
    assertThat(second.at("/created_at")).isEqualTo(first.at("/created_at"));
    assertThat(second.at("/updated_at").asText()).isGreaterThan(first.at("/updated_at").asText());
    assertThat(calls.count("again")).isEqualTo(2);
    assertThat(calls.put("again").status()).isEqualTo(200);
  }

  @Test
  void theIdOfABucketIsAsGoodAsItsName() throws IOException {
    var emails = BUCKETS + "id:" + calls.bucket("by-id") + "/emails";
    server.admin().put(emails, "{\"emails\":[" + calls.email("a", "1", "") + "]}");
    assertThat(server.admin().get(emails + "?id=a").json().at("/emails")).hasSize(1);
    assertThat(server.admin().post(emails, "{}").json().at("/emails"))
        .isEqualTo(calls.get("by-id", "a"));
    assertThat(server.admin().delete(emails + "?id=a").status()).isEqualTo(200);
    assertThat(calls.get("by-id", "a")).isEmpty();
  }

  @Test
  void manyAreDeletedAtOnceAndUnknownIdsArePassedOver() throws IOException {
    calls.bucket("deleted");
    var sent = new ArrayList<String>();
    var query = new StringBuilder("?id=unknown");
    for (int i = 0; i < 600; i++) {
      sent.add(calls.email("<" + i + "@example.com>", "x", ""));
      query.append("&id=%3C").append(i).append("%40example.com%3E");
    }
    calls.put("deleted", sent.toArray(String[]::new));
    calls.put("deleted", calls.email("kept", "x", ""));
    for (int i = 0; i < 2; i++) {
      var answer = server.admin().delete(BUCKET + "deleted/emails" + query);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(calls.ids("deleted", "{}")).containsExactly("kept");
    }
    assertThat(server.admin().delete(BUCKET + "deleted/emails").status()).isEqualTo(400);
    assertThat(server.admin().get(BUCKET + "deleted/emails").status()).isEqualTo(400);
  }

  @Test
  void aHiddenBucketIsLikeAMissingOne() throws IOException {
    var id = calls.bucket("hidden");
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
    assertThat(calls.put("no-such-bucket", calls.email("a", "", "")).status()).isEqualTo(404);
  }

  @Test
  void statementsAreFewHoweverManyMailsThereAre() throws IOException {
    calls.bucket("statements");
    var emails = new String[500];
    for (int i = 0; i < emails.length; i++) {
      emails[i] = calls.email("e" + i, "x", "");
    }
    var spent = new ArrayList<Long>();
    for (int i = 0; i < 2; i++) {
      long before = server.database().statements();
      calls.put("statements", emails);
      spent.add(server.database().statements() - before);
    }
    // The key of continuations is read once.
    calls.ids("statements", "{}");
    long before = server.database().statements();
    calls.ids("statements", "{}");
    spent.add(server.database().statements() - before);
    // Who asks, the bucket, its lock, numbers, the mails, their contents, whom they feed; of the
    // same again neither of the last two.
    assertThat(spent).containsExactly(7L, 5L, 4L);
  }

  @Test
  void aMemberDoesOnlyWhatHeMay() throws IOException {
    calls.bucket("members");
    var appender = server.user("appender", Map.of("DefaultProject", List.of("buckets-append")));
    var reader = server.user("reader", Map.of("DefaultProject", List.of("buckets-items-read")));
    var emails = BUCKET + "members/emails";
    var body = "{\"emails\":[" + calls.email("a", "1", "") + "]}";
    assertThat(appender.put(emails, body).status()).isEqualTo(200);
    assertThat(appender.post(emails, "{}").message()).contains("'buckets-items-read'");
    assertThat(reader.post(emails, "{}").json().at("/emails")).hasSize(1);
    assertThat(reader.get(emails + "?id=a").status()).isEqualTo(200);
    assertThat(reader.put(emails, body).message()).contains("'buckets-append'");
    assertThat(reader.delete(emails + "?id=a").message()).contains("'buckets-write'");
  }
}
