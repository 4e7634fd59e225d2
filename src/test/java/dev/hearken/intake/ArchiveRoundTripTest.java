package dev.hearken.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.Eventually;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Client;
import dev.hearken.archive.Untarred;
import dev.hearken.job.Jobs;
import dev.hearken.translation.MarkingTranslator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is exported, imported elsewhere and exported there has the same bytes, but for the times of
/// the servers.
@Tag("database")
class ArchiveRoundTripTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MANY = 1_200;
  private static final String PROJECT = "moved";

  @TempDir private Path folder;

  private static final String RICH =
      """
      {"id":"rich-é","timestamp":"2026-01-31T13:00:00.123456+01:00","thread_id":"t \u20ac","text_format":"markdown",
       "messages":[{"from":"a@example.com","to":["b@example.com","ü"],"cc":[],"sent_at":"2026-01-31T11:59:00Z",
         "subject":{"text":"S"},"body":{"text":"x\\ny \\ud83d\\ude00","text_markup":{"tag":"p","children":[{"text":"x"}]}},
         "signature":{"text":"s"}}],
       "user_properties":{"string:Name":"secret","number:N":1.50,"number:Big":1e20,"number:Small":-0.000001},
       "attachments":[{"name":"a","size":18446744073709551615,"content_type":"x/y","content_hash":"%s"},{"name":"b","size":0,"content_type":""}]}
      """
          .replace("\n", " ");

  /// What is translated, and how it is left when it is not to be.
  private static final String FOREIGN =
      """
      {"id":"foreign","timestamp":"2026-01-30T12:00:00Z","messages":[
       {"subject":{"text":"es tema"},"body":{"text":"es hola \ud83d\ude00","text_markup":{"tag":"p","n":1e20}},
        "signature":{"text":"es yo"},"from":"a@example.com","cc":null,"sent_at":"2026-01-30T12:00:00+01:00"},
       {"body":{"text":"own","translated_from":"es propio"}},
       {"language":"de","body":{"text":"say \\"hello\\""}},
       {"body":{"text":"fr bonjour"}}]}
      """
          .replace("\n", " ");

  private static void ok(TestServer.Answer answer) {
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
  }

  private static void fill(TestServer server) throws Exception {
    var admin = server.admin();
    ok(
        admin.put(
            "/api/_private/projects/" + PROJECT,
            Map.of(
                "project", Map.of("title", "Moved ü", "description", "D"), "user_ids", List.of())));
    var buckets = "/api/_private/buckets/" + PROJECT + "/";
    var made =
        admin.put(buckets + "mail", "{\"bucket\":{\"bucket_type\":\"emails\",\"title\":\"M\"}}");
    ok(made);
    ok(
        admin.put(
            buckets + "mail/retention", "{\"retention\":{\"days\":30000,\"by\":\"arrival\"}}"));
    var sources = "/api/v1/sources/" + PROJECT + "/";
    ok(
        admin.put(
            sources + "letters",
            Map.of("source", Map.of("bucket_id", made.json().at("/bucket/id").asText()))));
    ok(
        admin.put(
            sources + "reviews",
            "{\"source\":{\"title\":\"R\",\"language\":\"fr\",\"should_translate\":true,\"sensitive_properties\":[\"Name\"],\"_kind\":\"call\"}}"));
    ok(admin.put(sources + "empty", "{\"source\":{}}"));
    ok(admin.put(sources + "reviews/retention", "{\"retention\":{\"days\":30000}}"));
    ok(admin.put(buckets + "mail/emails", mails()));
    var hash = upload(admin, server, "reviews", "rich/attachments/0", "Attached");
    ok(
        admin.post(
            sources + "reviews/sync",
            "{\"comments\":[" + RICH.formatted(hash) + "," + FOREIGN + "," + many() + "]}"));
    upload(admin, server, "reviews", "c7/audio", "Spoken");
  }

  private static String many() {
    return IntStream.range(0, MANY)
        .mapToObj(i ->
            "{\"id\":\"c%d\",\"timestamp\":\"2026-01-%02dT12:00:00Z\",\"messages\":[{\"body\":{\"text\":\"%s%d\"}}]}"
                .formatted(i, 1 + i % 28, i % 2 == 0 ? "es " : "", i))
        .collect(Collectors.joining(","));
  }

  private static String mails() {
    var part =
        "Content-Type: multipart/mixed; boundary=b\\r\\n\\r\\n--b\\r\\n\\r\\nHello \\u0000 \\udce9\\r\\n--b\\r\\nContent-Disposition: attachment; filename=a.txt\\r\\n\\r\\nfile\\r\\n--b--\\r\\n";
    return IntStream.range(0, 30)
        .mapToObj(i ->
            "{\"id\":\"m %d\",\"mailbox\":\"m\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"mime_content\":\"Message-ID: <%d@x>\\r\\nIn-Reply-To: <%d@x>\\r\\nSubject: s\\r\\n%s\"}"
                .formatted(i, i, i / 2, part))
        .collect(Collectors.joining(",", "{\"emails\":[", "]}"));
  }

  private static String upload(
      Client admin, TestServer server, String source, String path, String text) throws Exception {
    var answer =
        send(
            HttpRequest.newBuilder(
                    URI.create(
                        server.address()
                            + "/api/_private/sources/"
                            + PROJECT
                            + "/"
                            + source
                            + "/comments/"
                            + path))
                .header("Authorization", "Bearer " + admin.token())
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString(text))
                .build());
    return new String(answer, StandardCharsets.UTF_8)
        .replaceAll("(?s).*\"content_hash\":\"(.{64})\".*", "$1");
  }

  private static byte[] send(HttpRequest request) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  private static byte[] export(TestServer server) throws Exception {
    return send(
        HttpRequest.newBuilder(
                URI.create(server.address() + "/api/v1/projects/" + PROJECT + "/export"))
            .header("Authorization", "Bearer " + server.admin().token())
            .build());
  }

  private static void awaitRest(TestServer server) {
    Eventually.holds(
        "all is loaded and translated", PATIENCE, () -> isLoaded(server) && isTranslated(server));
  }

  private static boolean isLoaded(TestServer server) {
    return server
            .sql()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT (SELECT count(*) FROM email_load) + (SELECT count(*) FROM source_load WHERE walked IS NOT NULL)")
                    .mapTo(Long.class)
                    .one())
        == 0;
  }

  /// Without the times of the server, and what happened on it.
  private static Map<String, String> kept(byte[] archive) {
    var texts = new TreeMap<>(Untarred.of(archive).texts());
    texts.keySet().removeIf(name -> name.matches("export\\.json|.*times-.*|audit-.*"));
    texts.computeIfPresent("end.json", (_, end) -> end.replaceAll(",?\"audit_events\":\\d+", ""));
    return texts;
  }

  private static boolean isTranslated(TestServer server) {
    return server
            .admin()
            .get("/api/v1/sources/" + PROJECT + "/reviews/loading")
            .json()
            .at("/loading/translation/waiting")
            .asInt()
        == 0;
  }

  @Test
  void theBytesAreTheSame() throws Exception {
    byte[] first;
    try (var server = new TestServer(new MarkingTranslator().means());
        Jobs _ = server.work()) {
      fill(server);
      awaitRest(server);
      first = export(server);
    }
    var before = kept(first);
    assertThat(before.keySet())
        .contains(
            "buckets/mail/emails-00001.jsonl",
            "sources/letters/comments-00001.jsonl",
            "sources/reviews/recordings-00001.jsonl",
            "sources/reviews/translations-00001.jsonl");
    assertThat(before.get("end.json"))
        .contains(
            "\"comments\":" + (MANY + 32),
            "\"emails\":30",
            "\"contents\":2",
            "\"translations\":" + (MANY / 2 + 1),
            "\"recordings\":1");
    var translator = new MarkingTranslator();
    try (var server = new TestServer(translator.means())) {
      var file = Files.write(folder.resolve("first.tar"), first);
      try (Jobs _ = server.work()) {
        var run = ImportRun.of(server, file);
        assertThat(run.refusal()).isEmpty();
        assertThat(run.out()).contains("translations: 601 new, 0 updated, 0 unchanged");
        awaitRest(server);
        assertThat(kept(export(server))).isEqualTo(before);
        assertThat(translator.asked()).isEmpty();
        assertThat(ImportRun.of(server, file).out())
            .contains(
                "comments: 0 new, 0 updated, 1,232 unchanged",
                "e-mails: 0 new, 0 updated, 30 ",
                "translations: 0 new, 0 updated, 601 unchanged");
      }
    }
  }

  @Test
  void eachLineOfCommentsCanBeSyncedByItself() throws Exception {
    try (var server = new TestServer()) {
      fill(server);
      var archive = Untarred.of(export(server));
      var lines = archive.lines("sources/reviews/comments-*.jsonl");
      assertThat(lines).hasSize(MANY + 2);
      var answer =
          server
              .admin()
              .post(
                  "/api/v1/sources/" + PROJECT + "/reviews/sync",
                  "{\"comments\":[" + String.join(",", lines) + "]}");
      assertThat(answer.json().get("unchanged").asInt()).isEqualTo(MANY + 2);
    }
  }
}
