package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.RawConnection;
import dev.hearken.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the front door says before any feature is asked, over real sockets.
@Tag("database")
class FrontDoorTest {
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

  @ParameterizedTest
  @CsvSource({
    "GET /nowhere HTTP/1.1, 404",
    "GET /api HTTP/1.1, 404",
    "GET /api/v1/sources/a/b/c/d HTTP/1.1, 404",
    "PATCH /api/v1/sources HTTP/1.1, 405",
    "OPTIONS /api/v1/sources HTTP/1.1, 405",
    "get /api/v1/sources HTTP/1.1, 405",
    "TRACE /api/v1/sources HTTP/1.1, 405",
    "GET /api/v1/sources/%zz HTTP/1.1, 400",
    "GET /api/v1/sources/%C3 HTTP/1.1, 400",
    "GET /api/v1/sources/%00 HTTP/1.1, 400",
    "GET /api/v1/sources/a%2 HTTP/1.1, 400",
    "GET /api/v1/projects/DefaultProject/export?source=%00 HTTP/1.1, 400",
    "GET /api/v1/sources HTTP/1.2, 400",
    "GARBAGE, 400",
    "GET  HTTP/1.1, 400",
  })
  void everyRefusalWearsTheEnvelope(String line, int status) {
    try (var connection = server.connection()) {
      connection.ask(line, "Host: x", server.admin().bearer()).assertRefused(status);
    }
  }

  @Test
  void contradictionsOfHttpAreRefusedInTheEnvelopeToo() {
    for (var headers :
        List.of(
            List.of("Host: x", "Host: y"),
            List.<String>of(),
            List.of("Host: x", "Content-Length: 5", "Content-Length: 6"),
            List.of("Host: x", "Content-Length: -1"),
            List.of("Host: x", "Content-Length: 5", "Transfer-Encoding: chunked"),
            List.of("Host: x", " folded"))) {
      try (var connection = server.connection()) {
        connection.send("GET " + SOURCES + " HTTP/1.1\r\n");
        headers.forEach(header -> connection.send(header + "\r\n"));
        connection.send("\r\n").answer().assertRefused(400);
      }
    }
  }

  @Test
  void theAllowHeaderListsWhatMayBeSent() {
    try (var connection = server.connection()) {
      var answer = connection.ask("PATCH " + SOURCE + " HTTP/1.1", "Host: x");
      answer.assertRefused(405);
      assertThat(answer.headers()).containsEntry("allow", "GET, HEAD, POST, PUT");
    }
  }

  @Test
  void refusalsComeInOneOrder() {
    try (var connection = server.connection()) {
      var wrongInEveryWay = List.of("Host: x", "Content-Type: text/html", "Content-Length: 3");
      send(connection, "PUT /nowhere", wrongInEveryWay).assertRefused(404);
    }
    try (var connection = server.connection()) {
      send(
              connection,
              "PATCH " + SOURCE,
              List.of("Host: x", "Content-Type: text/html", "Content-Length: 3"))
          .assertRefused(405);
    }
    try (var connection = server.connection()) {
      send(
              connection,
              "PUT " + SOURCE,
              List.of("Host: x", "Content-Type: text/html", "Content-Length: 3"))
          .assertRefused(401);
    }
    try (var connection = server.connection()) {
      send(
              connection,
              "PUT " + SOURCE,
              List.of(
                  "Host: x",
                  server.admin().bearer(),
                  "Content-Type: text/html",
                  "Content-Length: 3"))
          .assertRefused(415);
    }
    assertThat(server.admin().put("/api/v1/sources/nowhere/door", "{").status()).isEqualTo(400);
    assertThat(server.admin().put("/api/v1/sources/nowhere/door", "{\"source\":{}}").status())
        .isEqualTo(404);
  }

  private static RawConnection.Answer send(
      RawConnection connection, String line, List<String> headers) {
    return connection
        .send(line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\nxyz")
        .answer();
  }

  @ParameterizedTest
  @CsvSource({
    "'', There is no token",
    "Bearer, There is no token",
    "'Bearer ', There is no token",
    "Basic YWJj, There is no token",
    "Bearer nobodys, unknown",
    "bearer a b, There is no token",
  })
  void withoutAValidTokenNobodyEnters(String header, String message) {
    try (var connection = server.connection()) {
      var answer =
          connection.ask("GET " + SOURCES + " HTTP/1.1", "Host: x", "Authorization: " + header);
      answer.assertRefused(401);
      assertThat(answer.json().get("message").asText()).contains(message);
      assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    }
  }

  @Test
  void theSchemeIsReadInAnyCase() {
    var answer =
        server
            .with(null)
            .send("GET", SOURCES, null, "Authorization", "bEaReR " + server.admin().token());
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void everythingIsUnderTheBasePathAsWell() {
    for (var path :
        List.of(
            "/org/tenant/reinfer_/api/v1/sources",
            "/org/tenant/reinfer_//api/v1/sources",
            "//api/v1/sources",
            SOURCES)) {
      assertThat(server.admin().get(path).status()).as(path).isEqualTo(200);
    }
    assertThat(server.admin().get("/org/tenant/reinfer_//auth/user").status()).isEqualTo(200);
    assertThat(server.with(null).get("/org/tenant/reinfer_/health/ready").json().toString())
        .isEqualTo("{\"status\":\"ok\"}");
    assertThat(server.admin().get("/org/tenant/reinfer_x/api/v1/sources").status()).isEqualTo(404);
  }

  @Test
  void headAnswersLikeGetWithoutTheBody() {
    server.admin().put(SOURCE, Map.of("source", Map.of()));
    try (var connection = server.connection()) {
      var get = connection.ask("GET " + SOURCE + " HTTP/1.1", "Host: x", server.admin().bearer());
      var head =
          connection
              .send(
                  "HEAD "
                      + SOURCE
                      + " HTTP/1.1\r\nHost: x\r\n"
                      + server.admin().bearer()
                      + "\r\n\r\n")
              .answer(false);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers().get("content-length"))
          .isEqualTo(get.headers().get("content-length"));
      assertThat(
              connection.send("HEAD /nowhere HTTP/1.1\r\nHost: x\r\n\r\n").answer(false).status())
          .isEqualTo(404);
      assertThat(
              connection
                  .send(
                      "HEAD "
                          + SOURCES
                          + " HTTP/1.1\r\nHost: x\r\n"
                          + server.admin().bearer()
                          + "\r\n\r\n")
                  .answer(false)
                  .status())
          .isEqualTo(200);
      assertThat(
              connection
                  .ask("GET " + SOURCE + " HTTP/1.1", "Host: x", server.admin().bearer())
                  .json())
          .isEqualTo(get.json());
    }
  }

  @Test
  void answersCarryTheRequestIdAndTheTimeTaken() {
    try (var connection = server.connection()) {
      var named =
          connection.ask("GET /nowhere HTTP/1.1", "Host: x", "X-Request-Id: my.request-1_A");
      assertThat(named.headers()).containsEntry("x-request-id", "my.request-1_A");
      assertThat(named.headers().get("server-timing")).matches("total;dur=[0-9.]+");
      var forged = connection.ask("GET /nowhere HTTP/1.1", "Host: x", "X-Request-Id: <script>");
      assertThat(forged.headers().get("x-request-id")).matches("[0-9a-f]{16}");
    }
  }

  @Test
  void theRequestLineMayBeLongButNotWithoutEndAndHeadersMayNot() {
    try (var connection = server.connection()) {
      var ids = "id=" + "x".repeat(1_900_000);
      assertThat(
              connection
                  .ask(
                      "GET " + SOURCES + "?" + ids + " HTTP/1.1",
                      "Host: x",
                      server.admin().bearer())
                  .status())
          .isEqualTo(200);
    }
    try (var connection = server.connection()) {
      connection
          .ask("GET " + SOURCES + "?id=" + "x".repeat(2_200_000) + " HTTP/1.1", "Host: x")
          .assertRefused(414);
    }
    try (var connection = server.connection()) {
      connection
          .ask("GET " + SOURCES + " HTTP/1.1", "Host: x", "X-Long: " + "x".repeat(70_000))
          .assertRefused(431);
    }
    try (var connection = server.connection()) {
      connection
          .ask("GET " + SOURCES + " HTTP/1.1", "Host: x", "X-Long: " + "x".repeat(3_000_000))
          .assertRefused(431);
    }
  }

  @Test
  void aQueryThatCannotBeReadIsRefused() {
    for (var query : List.of("force=%zz", "force=maybe", "force=true&force=true", "force=%C3")) {
      try (var connection = server.connection()) {
        var answer =
            connection.ask(
                "DELETE /api/_private/projects/DefaultProject?" + query + " HTTP/1.1",
                "Host: x",
                server.admin().bearer());
        answer.assertRefused(400);
      }
    }
  }

  @Test
  void requestsFollowOneAnotherOnOneConnection() {
    try (var connection = server.connection()) {
      var request =
          "GET " + SOURCES + " HTTP/1.1\r\nHost: x\r\n" + server.admin().bearer() + "\r\n\r\n";
      connection.send(request.repeat(50));
      for (int i = 0; i < 50; i++) {
        assertThat(connection.answer().status()).isEqualTo(200);
      }
    }
  }
}
