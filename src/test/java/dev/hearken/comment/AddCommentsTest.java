package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `PUT …/comments`: adding, without overwriting (wire contract 2.2.2).
@Tag("database")
class AddCommentsTest {
  private static final String PUBLIC = "/api/v1/sources/DefaultProject/";
  private static final String PRIVATE = "/api/_private/sources/DefaultProject/";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void source(String name) {
    server.admin().put(PUBLIC + name, "{\"source\":{\"sensitive_properties\":[\"Secret\"]}}");
  }

  private static String comment(String id, String text, String more) {
    return """
    {"id": "%s", "timestamp": "2026-01-31T12:00:00Z", "messages": [{"body": {"text": "%s"}}]%s}
    """
        .formatted(id, text, more);
  }

  private static Answer add(TestServer.Client client, String source, String... comments) {
    return client.put(
        PRIVATE + source + "/comments?no_charge=false",
        "{\"comments\":[" + String.join(",", comments) + "]}");
  }

  private static String text(String source, String id) {
    return server
        .admin()
        .get(PUBLIC + source + "/comments/" + id)
        .json()
        .at("/comment/messages/0/body/text")
        .asText();
  }

  @Test
  void theAnswerIsNothingButOkAlsoForTheSameAgain() {
    source("again");
    for (int i = 0; i < 2; i++) {
      var answer = add(server.admin(), "again", comment("a", "1", ""), comment("b", "1", ""));
      assertThat(answer.whole().body()).isEqualTo("{\"status\":\"ok\"}");
    }
    assertThat(text("again", "b")).isEqualTo("1");
    assertThat(add(server.admin(), "again").status()).isEqualTo(200);
  }

  @Test
  void otherContentUnderATakenIdIsAConflictThatNamesItAndNothingIsStored() {
    source("taken");
    add(server.admin(), "taken", comment("a", "1", ""));
    for (var other :
        List.of(
            comment("a", "2", ""),
            comment("a", "1", ",\"thread_id\":\"t\""),
            comment("a", "1", ",\"user_properties\":{\"number:n\":1}"))) {
      for (int i = 0; i < 2; i++) {
        var answer = add(server.admin(), "taken", comment("new", "1", ""), other);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message()).contains("'a'", "'DefaultProject/taken'");
      }
    }
    assertThat(text("taken", "a")).isEqualTo("1");
    assertThat(server.admin().get(PUBLIC + "taken/comments/new").status()).isEqualTo(404);
  }

  @Test
  void theSameIdTwiceInABodyMustHaveTheSameContent() {
    source("twice");
    var one = comment("a", "1", ",\"user_properties\":{\"number:n\":1,\"string:s\":\"\"}");
    var same = comment("a", "1", ",\"user_properties\":{\"string:s\":\"\",\"number:n\":1.0}");
    assertThat(add(server.admin(), "twice", one, comment("b", "1", ""), same).status())
        .isEqualTo(200);
    var refused = add(server.admin(), "twice", comment("c", "1", ""), comment("c", "2", ""));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).contains("comments[0] and comments[1]");
  }

  @Test
  void whatTheCallerCannotSeeIsNeitherComparedNorChanged() {
    source("blind");
    var blind = server.user("adder", Map.of("DefaultProject", List.of("sources-add-comments")));
    add(
        server.admin(),
        "blind",
        comment("a", "1", ",\"user_properties\":{\"string:Secret\":\"x\",\"string:o\":\"y\"}"));
    for (var secret : List.of("", "\"string:Secret\":\"x\",", "\"string:Secret\":\"z\",")) {
      var sent = comment("a", "1", ",\"user_properties\":{" + secret + "\"string:o\":\"y\"}");
      assertThat(add(blind, "blind", sent).status()).as(secret).isEqualTo(200);
    }
    assertThat(
            server
                .admin()
                .get(PUBLIC + "blind/comments/a")
                .json()
                .at("/comment/user_properties/string:Secret")
                .asText())
        .isEqualTo("x");
  }

  @Test
  void ofManyWhoAddOtherContentAtOnceOneWinsAndTheOthersAreTold() throws Exception {
    source("race");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        var id = "r" + round;
        var answers =
            threads
                .invokeAll(
                    IntStream.range(0, 8)
                        .<Callable<Answer>>mapToObj(
                            i -> () -> add(server.admin(), "race", comment(id, "text" + i, "")))
                        .toList())
                .stream()
                .map(answer -> answer.resultNow().status())
                .toList();
        assertThat(answers).containsOnlyOnce(200).contains(409);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(7);
      }
    }
  }
}
