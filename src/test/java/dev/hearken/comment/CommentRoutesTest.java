package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import dev.hearken.http.Generator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("database")
class CommentRoutesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IN_DEFAULT = "/api/v1/sources/DefaultProject/";
  private static final String PRIVATE = "/api/_private/sources/DefaultProject/";
  private static final int UPLOADERS = 8;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String source(String name) {
    return server
        .admin()
        .put(IN_DEFAULT + name, "{\"source\":{\"sensitive_properties\":[\"Secret\"]}}")
        .json()
        .at("/source/id")
        .asText();
  }

  private static String comment(String id, String rest) {
    return """
    {"id": "%s", "timestamp": "2026-01-31T12:00:00Z", "messages": [{"body": {"text": "x"}}]%s}
    """
        .formatted(id, rest);
  }

  private static Answer sync(String source, String... comments) {
    return sync(server.admin(), source, comments);
  }

  private static Answer sync(TestServer.Client client, String source, String... comments) {
    return client.post(
        IN_DEFAULT + source + "/sync", "{\"comments\":[" + String.join(",", comments) + "]}");
  }

  private static String counts(Answer answer) {
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return List.of("new", "updated", "unchanged", "updated_text_changed", "updated_properties_only")
        .stream()
        .map(name -> answer.json().get(name).asText())
        .collect(Collectors.joining(" "));
  }

  private static String path(String source, String id) {
    return IN_DEFAULT
        + source
        + "/comments/"
        + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode read(String source, String id) {
    return server.admin().get(path(source, id)).json().get("comment");
  }

  @Test
  void everyFieldComesBackAsItWasSent() throws Exception {
    var id = source("whole");
    var text =
        "{\"text\": \"t\", \"translated_from\": \"u\", \"text_markup\": [{\"b\": 1.0, \"a\": null}],"
            + " \"translated_from_markup\": {\"9\": [true]}}";
    var messages =
        """
        [{"subject": {"text": "s", "translated_from": null}, "body": %s, "signature": %s,
          "language": "de", "from": "a", "to": ["b", "b"], "cc": [], "bcc": null,
          "sent_at": "2020-01-01T02:00:00.123456789+02:00"}, {"body": {"text": ""}}]
        """
            .formatted(text, text);
    var attachments =
        "[{\"name\": \"n\", \"size\": 18446744073709551615, \"content_type\": \".pdf\", \"inline\": true,"
            + " \"content_hash\": \"h\", \"attachment_reference\": \"r\"}]";
    var sent =
        """
        {"id": "one", "timestamp": "2026-01-31T12:00:00.1234567+01:00", "thread_id": "t",
         "messages": %s, "attachments": %s, "text_format": "markdown", "_future": {},
         "user_properties": {"string:b": "", "number:a": 1.0}, "uid": "x", "created_at": 7}
        """
            .formatted(messages, attachments);

    assertThat(counts(sync("whole", sent))).isEqualTo("1 0 0 0 0");

    var found = read("whole", "one");
    assertThat(found.get("uid").asText()).isEqualTo(id + ".one");
    assertThat(found.get("timestamp").asText()).isEqualTo("2026-01-31T11:00:00.123456+00:00");
    assertThat(found.get("thread_id").asText()).isEqualTo("t");
    assertThat(found.get("text_format").asText()).isEqualTo("markdown");
    assertThat(found.get("has_annotations").booleanValue()).isFalse();
    assertThat(found.get("messages"))
        .isEqualTo(
            JSON.readTree(
                messages.replace(
                    "2020-01-01T02:00:00.123456789+02:00", "2020-01-01T00:00:00.123456+00:00")));
    assertThat(found.get("attachments")).isEqualTo(JSON.readTree(attachments));
    assertThat(found.get("user_properties"))
        .isEqualTo(JSON.readTree("{\"string:b\": \"\", \"number:a\": 1.0}"));
    assertThat(counts(sync("whole", found.toString()))).as("as read").isEqualTo("0 0 1 0 0");
    assertThat(server.admin().get(path("whole", "one") + "?include_markup=false").json().toString())
        .doesNotContain("markup")
        .contains("\"translated_from\":\"u\"");
  }

  @Test
  void deepMarkupAndTheFormOfNumbersSurvive() {
    source("deep");
    var deep = "[".repeat(3_900) + "1.0,41,1e5,0.12345678901234567,-0.0,1E400" + "]".repeat(3_900);
    var sent =
        "{\"id\":\"d\",\"timestamp\":\"2026-01-31\\u005412:00:00Z\",\"messages\":[{\"body\":{\"text\":\"\",\"text_markup\":"
            + deep
            + "}}],\"user_properties\":{\"number:a\":1.0,\"number:b\":41,\"number:c\":1e5,\"number:d\":0.12345678901234567,\"number:e\":4.9e-324}}";
    sync("deep", sent);

    var found = server.admin().get(path("deep", "d")).whole().body();
    assertThat(found).contains(deep);
    assertThat(found).contains("\"number:a\": 1.0", "\"number:b\": 41", "\"number:c\": 100000");
    assertThat(found).contains("\"number:d\": 0.12345678901234567");
    assertThat(server.admin().get(PRIVATE + "deep/comments").whole().body()).contains(deep);
    assertThat(server.admin().get(PRIVATE + "deep/comments?include_markup=false").whole().body())
        .doesNotContain("markup");
  }

  @Test
  void everyLegalIdIsFoundAndEveryCodePointStays() {
    source("points");
    var ids =
        List.of("...", "#%<a>@b", "ä.ö?&=+;,:", "😀", "x".repeat(1_024), "!\"$'()*[\\]^_`{|}~");
    for (var id : ids) {
      var sent = Map.of("id", id, "timestamp", "2026-01-31T12:00:00Z", "messages", List.of());
      var answer =
          server.admin().post(IN_DEFAULT + "points/sync", Map.of("comments", List.of(sent)));
      assertThat(answer.status()).as(id + answer.message()).isEqualTo(200);
      assertThat(read("points", id).get("id").asText()).isEqualTo(id);
    }
    var all = new StringBuilder();
    IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
        .filter(point -> point < 0xd800 || point > 0xdfff)
        .forEach(all::appendCodePoint);
    int half = all.offsetByCodePoints(0, 600_000);
    for (var text : List.of(all.substring(0, half), all.substring(half))) {
      var message = Map.of("body", Map.of("text", text));
      var sent =
          Map.of("id", "all", "timestamp", "2026-01-31T12:00:00Z", "messages", List.of(message));
      server.admin().post(IN_DEFAULT + "points/sync", Map.of("comments", List.of(sent)));
      assertThat(read("points", "all").at("/messages/0/body/text").asText()).isEqualTo(text);
    }
  }

  @Test
  void countersCountTheDifferentIdsOfTheWholeBodyAndTheLastWins() {
    source("counts");
    assertThat(
            counts(
                sync(
                    "counts",
                    comment("a", ""),
                    comment("b", ""),
                    comment("a", ",\"thread_id\":\"2\""))))
        .isEqualTo("2 0 0 0 0");
    assertThat(read("counts", "a").get("thread_id").asText()).isEqualTo("2");
    var changed = comment("a", ",\"thread_id\":\"2\",\"user_properties\":{\"number:n\":1}");
    assertThat(counts(sync("counts", changed, comment("b", ""), comment("c", ""))))
        .isEqualTo("1 1 1 0 1");
    assertThat(counts(sync("counts", changed.replace(":1}", ":1.0}")))).isEqualTo("0 0 1 0 0");
    assertThat(counts(sync("counts", comment("b", "").replace("\"x\"", "\"y\""))))
        .isEqualTo("0 1 0 1 0");
    assertThat(counts(sync("counts"))).isEqualTo("0 0 0 0 0");
  }

  @Test
  void aBodyOverEightMebibytesIsStoredSliceBySliceAllOrNothing() {
    source("large");
    var text = "y".repeat(6_000);
    var comments =
        IntStream.range(0, 2_500)
            .mapToObj(i -> comment("c" + i, "").replace("\"x\"", "\"" + text + "\""))
            .toArray(String[]::new);
    var last = comments[2_499];
    comments[2_499] = last.replace("2026-01-31T", "");
    var refused = sync("large", comments);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).contains("'comments[2499].timestamp'", "'c2499'", "'12:00:00Z'");
    assertThat(read("large", "c0")).isNull();

    comments[2_499] = last;
    assertThat(counts(sync("large", comments))).isEqualTo("2500 0 0 0 0");
    assertThat(counts(sync("large", comments))).isEqualTo("0 0 2500 0 0");
    assertThat(read("large", "c2499").at("/messages/0/body/text").asText()).isEqualTo(text);
  }

  @Test
  void pagesHoldWhileRowsComeAndGo() {
    source("pages");
    IntStream.range(0, 40)
        .forEach(
            i -> sync("pages", comment("p" + i, "").replace("12:00", "12:%02d".formatted(i / 4))));
    var seen = new ArrayList<String>();
    var after = "";
    do {
      var page =
          server
              .admin()
              .get(
                  PRIVATE + "pages/comments?limit=7&to_timestamp=2026-01-31T12%3A08%3A00Z" + after);
      page.json().get("comments").forEach(each -> seen.add(each.get("id").asText()));
      var continuation = page.json().path("continuation").asText();
      after = continuation.isEmpty() ? "" : "&after=" + continuation;
      var last = seen.getLast();
      assertThat(server.admin().delete(IN_DEFAULT + "pages/comments?id=" + last).status())
          .isEqualTo(200);
      sync("pages", comment("early" + seen.size(), "").replace("12:00", "11:00"));
    } while (!after.isEmpty());

    assertThat(seen).doesNotHaveDuplicates().hasSize(36);
    assertThat(
            server
                .admin()
                .get(PRIVATE + "pages/comments?limit=999&from_timestamp=2026-01-31T12:09:00Z")
                .json()
                .get("comments"))
        .hasSize(4);
    assertThat(server.admin().get(PRIVATE + "pages/comments?limit=0").status()).isEqualTo(400);
    assertThat(server.admin().get(PRIVATE + "pages/comments?after=x").status()).isEqualTo(400);
  }

  @Test
  void hiddenPropertiesAreNeitherShownNorErasedNorGuessed() {
    source("hidden");
    var blind = server.user("blind", Map.of("DefaultProject", List.of("sources-add-comments")));
    var secret =
        ",\"user_properties\":{\"string:Secret\":\"1\",\"number:Secret\":2,\"string:Open\":\"o\"}";
    sync("hidden", comment("h", secret));
    var before = read("hidden", "h").get("last_modified");

    assertThat(blind.get(path("hidden", "h")).whole().body())
        .doesNotContain("Secret")
        .contains("Open");
    assertThat(blind.get(PRIVATE + "hidden/comments").whole().body()).doesNotContain("Secret");
    for (var guess : List.of("1", "other", "1")) {
      var sent = secret.replace("\"1\"", "\"" + guess + "\"");
      assertThat(counts(sync(blind, "hidden", comment("h", sent)))).isEqualTo("0 0 1 0 0");
      assertThat(read("hidden", "h").at("/user_properties/string:Secret").asText())
          .isEqualTo(guess);
      assertThat(read("hidden", "h").get("last_modified")).isEqualTo(before);
    }
    var open = ",\"user_properties\":{\"string:Open\":\"p\"}";
    assertThat(counts(sync(blind, "hidden", comment("h", open)))).isEqualTo("0 1 0 0 1");
    assertThat(read("hidden", "h").get("user_properties")).hasSize(3);
    server.admin().post(IN_DEFAULT + "hidden", "{\"source\":{\"sensitive_properties\":[]}}");
    assertThat(blind.get(path("hidden", "h")).whole().body()).contains("Secret");
  }

  @Test
  void fiveHundredIdsAreDeletedInOneCallAndUnknownOnesAreNoError() {
    source("many");
    sync("many", comment("a", ""), comment("b", ""), comment("c", ""), comment("kept", ""));
    var ids =
        IntStream.range(0, 500)
            .mapToObj(i -> "&id=" + "z".repeat(196) + i)
            .collect(Collectors.joining());
    assertThat(server.admin().delete(IN_DEFAULT + "many/comments?ids=a,b&id=c" + ids).status())
        .isEqualTo(200);
    assertThat(server.admin().get(PRIVATE + "many/comments").json().get("comments")).hasSize(1);
    assertThat(server.admin().delete(IN_DEFAULT + "many/comments").status()).isEqualTo(400);
  }

  @Test
  void aDeletedSourceIsEmptyAtOnceAndItsRowsGoInTheBackground() throws Exception {
    var id = source("gone");
    sync("gone", comment("a", ""), comment("b", ""));
    server.admin().delete("/api/v1/sources/id:" + id);
    assertThat(server.admin().get(path("gone", "a")).status()).isEqualTo(404);
    source("gone");
    assertThat(server.admin().get(PRIVATE + "gone/comments").json().get("comments")).isEmpty();

    var bits = Long.parseUnsignedLong(id, 16);
    try (var jobs = server.hearken().work()) {
      assertThat(jobs).isNotNull();
      for (int i = 0; i < 2_000 && rows(bits) > 0; i++) {
        Thread.sleep(5);
      }
    }
    assertThat(rows(bits)).isZero();
  }

  private static long rows(long source) {
    return server
        .sql()
        .withHandle(handle ->
            handle
                .createQuery("SELECT count(*) FROM comment WHERE source_id = :source")
                .bind("source", source)
                .mapTo(Long.class)
                .one());
  }

  @Test
  void syncTakesAtMostFourStatementsAndGetTwo() {
    source("statements");
    long before = server.database().statements();
    sync("statements", comment("a", ""), comment("b", ""));
    long between = server.database().statements();
    read("statements", "a");
    assertThat(between - before).isLessThanOrEqualTo(4);
    assertThat(server.database().statements() - between).isLessThanOrEqualTo(2);
  }

  @Test
  void overlappingBatchesNeitherFailNorLose() throws Exception {
    source("rush");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Answer>>();
      for (int i = 0; i < UPLOADERS * 4; i++) {
        int round = i;
        answers.add(
            threads.submit(() -> {
              var ids =
                  new ArrayList<>(
                      IntStream.range(0, 60).map(n -> (n * 7 + round * 13) % 100).boxed().toList());
              return sync(
                  "rush",
                  ids.stream()
                      .map(n -> comment("r" + n, ",\"thread_id\":\"" + round + "\""))
                      .toArray(String[]::new));
            }));
      }
      for (var answer : answers) {
        var json = answer.get().json();
        assertThat(answer.get().status()).as(answer.get().message()).isEqualTo(200);
        assertThat(
                json.get("new").asInt()
                    + json.get("updated").asInt()
                    + json.get("unchanged").asInt())
            .isEqualTo(60);
      }
    }
    assertThat(server.admin().get(PRIVATE + "rush/comments?limit=256").json().get("comments"))
        .hasSize(100);
  }

  static List<Generator> generators() {
    return Generator.several(40);
  }

  @ParameterizedTest
  @MethodSource("generators")
  void randomCommentsComeBackAsTheyWereSent(Generator random) {
    source("random");
    var message = new LinkedHashMap<String, Object>();
    message.put("body", Map.of("text", random.text(300), "text_markup", random.json(5)));
    message.put("subject", Map.of("text", random.text(40)));
    message.put("to", random.list(4, () -> "a" + random.text(20)));
    var sent = new LinkedHashMap<String, Object>();
    sent.put("messages", List.of(message));
    sent.put("timestamp", "2026-01-31T12:00:00.000000+00:00");
    sent.put("thread_id", random.text(50));
    var properties = new LinkedHashMap<String, Object>();
    new TreeSet<>(random.list(5, () -> random.text(20)))
        .forEach(name -> properties.put("string:x" + name, random.text(50)));
    properties.put("number:n", random.bits());
    sent.put("user_properties", properties);
    sent.put("id", random.name() + random.bits());

    server.admin().post(IN_DEFAULT + "random/sync", Map.of("comments", List.of(sent)));

    var found = read("random", (String) sent.get("id"));
    sent.forEach((name, value) -> assertThat(found.get(name).toString()).as(name).isNotEmpty());
    JsonNode expected = JSON.valueToTree(sent);
    sent.keySet()
        .forEach(name -> assertThat(found.get(name)).as(name).isEqualTo(json(expected.get(name))));
  }

  private static JsonNode json(JsonNode node) {
    try {
      return JSON.readTree(node.toString());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
