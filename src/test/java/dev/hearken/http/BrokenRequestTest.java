package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.RawConnection;
import dev.hearken.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests whose bodies are not what their heads promise, and what becomes of their connections.
@Tag("database")
class BrokenRequestTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String put(String token, String rest) {
    return "PUT /api/v1/sources/DefaultProject/broken HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + token
        + "\r\n"
        + rest;
  }

  private static String put(String rest) {
    return put(server.admin().token(), rest);
  }

  private static void assertRefused(RawConnection.Answer answer, int status, String message) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().get("status").asText()).isEqualTo("error");
    assertThat(answer.json().get("message").asText()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "-1\r\n", "2\r\n{}x\r\n", "2\r\n{}\r\n0\r\n: y\r\n\r\n"})
  void malformedChunksAreTheClientsMistake(String chunks) {
    try (var connection = new RawConnection(server.address())) {
      connection.send(put("Transfer-Encoding: chunked\r\n\r\n" + chunks));
      var answer = connection.answer();
      assertRefused(answer, 400, "chunks are malformed");
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void aBodyThatEndsEarlyIsTheClientsMistake() {
    for (var framing :
        List.of("Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")) {
      try (var connection = new RawConnection(server.address())) {
        connection.send(put(framing)).end();
        assertRefused(connection.answer(), 400, "ends before it is complete");
      }
    }
  }

  @Test
  void whatTheServerDoesNotUnderstandAtAllIsNoFailureOfTheServer() {
    for (var line :
        List.of("GET / HTTP/1.2", "GET / HTTP/9", "GET / HTTP/1.1\r\nTransfer-Encoding: gzip")) {
      try (var connection = new RawConnection(server.address())) {
        var answer = connection.ask(line, "Host: x");
        assertRefused(answer, 400, "");
        assertThat(answer.headers()).containsEntry("connection", "close");
        assertThat(connection.isClosed()).isTrue();
      }
    }
  }

  @Test
  void whoIsRefusedInTheMiddleOfALargeBodyHearsWhy() {
    try (var connection = new RawConnection(server.address())) {
      connection.send(put("nobodys", "Content-Length: 5000000\r\n\r\n"));
      connection.send(new byte[5_000_000]);
      var answer = connection.answer();
      assertRefused(answer, 401, "unknown");
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void aSmallBodyThatNobodyReadsIsSkipped() {
    try (var connection = new RawConnection(server.address())) {
      for (int i = 0; i < 3; i++) {
        connection.send(put("nobodys", "Content-Length: 50000\r\n\r\n" + "x".repeat(50_000)));
        assertRefused(connection.answer(), 401, "unknown");
      }
      assertThat(connection.ask("GET /health/live HTTP/1.1", "Host: x").status()).isEqualTo(200);
    }
  }

  @Test
  void aRefusalBeforeTheBodyIsSentDoesNotWaitForIt() {
    try (var connection = new RawConnection(server.address())) {
      long start = System.nanoTime();
      connection.send(put("nobodys", "Expect: 100-continue\r\nContent-Length: 5000000\r\n\r\n"));
      assertRefused(connection.answer(), 401, "unknown");
      assertThat(connection.isClosed()).isTrue();
      assertThat(System.nanoTime() - start).isLessThan(1_500_000_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}{}",
        "+1",
        "{\"source\":NaN}",
        "{\"source\":\u001e}",
        "{\"source\":1e99999999999}",
        "{\"a\":1,\"a\":1}",
        "[1",
        "{\"a\":tru}"
      })
  void messagesAboutJsonDoNotTellWhatReadsIt(String body) {
    var message = server.admin().put("/api/v1/sources/DefaultProject/broken", body).message();

    assertThat(message).isNotBlank().doesNotContain("`", "com.", "Json", "Feature", "Constraints");
  }

  @Test
  void aNumberWithoutEndIsRefusedWithoutTheNameOfALibrary() {
    var body = "{\"source\":{\"title\":%s}}".formatted("9".repeat(5_000));
    var answer = server.admin().put("/api/v1/sources/DefaultProject/broken", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("5000").doesNotContain("`");
  }

  @Test
  void whatCannotBeStoredIsFoundHoweverDeepItLies() {
    var body = "{\"source\":" + "[".repeat(3_900) + "\"\\ud800\"" + "]".repeat(3_900) + "}";
    var answer = server.admin().put("/api/v1/sources/DefaultProject/broken", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith("The field 'source[0][0]").contains("U+D800");
    assertThat(answer.message().length()).isLessThan(300);
  }
}
