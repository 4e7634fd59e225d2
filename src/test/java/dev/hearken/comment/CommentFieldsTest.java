package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.RawConnection;
import dev.hearken.http.Generator;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is sent comes back as it was.
@Tag("database")
class CommentFieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static CommentCalls calls;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  @Test
  void everyFieldComesBackAsItWasSent() throws Exception {
    var id = calls.source("whole");
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

    assertThat(calls.counts(calls.sync("whole", sent))).isEqualTo("1 0 0 0 0");

    var found = calls.read("whole", "one");
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
    assertThat(found.get("attachments"))
        .isEqualTo(JSON.readTree(attachments.replace(", \"attachment_reference\": \"r\"", "")));
    assertThat(found.get("user_properties"))
        .isEqualTo(JSON.readTree("{\"string:b\": \"\", \"number:a\": 1.0}"));
    assertThat(calls.counts(calls.sync("whole", found.toString())))
        .as("as read")
        .isEqualTo("0 0 1 0 0");
    assertThat(
            calls
                .server()
                .admin()
                .get(calls.path("whole", "one") + "?include_markup=false")
                .json()
                .toString())
        .doesNotContain("markup")
        .contains("\"translated_from\":\"u\"");
  }

  @Test
  void deepMarkupAndTheFormOfNumbersSurvive() {
    calls.source("deep");
    var deep = "[".repeat(3_900) + "1.0,41,1e5,0.12345678901234567,-0.0,1E400" + "]".repeat(3_900);
    var sent =
        "{\"id\":\"d\",\"timestamp\":\"2026-01-31\\u005412:00:00Z\",\"messages\":[{\"body\":{\"text\":\"\",\"text_markup\":"
            + deep
            + "}}],\"user_properties\":{\"number:a\":1.0,\"number:b\":41,\"number:c\":1e5,\"number:d\":0.12345678901234567,\"number:e\":4.9e-324}}";
    calls.sync("deep", sent);

    var found = calls.server().admin().get(calls.path("deep", "d")).whole().body();
    assertThat(found).contains(deep);
    assertThat(found).contains("\"number:a\": 1.0", "\"number:b\": 41", "\"number:c\": 100000");
    assertThat(found).contains("\"number:d\": 0.12345678901234567");
    assertThat(calls.server().admin().get(CommentCalls.PRIVATE + "deep/comments").whole().body())
        .contains(deep);
    assertThat(
            calls
                .server()
                .admin()
                .get(CommentCalls.PRIVATE + "deep/comments?include_markup=false")
                .whole()
                .body())
        .doesNotContain("markup");
  }

  @Test
  void everyLegalIdIsFoundAndEveryCodePointStays() {
    calls.source("points");
    var ids =
        List.of("...", "#%<a>@b", "ä.ö?&=+;,:", "😀", "x".repeat(1_024), "!\"$'()*[\\]^_`{|}~");
    for (var id : ids) {
      store("points", id);
      assertThat(calls.read("points", id).get("id").asText()).isEqualTo(id);
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
      calls
          .server()
          .admin()
          .post(CommentCalls.IN_DEFAULT + "points/sync", Map.of("comments", List.of(sent)));
      assertThat(calls.read("points", "all").at("/messages/0/body/text").asText()).isEqualTo(text);
    }
  }

  private static void store(String source, String id) {
    var comment = Map.of("id", id, "timestamp", "2026-01-31T12:00:00Z", "messages", List.of());
    var answer =
        calls
            .server()
            .admin()
            .post(CommentCalls.IN_DEFAULT + source + "/sync", Map.of("comments", List.of(comment)));
    assertThat(answer.status()).as(id + answer.message()).isEqualTo(200);
  }

  @Test
  void idsAreFoundWithoutBeingEncodedToo() {
    calls.source("plain");
    for (var id : List.of("<a@b>", "ä.ö&=+;,:", "😀", "!\"$'()*[\\]^_`{|}~")) {
      store("plain", id);
      try (var connection = new RawConnection(calls.server().address())) {
        var head =
            """
            GET %splain/comments/%s HTTP/1.1
            Host: localhost
            Authorization: Bearer %s

            """
                .formatted(CommentCalls.IN_DEFAULT, id, calls.server().admin().token())
                .replace("\n", "\r\n");
        var answer = connection.send(head.getBytes(StandardCharsets.UTF_8)).answer();
        assertThat(answer.json().at("/comment/id").asText()).as(answer.body()).isEqualTo(id);
      }
    }
  }

  static List<Generator> generators() {
    return Generator.several(40);
  }

  @ParameterizedTest
  @MethodSource("generators")
  void randomCommentsComeBackAsTheyWereSent(Generator random) {
    calls.source("random");
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

    calls
        .server()
        .admin()
        .post(CommentCalls.IN_DEFAULT + "random/sync", Map.of("comments", List.of(sent)));

    var found = calls.read("random", (String) sent.get("id"));
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
