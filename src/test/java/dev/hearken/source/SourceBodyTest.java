package dev.hearken.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All that a body can get wrong, on create and on update alike.
@Tag("database")
class SourceBodyTest {
  private static final String PATH = "/api/v1/sources/DefaultProject/body";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
    server.admin().put(PATH, Map.of("source", Map.of()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // the body as a whole
        "``                                          | is empty",
        "nonsense                                    | no valid JSON",
        "{                                           | no valid JSON",
        "{\"source\":{}} x                           | no valid JSON",
        "{\"source\":{}}{}                           | no valid JSON",
        "[]                                          | The body is an array; it must be a JSON object",
        "null                                        | The body is null; it must be a JSON object",
        "\"source\"                                  | The body is 'source'; it must be a JSON object",
        "{}                                          | 'source' is missing",
        "{\"source\":null}                           | 'source' is null; it must be a JSON object",
        "{\"source\":[]}                             | 'source' is an array; it must be a JSON object",
        "{\"source\":{},\"sauce\":1}                 | Unknown field 'sauce'; known here: source",
        "{\"source\":{\"a\":1,\"a\":2}}              | Duplicate field 'a'",
        "{\"source\":{},\"source\":{}}               | Duplicate field 'source'",
        // texts
        "{\"source\":{\"title\":1}}                  | 'source.title' is 1; it must be a string",
        "{\"source\":{\"title\":null}}               | 'source.title' is null; it must be a string",
        "{\"source\":{\"title\":{}}}                 | 'source.title' is an object; it must be a string",
        "{\"source\":{\"description\":[]}}           | 'source.description' is an array; it must be a string",
        "{\"source\":{\"title\":\"a\\u0000b\"}}      | 'source.title' holds the character U+0000",
        "{\"source\":{\"title\":\"\\ud83d\"}}        | 'source.title' holds the lone surrogate U+D83D",
        "{\"source\":{\"title\":\"\\ude00\\ud83d\"}} | 'source.title' holds the lone surrogate U+DE00",
        "{\"source\":{\"ti\\u0000tle\":1}}           | 'source' holds the character U+0000",
        // the rest
        "{\"source\":{\"titel\":\"x\"}}              | Unknown field 'source.titel'; known here: title, description",
        "{\"source\":{\"should_translate\":\"yes\"}} | 'source.should_translate' is 'yes'; it must be true or false",
        "{\"source\":{\"should_translate\":0}}       | 'source.should_translate' is 0; it must be true or false",
        "{\"source\":{\"language\":\"klingon\"}}     | 'source.language' is 'klingon'; it must be en, Multilingual",
        "{\"source\":{\"language\":\"EN\"}}          | 'source.language' is 'EN'; it must be",
        "{\"source\":{\"_kind\":\"Chat Room\"}}      | 'source._kind' is 'Chat Room'; it must be 1 to 64 characters",
        "{\"source\":{\"_kind\":\"\"}}               | 'source._kind' is ''; it must be 1 to 64 characters",
        "{\"source\":{\"sensitive_properties\":\"a\"}}   | 'source.sensitive_properties' is 'a'; it must be an array of strings",
        "{\"source\":{\"sensitive_properties\":[\"a\",7]}} | 'source.sensitive_properties[1]' is 7; it must be a string",
        "{\"source\":{\"sensitive_properties\":[null]}}  | 'source.sensitive_properties[0]' is null; it must be a string",
        "{\"source\":{\"sensitive_properties\":[\"\"]}}  | 'source.sensitive_properties[0]' is ''; it must be a string that is not empty",
        "{\"source\":{\"sensitive_properties\":[\"a\",\"\\ud800\"]}} | 'source.sensitive_properties[1]' holds the lone surrogate U+D800",
        "{\"source\":{\"bucket_id\":\"xyz\"}}        | 'source.bucket_id' is 'xyz'; it must be an id of 16 lower-case hexadecimal digits",
        "{\"source\":{\"bucket_id\":\"0123456789ABCDEF\"}} | it must be an id of 16 lower-case hexadecimal digits",
        "{\"source\":{\"bucket_id\":17}}             | 'source.bucket_id' is 17; it must be an id",
        "{\"source\":{\"email_transform_tag\":5}}    | 'source.email_transform_tag' is 5; it must be a string",
        "{\"source\":{\"email_transform_version\":-1}}  | 'source.email_transform_version' is -1; it must be a whole number",
        "{\"source\":{\"email_transform_version\":1.5}} | 'source.email_transform_version' is 1.5; it must be a whole number",
        "{\"source\":{\"email_transform_version\":2147483648}} | it must be a whole number from 0 to 2147483647",
        "{\"source\":{\"owner\":\"Other\"}}          | 'source.owner' is 'Other', but the path says 'DefaultProject'",
        "{\"source\":{\"name\":\"other\"}}           | 'source.name' is 'other', but the path says 'body'",
      })
  void isRefusedByNameAndValue(String body, String message) {
    for (var method : List.of("PUT", "POST")) {
      var answer = server.admin().send(method, PATH, body);
      assertThat(answer.message()).as(method).contains(message);
      assertThat(answer.status()).as(method).isEqualTo(400);
      assertThat(answer.json().get("status").asText()).isEqualTo("error");
    }
  }

  @Test
  void lengthsAreCountedInCodePoints() {
    assertThat(status(Map.of("title", "😀".repeat(128)))).isEqualTo(200);
    assertThat(status(Map.of("title", "😀".repeat(129)))).isEqualTo(400);
    assertThat(status(Map.of("description", "😀".repeat(16_384)))).isEqualTo(200);
    assertThat(status(Map.of("description", "😀".repeat(16_385)))).isEqualTo(400);
    assertThat(status(Map.of("sensitive_properties", List.of("😀".repeat(256))))).isEqualTo(200);
    assertThat(status(Map.of("sensitive_properties", List.of("😀".repeat(257))))).isEqualTo(400);
    var names = java.util.stream.IntStream.range(0, 4_097).mapToObj(i -> "property " + i).toList();
    assertThat(status(Map.of("sensitive_properties", names))).isEqualTo(400);
    assertThat(status(Map.of("sensitive_properties", names.subList(0, 4_096)))).isEqualTo(200);
  }

  private static int status(Map<String, ?> fields) {
    return server.admin().post(PATH, Map.of("source", fields)).status();
  }

  @Test
  void everyOtherCodePointIsKept() {
    var text = "\u0001\t\n\r\u001f\u007f\u0085\u2028\ufeff\ufffe\uffff\uD83D\uDE00\uDBFF\uDFFF";

    var answer = server.admin().post(PATH, Map.of("source", Map.of("description", text)));

    assertThat(answer.json().at("/source/description").asText()).isEqualTo(text);
  }

  @Test
  void fieldsThatOnlyTheServerSetsAreIgnoredAndSoAreTheVendorsOwn() {
    var body =
        """
        {"source": {"id": "x", "created_at": 1, "updated_at": null, "last_modified": {}, "_unheard_of": [],
          "owner": "DefaultProject", "name": "body", "title": "kept"}}
        """;

    assertThat(server.admin().post(PATH, body).json().at("/source/title").asText())
        .isEqualTo("kept");
  }

  @Test
  void nestingIsAllowedThousandsDeepButNotWithoutEnd() {
    for (int depth : List.of(4_001, 100_000)) {
      var body = "{\"source\":{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}}";
      assertThat(server.admin().put(PATH, body).message()).contains("nesting depth");
    }
    var legal = "{\"source\":{\"_x\":" + "[".repeat(3_900) + "]".repeat(3_900) + "}}";
    assertThat(server.admin().post(PATH, legal).status()).isEqualTo(200);
  }

  @Test
  void aBodyOverTheLimitIsRefusedWhicheverWayItComes() {
    var large = "{\"source\":{\"description\":\"" + "x".repeat(2 << 20) + "\"}}";

    var answer = server.admin().put(PATH, large);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.message()).contains("1,048,576");
  }

  @Test
  void aNameThatCannotBeIsRefused() {
    for (var name : List.of("a.b", "a%20b", "%C3%A4", "x".repeat(257))) {
      var answer = server.admin().put("/api/v1/sources/DefaultProject/" + name, "{\"source\":{}}");
      assertThat(answer.status()).as(name).isEqualTo(400);
      assertThat(answer.message()).contains("source name").contains("1 to 256");
    }
    assertThat(server.admin().get("/api/v1/sources/id:xyz").message()).contains("source id 'xyz'");
    assertThat(
            server
                .admin()
                .put("/api/v1/sources/DefaultProject/" + "x".repeat(256), "{\"source\":{}}")
                .status())
        .isEqualTo(200);
  }
}
