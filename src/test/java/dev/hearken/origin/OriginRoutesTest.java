package dev.hearken.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.Eventually;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import dev.hearken.TestServer.Client;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class OriginRoutesTest {
  private static final String COMMENTS = "/api/v1/sources/reading/mail/comments/";
  private static final String EMAILS = "/api/_private/buckets/keeping/mail/emails";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static TestServer server;
  private static AutoCloseable jobs;

  @BeforeAll
  static void start() {
    server = new TestServer();
    jobs = server.hearken().work();
    for (var project : List.of("reading", "keeping")) {
      server
          .admin()
          .put(
              "/api/_private/projects/" + project,
              Map.of("project", Map.of(), "user_ids", List.of()));
    }
    var bucket =
        server
            .admin()
            .put(
                "/api/_private/buckets/keeping/mail",
                Map.of("bucket", Map.of("bucket_type", "emails")))
            .json()
            .at("/bucket/id")
            .asText();
    server
        .admin()
        .put("/api/v1/sources/reading/mail", Map.of("source", Map.of("bucket_id", bucket)));
    put("1", "Yes.\n\nOn 4 March 2024 Sam <sam@example.org> wrote:\n> Is it?\n\n-- \nJane");
    put("2", IntStream.range(0, 30).mapToObj(i -> "Line " + i).collect(Collectors.joining("\n")));
    put("3", "x".repeat(100_000));
    put("gone", "Here.");
    await("gone");
  }

  @AfterAll
  static void stop() throws Exception {
    jobs.close();
    server.close();
  }

  private static void put(String id, String text) {
    var mail =
        Map.of(
            "id",
            id,
            "mailbox",
            "m",
            "timestamp",
            "2026-01-31T12:00:00Z",
            "mime_content",
            "From: Jane <jane@example.com>\nMessage-ID: <" + id + ">\n\n" + text);
    assertThat(server.admin().put(EMAILS, Map.of("emails", List.of(mail))).status()).isEqualTo(200);
  }

  private static void await(String id) {
    Eventually.holds(
        "the mail is a comment",
        PATIENCE,
        () -> server.admin().get(COMMENTS + comment(id)).status() == 200);
  }

  private static String comment(String id) {
    return HexFormat.of().formatHex(("<" + id + ">").getBytes(StandardCharsets.UTF_8));
  }

  private static Answer origin(Client client, String id, String query) {
    return client.get(COMMENTS + comment(id) + "/origin" + query);
  }

  private static JsonNode shown(String id, String query) {
    var answer = origin(server.admin(), id, query);
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return answer.json().get("origin");
  }

  @Test
  void everyLineIsShownWithWhatItIsAndWhy() {
    var origin = shown("1", "");
    assertThat(origin.get("email_id").asText()).isEqualTo("1");
    assertThat(origin.get("kept").isNull()).isTrue();
    assertThat(origin.get("total").asInt()).isEqualTo(7);
    assertThat(
            origin
                .get("lines")
                .valueStream()
                .filter(line -> !line.get("text").asText().isEmpty())
                .map(line ->
                    line.get("line")
                        + " "
                        + line.get("mark").asText()
                        + " "
                        + line.get("rule").asText()))
        .containsExactly(
            "1 body own",
            "3 quote attribution",
            "4 quote quoted-line",
            "6 signature delimiter",
            "7 signature delimiter");
  }

  @Test
  void linesComeInPages() {
    var page = shown("2", "?limit=10&after=25").get("lines");
    assertThat(page).hasSize(5);
    assertThat(page.get(0).get("line").asInt()).isEqualTo(26);
    assertThat(page.get(0).get("text").asText()).isEqualTo("Line 25");
    assertThat(shown("2", "?after=999999999").get("lines")).isEmpty();
    assertThat(origin(server.admin(), "2", "?after=x").message()).contains("'after'", "'x'");
  }

  @Test
  void ofALongLineTheBeginningIsShown() {
    var line = shown("3", "").get("lines").get(0);
    assertThat(line.get("text").asText()).hasSize(65_536);
    assertThat(line.get("cut").asInt()).isEqualTo(100_000 - 65_536);
  }

  @Test
  void whatCountsIsThePermissionInTheProjectOfTheBucket() {
    var items = List.of("buckets-items-read");
    var both = server.user("both", Map.of("reading", List.of("alerts-read"), "keeping", items));
    assertThat(origin(both, "1", "").status()).isEqualTo(200);
    var here = server.user("here", Map.of("reading", items));
    assertThat(origin(here, "1", "").status()).isEqualTo(403);
    assertThat(origin(here, "1", "").message()).doesNotContain("keeping");
    var there = server.user("there", Map.of("keeping", items));
    assertThat(origin(there, "1", "").status()).isEqualTo(404);
    var less = server.user("less", Map.of("reading", items, "keeping", List.of("alerts-read")));
    assertThat(origin(less, "1", "").message()).contains("keeping", "buckets-items-read");
  }

  @Test
  void whatHasNoMailHasNoOrigin() {
    var posted = Map.of("id", "posted", "timestamp", "2026-01-31T12:00:00Z", "messages", List.of());
    server.admin().post("/api/v1/sources/reading/mail/sync", Map.of("comments", List.of(posted)));
    var none = server.admin().get(COMMENTS + "posted/origin");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.message()).contains("was not loaded from a mail");
    assertThat(server.admin().get(COMMENTS + "other/origin").message()).contains("No such comment");
    server.admin().delete(EMAILS + "?id=gone");
    var gone = origin(server.admin(), "gone", "");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.message()).contains("no longer in its bucket");
  }

  @Test
  void aMailThatIsTooLargeForTheMemoryIsNotRead() {
    assertThat(OriginRoutes.largest(480 << 20)).isEqualTo(10 << 20);
  }
}
