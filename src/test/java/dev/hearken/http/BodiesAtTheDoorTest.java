package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.RawConnection;
import dev.hearken.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the front door says to bodies, packed or not, over real sockets.
@Tag("database")
class BodiesAtTheDoorTest {
  private static final String SOURCES = "/api/v1/sources";
  private static final String SOURCE = "/api/v1/sources/DefaultProject/door";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer("/org/tenant/reinfer_");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void longAnswersArePackedForThoseWhoAcceptIt() {
    server
        .admin()
        .put(SOURCE + "-long", Map.of("source", Map.of("description", "x".repeat(10_000))));
    try (var connection = server.connection()) {
      for (var path : List.of(SOURCE + "-long", SOURCES)) {
        var packed =
            connection.ask(
                "GET " + path + " HTTP/1.1",
                "Host: x",
                server.admin().bearer(),
                "Accept-Encoding: gzip");
        assertThat(packed.headers()).containsEntry("content-encoding", "gzip");
        var plain = connection.ask("GET " + path + " HTTP/1.1", "Host: x", server.admin().bearer());
        assertThat(plain.headers()).doesNotContainKey("content-encoding");
        assertThat(packed.json()).isEqualTo(plain.json());
      }
      var changed =
          connection
              .send(
                  "POST "
                      + SOURCE
                      + "-long HTTP/1.1\r\nHost: x\r\n"
                      + server.admin().bearer()
                      + "\r\nAccept-Encoding: gzip\r\nContent-Length: 13\r\n\r\n{\"source\":{}}")
              .answer();
      assertThat(changed.headers()).containsEntry("content-encoding", "gzip");
    }
  }

  @Test
  void bodiesMayBePackedWithinTheSameLimits() throws IOException {
    assertThat(
            packed("{\"source\":{\"title\":\"packed\"}}", "gzip")
                .json()
                .at("/source/title")
                .asText())
        .isEqualTo("packed");
    packed("{\"source\":{\"description\":\"" + "x".repeat(50 << 20) + "\"}}", "gzip")
        .assertRefused(413);
    packed("{}", "br").assertRefused(415);
    packed("{}", "gzip, gzip").assertRefused(415);
    try (var connection = server.connection()) {
      var body = "{\"source\":{}}";
      connection
          .send(
              "PUT "
                  + SOURCE
                  + " HTTP/1.1\r\nHost: x\r\n"
                  + server.admin().bearer()
                  + "\r\nContent-Encoding: gzip\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
          .answer()
          .assertRefused(400);
    }
  }

  @Test
  void whatHasNoFieldsMayBeLeftOut() {
    var routes =
        server.routes().stream().filter(route -> route.bodyKind() == BodyKind.NOTHING).toList();
    assertThat(routes).isNotEmpty();
    var client = server.user("brief", Map.of());
    for (var route : routes) {
      var path = route.template().replaceAll("\\{\\w+}", "nowhere");
      if (path.equals("/auth/token")) {
        continue; // It would end the token that the others are asked with.
      }
      var expected = client.post(path, "{}");
      for (var answer : List.of(client.send("POST", path, null), client.post(path, ""))) {
        assertThat(answer.status()).as(path).isEqualTo(expected.status());
        assertThat(answer.message()).as(path).isEqualTo(expected.message());
      }
      assertThat(client.post(path, "{\"title\": \"\"}").status()).as(path).isEqualTo(400);
      assertThat(client.post(path, " ").status()).as(path).isEqualTo(400);
    }
    assertThat(client.send("POST", "/auth/token", null).status()).isEqualTo(200);
    assertThat(server.admin().put(SOURCE + "-empty", "").message()).contains("The body is empty");
  }

  private static RawConnection.Answer packed(String body, String encoding) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    try (var connection = server.connection()) {
      return connection
          .send(
              "PUT "
                  + SOURCE
                  + "-packed HTTP/1.1\r\nHost: x\r\n"
                  + server.admin().bearer()
                  + "\r\nContent-Encoding: "
                  + encoding
                  + "\r\nContent-Length: "
                  + bytes.size()
                  + "\r\n\r\n")
          .send(bytes.toByteArray())
          .answer();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "application/json; charset=utf-8, 200",
    "APPLICATION/JSON, 200",
    "application/vnd.api+json, 200",
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "multipart/form-data; boundary=x, 415",
    "json, 415",
  })
  void theTypeOfABodyIsLookedAt(String type, int status) {
    var answer =
        server.admin().send("PUT", SOURCE + "-typed", "{\"source\":{}}", "Content-Type", type);
    assertThat(answer.status()).isEqualTo(status);
    if (status == 415) {
      assertThat(answer.message()).contains(type).contains("application/json");
    }
  }

  @Test
  void aRequestHiddenInARefusedBodyIsNotExecuted() {
    try (var connection = server.connection()) {
      var hidden =
          "DELETE /api/_private/projects/DefaultProject?force=true HTTP/1.1\r\nHost: x\r\n"
              + server.admin().bearer()
              + "\r\n\r\n";
      var answer =
          connection
              .send(
                  "PUT "
                      + SOURCE
                      + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                      + hidden.length()
                      + "\r\n\r\n"
                      + hidden)
              .answer();
      answer.assertRefused(401);
      assertThat(connection.isClosed()).isTrue();
    }
    assertThat(server.admin().get(SOURCES + "/DefaultProject").status()).isEqualTo(200);
  }
}
