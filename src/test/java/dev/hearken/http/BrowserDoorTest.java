package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.RawConnection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What browsers are told, over real sockets.
class BrowserDoorTest {
  private static final Routes THINGS =
      () ->
          List.of(
              Route.get("/things", _ -> Answer.of("text", "x".repeat(5_000))).withoutToken(),
              Route.put("/things", _ -> Answer.ok()));

  private @Nullable Server server;

  private RawConnection connection(String origins) throws IOException {
    server =
        Server.start(
            new Listener(
                "127.0.0.1",
                0,
                "",
                Optional.empty(),
                TrustedProxies.NONE,
                Origins.parse(origins).orElseThrow(),
                Limits.STANDARD),
            List.of(THINGS),
            _ -> Optional.empty());
    return new RawConnection(server.address());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static RawConnection.Answer askForLeave(
      RawConnection connection, String path, String origin) {
    return connection.ask(
        "OPTIONS " + path + " HTTP/1.1",
        "Host: x",
        "Origin: " + origin,
        "Access-Control-Request-Method: PUT",
        "Access-Control-Request-Headers: authorization,content-type");
  }

  private static void assertNoLeave(RawConnection.Answer answer) {
    assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void withoutOriginsNobodyIsGivenLeave() throws IOException {
    try (var connection = connection("")) {
      var asked = askForLeave(connection, "/things", "https://app.example.com");
      assertThat(asked.status()).isEqualTo(405);
      assertNoLeave(asked);
      var answer = connection.ask("GET /things HTTP/1.1", "Host: x", "Origin: http://a.example");
      assertNoLeave(answer);
      assertThat(answer.headers().getOrDefault("vary", "")).doesNotContain("Origin");
    }
  }

  @Test
  void aNamedOriginIsGivenLeave() throws IOException {
    try (var connection = connection("https://app.example.com, http://localhost:3000")) {
      var asked = askForLeave(connection, "/things", "http://localhost:3000");
      assertThat(asked.status()).isEqualTo(200);
      assertThat(asked.body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(asked.headers())
          .containsEntry("access-control-allow-origin", "http://localhost:3000")
          .containsEntry("access-control-allow-methods", "GET, HEAD, PUT")
          .containsEntry(
              "access-control-allow-headers",
              "Authorization, Content-Type, Content-Encoding, X-Request-Id")
          .containsEntry("access-control-max-age", "600")
          .containsEntry("vary", "Origin")
          .containsEntry("x-content-type-options", "nosniff")
          .doesNotContainKey("access-control-allow-credentials");
    }
  }

  @Test
  void itsAnswersMayBeReadRefusalsToo() throws IOException {
    try (var connection = connection("https://app.example.com")) {
      for (var request : List.of("GET /things", "PUT /things", "GET /nowhere", "PATCH /things")) {
        var answer =
            connection.ask(request + " HTTP/1.1", "Host: x", "Origin: https://app.example.com");
        assertThat(answer.headers())
            .as(request)
            .containsEntry("access-control-allow-origin", "https://app.example.com")
            .containsEntry(
                "access-control-expose-headers", "X-Request-Id, Server-Timing, Retry-After")
            .doesNotContainKey("access-control-allow-credentials");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example.com",
        "http://app.example.com",
        "https://app.example.com:8443",
        "https://app.example.com.evil.example",
        "HTTPS://APP.EXAMPLE.COM",
        "null",
        "*",
        ""
      })
  void otherOriginsAreNot(String origin) throws IOException {
    try (var connection = connection("https://app.example.com")) {
      var asked = askForLeave(connection, "/things", origin);
      assertThat(asked.status()).isEqualTo(405);
      assertNoLeave(asked);
      var answer = connection.ask("GET /things HTTP/1.1", "Host: x", "Origin: " + origin);
      assertThat(answer.status()).isEqualTo(200);
      assertNoLeave(answer);
      assertThat(answer.headers().get("vary")).contains("Origin");
    }
  }

  @Test
  void whatIsToBeRefusedIsRefusedHereToo() throws IOException {
    try (var connection = connection("https://app.example.com")) {
      assertThat(askForLeave(connection, "/nowhere", "https://app.example.com").status())
          .isEqualTo(404);
      var noQuestion =
          connection.ask("OPTIONS /things HTTP/1.1", "Host: x", "Origin: https://app.example.com");
      assertThat(noQuestion.status()).isEqualTo(405);
      assertThat(noQuestion.headers()).containsEntry("allow", "GET, HEAD, PUT");
      assertThat(askForLeave(connection, "/%C3", "https://app.example.com").status())
          .isEqualTo(400);
    }
  }

  @Test
  void packedAnswersVaryInBothWays() throws IOException {
    try (var connection = connection("https://app.example.com")) {
      connection.send(
          "GET /things HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example.com\r\nAccept-Encoding: gzip\r\n\r\n");
      var answer = connection.answer();
      assertThat(answer.headers())
          .containsEntry("content-encoding", "gzip")
          .containsEntry("access-control-allow-origin", "https://app.example.com");
      assertThat(answer.headers().get("vary")).contains("Origin").contains("Accept-Encoding");
    }
  }
}
