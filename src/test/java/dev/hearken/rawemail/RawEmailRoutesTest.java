package dev.hearken.rawemail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
class RawEmailRoutesTest {
  private static final String SOURCE = "/api/v1/sources/DefaultProject/raw";
  private static final String HEADER =
      "Message-ID: <1@x>\\nIn-Reply-To: <0@x>\\nFrom: a@one.example\\nTo: b@two.example\\nSubject: S\\nDate: Sat, 31 Jan 2026 12:00:00 +0000";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
    server.admin().put(SOURCE, "{\"source\":{}}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer sync(String documents, String rest) {
    return server
        .admin()
        .post(
            SOURCE + "/sync-raw-emails",
            "{%s\"documents\": [%s], \"transform_tag\": \"generic.0.CONVKER5\"}"
                .formatted(rest, documents));
  }

  private static String document(String headers, String body, String rest) {
    return "{\"raw_email\": {\"headers\": %s, \"body\": %s, \"attachments\": [%s]}%s}"
        .formatted(
            headers,
            body,
            "{\"name\": \"a.pdf\", \"size\": 1000, \"content_type\": \"pdf\"}",
            rest);
  }

  @Test
  void aMailIsACommentWhoseIdIsThatOfItsMessageId() {
    var document = document("{\"raw\": \"" + HEADER + "\"}", "{\"plain\": \"Text\"}", "");
    var answer = sync(document, "\"include_comments\": true, ");
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    assertThat(answer.json().get("new").asInt()).isEqualTo(1);
    var id = HexFormat.of().formatHex("<1@x>".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.json().get("comments").toString())
        .isEqualTo(
            "[{\"id\":\"%s\",\"timestamp\":\"2026-01-31T12:00:00.000000+00:00\",\"thread_id\":\"<0@x>\","
                    .formatted(id)
                + "\"messages\":[{\"from\":\"a@one.example\",\"to\":[\"b@two.example\"],"
                + "\"sent_at\":\"2026-01-31T12:00:00.000000+00:00\",\"body\":{\"text\":\"Text\"},"
                + "\"subject\":{\"text\":\"S\"}}],"
                + "\"user_properties\":{\"string:Sender Domain\":\"one.example\",\"string:Recipient Domain\":\"two.example\"},"
                + "\"attachments\":[{\"name\":\"a.pdf\",\"size\":1000,\"content_type\":\"pdf\"}]}]");
    assertThat(server.admin().get(SOURCE + "/comments/" + id).status()).isEqualTo(200);
    var again = sync(document, "\"include_comments\": false, ");
    assertThat(again.json().get("unchanged").asInt()).isEqualTo(1);
    assertThat(again.json().get("comments")).isEmpty();
  }

  @Test
  void headersMayBeParsedAndTheBodyHtml() {
    var answer =
        sync(
            document(
                "{\"parsed\": {\"from\": \"a@one.example\", \"SUBJECT\": \"S\", \"Date\": \"Sat, 31 Jan 2026 12:00:00 +0000\"}}",
                "{\"html\": \"<p>Text</p>\"}",
                ", \"comment_id\": \"given\", \"user_properties\": {\"string:Team\": \"t\", \"number:N\": 1.50}"),
            "\"include_comments\": true, ");
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    var comment = answer.json().at("/comments/0");
    assertThat(comment.get("id").asText()).isEqualTo("given");
    assertThat(comment.get("thread_id").asText()).isEqualTo("given");
    assertThat(comment.at("/messages/0/body/text").asText()).isEqualTo("Text");
    assertThat(comment.at("/messages/0/subject/text").asText()).isEqualTo("S");
    assertThat(comment.at("/user_properties/string:Team").asText()).isEqualTo("t");
    assertThat(comment.at("/user_properties/number:N").asText()).isEqualTo("1.5");
  }

  @Test
  void namedPropertiesWinOverWhatTheMailSays() {
    var document =
        document(
            "{\"raw\": \"" + HEADER + "\"}",
            "{\"plain\": \"\"}",
            ", \"user_properties\": {\"string:Sender Domain\": \"mine\"}");
    var plain = sync(document, "\"include_comments\": true, ");
    var overridden =
        sync(
            document,
            "\"override_user_properties\": [\"string:Sender Domain\"], \"include_comments\": true, ");
    var path = "/comments/0/user_properties/string:Sender Domain";
    assertThat(plain.json().at(path).asText()).isEqualTo("one.example");
    assertThat(overridden.json().at(path).asText()).isEqualTo("mine");
  }

  @Test
  void aRichRecipeGivesTheStructureAndItComesBackUnchanged() {
    var document =
        document(
            "{\"raw\": \"" + HEADER.replace("<1@x>", "<rich@x>") + "\"}",
            "{\"html\": \"<p>One <b>two</b></p><blockquote type=cite>Three</blockquote>\"}",
            ", \"comment_id\": \"rich\"");
    var answer =
        server
            .admin()
            .post(
                SOURCE + "/sync-raw-emails",
                "{\"documents\": [%s], \"transform_tag\": \"generic-rich.0.HEARKEN1\"}"
                    .formatted(document));
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    var comment = server.admin().get(SOURCE + "/comments/rich").json().get("comment");
    assertThat(comment.at("/messages/0/body").toString())
        .isEqualTo(
            "{\"text\":\"One two\",\"text_markup\":[{\"kind\":\"paragraph\",\"paragraph_kind\":\"p\","
                + "\"children\":[{\"kind\":\"text\",\"span\":{\"start\":0,\"end\":4}},"
                + "{\"kind\":\"style\",\"style_kind\":\"b\",\"children\":[{\"kind\":\"text\","
                + "\"span\":{\"start\":4,\"end\":7}}]}]}]}");
    var sent =
        Map.of(
            "id",
            "rich",
            "timestamp",
            comment.get("timestamp"),
            "thread_id",
            comment.get("thread_id"),
            "messages",
            comment.get("messages"),
            "user_properties",
            comment.get("user_properties"),
            "attachments",
            comment.get("attachments"));
    var synced = server.admin().post(SOURCE + "/sync", Map.of("comments", List.of(sent)));
    assertThat(synced.json().path("unchanged").asInt()).as(synced.message()).isEqualTo(1);
    assertThat(
            server
                .admin()
                .get(SOURCE + "/comments/rich?include_markup=false")
                .json()
                .at("/comment/messages/0/body")
                .toString())
        .isEqualTo("{\"text\":\"One two\"}");
  }

  @Test
  void noDocumentsAreNoError() {
    assertThat(sync("", "").json().get("new").asInt()).isZero();
  }

  @Test
  void anUnknownTagIsRefusedInTheWordsClientsKnow() {
    var answer =
        server
            .admin()
            .post(
                SOURCE + "/sync-raw-emails",
                "{\"transform_tag\": \"foo.1.BAR\", \"documents\": []}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message()).startsWith("The value 'foo.1.BAR' is not a valid transform tag.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"documents\": []} | 'transform_tag' is missing",
        "{\"transform_tag\": \"generic.0.CONVKER5\"} | 'documents' is missing",
        "{\"transform_tag\": 1, \"documents\": []} | 'transform_tag' is not as it must be",
        "{\"transform_tag\": \"generic.0.CONVKER5\", \"documents\": {}} | 'documents' is not as it must be",
        "{\"transform_tag\": \"generic.0.CONVKER5\", \"documents\": [], \"more\": 1} | Unknown field 'more'",
        "{\"transform_tag\": \"generic.0.CONVKER5\", \"documents\": [{}]} | 'documents[0].raw_email' is missing",
        "{\"transform_tag\": \"generic.0.CONVKER5\", \"documents\": [1]} | 'documents[0]' is 1; it must be a JSON object",
        "{\"transform_tag\": \"generic.0.CONVKER5\", \"documents\": [{\"raw_email\": {\"body\": {\"plain\": \"\"}}}]} | headers' is missing",
        "{\"transform_tag\": \"generic.0.CONVKER5\", \"documents\": [{\"raw_email\": {\"headers\": {\"raw\": \"\"}}}]} | body' is missing",
        "[] | is no JSON object",
        "{ | no valid JSON"
      })
  void whatIsWrongIsNamed(String body, String message) {
    var answer = server.admin().post(SOURCE + "/sync-raw-emails", body);
    assertThat(answer.status()).as(body).isEqualTo(400);
    assertThat(answer.message()).as(body).contains(message);
  }

  @Test
  void ofTwoHeadersOrBodiesOnlyOneMayBeThere() {
    for (var document :
        new String[] {
          document("{\"raw\": \"\", \"parsed\": {}}", "{\"plain\": \"\"}", ""),
          document("{\"raw\": \"\"}", "{\"plain\": \"\", \"html\": \"\"}", "")
        }) {
      assertThat(sync(document, "").message()).contains("left out");
    }
  }

  @Test
  void aMailWithoutAnIdNeedsOneOfItsComment() {
    var answer = sync(document("{\"raw\": \"From: a@x\"}", "{\"plain\": \"\"}", ""), "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("comment_id", "no Message-ID");
  }

  @Test
  void whatATagMeansCanBeAsked() {
    var path = "/api/_private/sources/email-transform/tag:";
    assertThat(server.admin().get(path + "generic.0.CONVKER5").json().get("text_format").asText())
        .isEqualTo("plain");
    assertThat(server.admin().get(path + "foo.1.BAR").status()).isEqualTo(404);
    var rich =
        server
            .admin()
            .get(path + "generic.0.CONVKER5")
            .json()
            .get("rich_text_upgrade_tag")
            .asText();
    assertThat(server.admin().get(path + rich).json().has("rich_text_upgrade_tag")).isFalse();
  }
}
