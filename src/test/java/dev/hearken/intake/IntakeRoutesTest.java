package dev.hearken.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Client;
import dev.hearken.audit.Audited;
import dev.hearken.http.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `POST …/import`.
@Tag("database")
class IntakeRoutesTest {
  private static TestServer server;
  private static int made;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String project() {
    return "imported-" + ++made;
  }

  private static int status(String path) {
    return server.admin().get(path).status();
  }

  private static long comments(String project, String source) {
    return server
        .admin()
        .post(
            "/api/v1/sources/" + project + "/" + source + "/statistics", "{\"comment_filter\":{}}")
        .json()
        .at("/statistics/num_comments")
        .asLong();
  }

  private record Answer(int status, JsonNode json) {}

  private static Answer post(Client client, String project, String query, byte[] body)
      throws Exception {
    return post(server, client, project, query, body);
  }

  private static Answer post(
      TestServer server, Client client, String project, String query, byte[] body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(server.address() + "/api/v1/projects/" + project + "/import" + query))
            .header("Authorization", "Bearer " + client.token())
            .header("Content-Type", "application/x-tar")
            .POST(BodyPublishers.ofByteArray(body));
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), new ObjectMapper().readTree(answer.body()));
    }
  }

  @Test
  void anArchiveComesInOverHttp() throws Exception {
    var project = project();

    var trial = post(server.admin(), project, "?dry_run=true", TestArchive.full().bytes());
    assertThat(trial.status()).as(trial.json().toString()).isEqualTo(200);
    assertThat(trial.json().at("/import/comments/new").asInt()).isEqualTo(3);
    assertThat(trial.json().at("/import/translations/new").asInt()).isEqualTo(1);
    assertThat(status("/api/v1/sources/" + project)).isEqualTo(404);

    var done = post(server.admin(), project, "", TestArchive.full().packed());
    assertThat(done.json().at("/import/made/project").asBoolean()).isTrue();
    assertThat(done.json().at("/import/made/sources").size()).isEqualTo(2);
    assertThat(done.json().at("/import/emails/new").asInt()).isEqualTo(1);
    assertThat(done.json().at("/import/translations/new").asInt()).isEqualTo(1);
    assertThat(done.json().at("/import/contents").asInt()).isEqualTo(2);
    assertThat(done.json().at("/import/recordings").asInt()).isEqualTo(1);
    assertThat(comments(project, "reviews")).isEqualTo(3);
    var again = post(server.admin(), project, "", TestArchive.full().bytes());
    assertThat(again.json().at("/import/comments/unchanged").asInt()).isEqualTo(3);
    assertThat(Audited.of(server, "project.import").stream().filter(it -> it.contains(project)))
        .hasSize(2)
        .allMatch(it -> it.startsWith("admin: project " + project + ": {\"exported\": "));

    var cut = post(server.admin(), project(), "", Arrays.copyOf(TestArchive.full().bytes(), 6_000));
    assertThat(cut.status()).isEqualTo(400);
    assertThat(cut.json().get("message").asText()).contains("incomplete");
    var bad =
        TestArchive.ofSource("")
            .file("sources/reviews/comments-00001.jsonl", "{}\n" + TestArchive.comment("a", ""))
            .end(2, 0, 0, 0);
    var other = project();
    assertThat(post(server.admin(), other, "", bad.bytes()).status()).isEqualTo(400);
    var skipped = post(server.admin(), other, "?skip_bad=true", bad.bytes());
    assertThat(skipped.json().at("/import/bad").asInt()).isEqualTo(1);
    assertThat(skipped.json().at("/faults/0/place").asText())
        .isEqualTo("sources/reviews/comments-00001.jsonl, line 1");
  }

  @Test
  void aLongImportIsAnsweredThoughNothingMovesOnTheConnectionMeanwhile() throws Exception {
    var limits = Limits.STANDARD;
    try (var impatient =
        new TestServer(
            new Limits(
                limits.connections(),
                limits.requests(),
                Duration.ofMillis(500),
                limits.head(),
                limits.bodyBytesPerSecond(),
                limits.bodyPatience(),
                0))) {
      impatient.admin().put("/api/v1/sources/DefaultProject/reviews", "{\"source\":{}}");
      var body =
          TestArchive.ofComments("reviews", TestArchive.comment("a", ""))
              .getBytes(StandardCharsets.US_ASCII);
      try (var locked = impatient.sql().open()) {
        locked.begin();
        locked.execute("SELECT FROM source WHERE name = 'reviews' FOR UPDATE");
        var release =
            CompletableFuture.runAsync(
                locked::rollback, CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
        var answer = post(impatient, impatient.admin(), "DefaultProject", "", body);
        assertThat(answer.json().at("/import/comments/new").asInt()).isEqualTo(1);
        release.join();
      }
    }
  }

  @Test
  void overHttpEachWriteNeedsItsPermission() throws Exception {
    var project = project();
    post(server.admin(), project, "", TestArchive.full().bytes());
    var reader = server.user("reader" + made, Map.of(project, List.of("sources-read")));
    assertThat(post(reader, project, "", TestArchive.full().bytes()).status()).isEqualTo(403);
    var stranger = server.user("stranger" + made, Map.of());
    assertThat(post(stranger, project, "", TestArchive.full().bytes()).status()).isEqualTo(404);
    assertThat(post(stranger, "never-made", "", TestArchive.full().bytes()).status())
        .isEqualTo(404);

    var all =
        server.user(
            "all" + made,
            Map.of(
                project,
                List.of(
                    "sources-admin",
                    "sources-add-comments",
                    "buckets-write",
                    "buckets-append",
                    "buckets-read")));
    assertThat(post(all, project, "", TestArchive.full().bytes()).status()).isEqualTo(200);

    var translations =
        new TestArchive()
            .file("export.json", TestArchive.HEAD)
            .file(
                "sources/reviews/translations-00001.jsonl",
                TestArchive.translation("a", "x", "Other"))
            .end(0, 0, 0, 0, 1);
    var bucketOnly = server.user("bucket" + made, Map.of(project, List.of("buckets-append")));
    assertThat(post(bucketOnly, project, "", translations.bytes()).status()).isEqualTo(403);
    assertThat(post(bucketOnly, project, "?dry_run=true", translations.bytes()).status())
        .isEqualTo(403);
    var adds = server.user("adds" + made, Map.of(project, List.of("sources-add-comments")));
    var taken = post(adds, project, "", translations.bytes());
    assertThat(taken.json().at("/import/translations/updated").asInt()).isEqualTo(1);

    var maker = server.user("maker" + made, Map.of(), "tenant-admin");
    var fresh = project();
    assertThat(post(maker, fresh, "", TestArchive.full().bytes()).status()).isEqualTo(200);
    assertThat(maker.get("/api/v1/sources/" + fresh + "/reviews").status()).isEqualTo(200);
  }
}
