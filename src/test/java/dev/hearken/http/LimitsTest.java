package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.Eventually;
import dev.hearken.RawConnection;
import dev.hearken.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every limit, met over a real socket by somebody who means no good.
@Tag("database")
@Timeout(60)
class LimitsTest {
  private static final String SOURCES = "/api/v1/sources";
  private static final Duration SHORT = Duration.ofMillis(500);

  /// Not a part of the limit: what is sent at the moment in which a connection is closed resets it,
  /// and the answer may be lost.
  private static final int DRIP_MILLIS = 150;

  private static final Duration LONG = Duration.ofSeconds(30);

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer("", new Limits(1_000, 16, LONG, SHORT, 10 << 10, SHORT, 0), 2);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawConnection connection() {
    return new RawConnection(server.address());
  }

  private static String get(TestServer of) {
    return "GET " + SOURCES + " HTTP/1.1\r\nHost: x\r\n" + bearer(of) + "\r\n";
  }

  private static String bearer(TestServer of) {
    return "Authorization: Bearer " + of.admin().token() + "\r\n";
  }

  private static String put(String rest) {
    return "PUT "
        + SOURCES
        + "/DefaultProject/slow HTTP/1.1\r\nHost: x\r\n"
        + bearer(server)
        + rest;
  }

  private static void assertRefused(RawConnection.Answer answer, int status, String message) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(answer.headers()).containsKey("x-request-id");
    assertThat(answer.json().get("status").asText()).isEqualTo("error");
    assertThat(answer.json().get("message").asText()).contains(message);
  }

  /// Sends a text character by character, until the server answers or all is sent.
  private static void drip(RawConnection connection, String text, int everyMillis)
      throws InterruptedException {
    for (int i = 0; i < text.length() && !connection.isAnswered(); i++) {
      connection.send(text.substring(i, i + 1));
      Thread.sleep(everyMillis);
    }
  }

  @Test
  void aHeadThatDripsIsAnsweredWithATimeout() throws InterruptedException {
    for (var begin : List.of("", "GET " + SOURCES, get(server), get(server) + "\r\n")) {
      try (var connection = connection()) {
        connection.send(begin);
        if (begin.endsWith("\r\n\r\n")) {
          assertThat(connection.answer().status()).isEqualTo(200);
        }
        long start = System.nanoTime();
        drip(connection, "X-Drip".repeat(100), DRIP_MILLIS);
        assertRefused(connection.answer(), 408, "not complete after");
        assertThat(connection.isClosed()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, LONG);
      }
    }
  }

  @Test
  void emptyLinesWithoutEndAreNoHead() throws InterruptedException {
    try (var connection = connection()) {
      drip(connection, "\r\n".repeat(100), DRIP_MILLIS);
      assertRefused(connection.answer(), 408, "not complete after");
    }
  }

  @Test
  void whoFallsSilentInTheMiddleOfAHeadIsCutOff() {
    try (var connection = connection()) {
      long start = System.nanoTime();
      connection.send("GET " + SOURCES);
      assertRefused(connection.answer(), 408, "not complete after");
      assertThat(connection.isClosed()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(SHORT.minusMillis(50), SHORT.plusSeconds(5));
    }
  }

  @Test
  void aHeadInPiecesIsWaitedForAndAQuietConnectionIsKept() throws InterruptedException {
    try (var connection = connection()) {
      for (int i = 0; i < 2; i++) {
        connection.send("GET " + SOURCES + " HTT");
        Thread.sleep(SHORT.toMillis() / 2);
        connection.send("P/1.1\r\nHost: x\r\n" + bearer(server) + "\r\n");
        assertThat(connection.answer().status()).isEqualTo(200);
        Thread.sleep(SHORT.toMillis() + 200);
      }
    }
  }

  @Test
  void aSlowBodyIsCutOff() throws InterruptedException {
    for (var framing :
        List.of(
            "Content-Length: 100000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")) {
      try (var connection = connection()) {
        connection.send(put(framing));
        assertRefused(connection.answer(), 408, "10,240 bytes a second");
        assertThat(connection.isClosed()).isTrue();
      }
      try (var connection = connection()) {
        connection.send(put(framing));
        drip(
            connection, framing.contains("chunked") ? "1\r\n \r\n".repeat(90) : " ".repeat(90), 20);
        assertRefused(connection.answer(), 408, "10,240 bytes a second");
        assertThat(connection.isClosed()).isTrue();
      }
    }
  }

  @Test
  void trailersThatDripAreCutOffToo() throws InterruptedException {
    try (var connection = connection()) {
      connection.send(put("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"));
      drip(connection, "X-Drip".repeat(100), 50);
      assertRefused(connection.answer(), 408, "10,240 bytes a second");
    }
  }

  @Test
  void aBodyThatComesSlowlyButFastEnoughIsTaken() throws InterruptedException {
    var piece = " ".repeat(4_000);
    int pieces = 20;
    var body = "{\"source\":{}}";
    try (var connection = connection()) {
      connection.send(
          put("Expect: 100-continue\r\nContent-Length: " + (pieces * 4_000 + 13) + "\r\n\r\n"));
      assertThat(connection.answer(false).status()).isEqualTo(100);
      for (int i = 0; i < pieces; i++) {
        connection.send(piece);
        Thread.sleep(100);
      }
      assertThat(connection.send(body).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void slowClientsHoldNeitherADatabaseConnectionNorAPlaceAtWork() throws InterruptedException {
    var slow = new ArrayList<RawConnection>();
    try {
      for (int i = 0; i < 50; i++) {
        slow.add(connection().send(put("Content-Length: 100000\r\n\r\n{")));
      }
      for (int i = 0; i < 50; i++) {
        slow.add(connection().send("GET " + SOURCES + " HTTP/1.1\r\nHost"));
      }
      slow.forEach(each -> each.send(" "));
      long start = System.nanoTime();
      try (var connection = connection()) {
        assertThat(connection.send(get(server) + "\r\n").answer().status()).isEqualTo(200);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(700));
    } finally {
      slow.forEach(RawConnection::close);
    }
  }

  @Test
  void theExcessOfRequestsWaitsForAMomentAndIsThenRefused() throws Exception {
    try (var busy = new TestServer("", new Limits(1_000, 1, LONG, LONG, 10 << 10, LONG, 0), 2);
        var lock = busy.sql().open();
        var first = new RawConnection(busy.address());
        var second = new RawConnection(busy.address());
        var health = new RawConnection(busy.address())) {
      lock.begin();
      lock.execute("LOCK TABLE project");
      var project = "GET " + SOURCES + "/DefaultProject HTTP/1.1\r\nHost: x\r\n" + bearer(busy);
      first.send(project + "\r\n");
      Eventually.holds("the first request is at work", Duration.ofSeconds(20), () -> waits(lock));
      var refused = refusedOnce(second, project);
      assertRefused(refused, 503, "at work on 1 requests");
      assertThat(refused.headers()).containsKey("retry-after");
      assertThat(health.ask("GET /health/live HTTP/1.1", "Host: x").status()).isEqualTo(200);
      lock.rollback();
      assertThat(first.answer().status()).isEqualTo(200);
      assertThat(second.send(project + "\r\n").answer().status()).isEqualTo(200);
    }
  }

  /// Does anybody wait for a table that is locked?
  private static boolean waits(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
              SELECT
              FROM pg_locks l
              JOIN pg_database d ON d.oid = l.database
              WHERE d.datname = current_database() AND l.locktype = 'relation' AND NOT l.granted
            )
            """)
        .mapTo(Boolean.class)
        .one();
  }

  private static RawConnection.Answer refusedOnce(RawConnection connection, String request) {
    long start = System.nanoTime();
    var answer = connection.send(request + "\r\n").answer();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
    return answer;
  }

  @Test
  void furtherConnectionsWaitUntilOneGoes() {
    try (var few = new TestServer(new Limits(2, 16, LONG, LONG, 10 << 10, LONG, 0));
        var first = new RawConnection(few.address());
        var second = new RawConnection(few.address());
        var third = new RawConnection(few.address())) {
      var request = get(few) + "\r\n";
      assertThat(first.send(request).answer().status()).isEqualTo(200);
      assertThat(second.send(request).answer().status()).isEqualTo(200);
      third.send(request);
      assertThat(third.isSilentFor(Duration.ofMillis(300))).isTrue();
      first.send(get(few) + "Connection: close\r\n\r\n").answer();
      assertThat(third.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void anIdleConnectionIsClosed() {
    try (var brief = new TestServer(new Limits(100, 16, SHORT, LONG, 10 << 10, LONG, 0));
        var silent = new RawConnection(brief.address());
        var used = new RawConnection(brief.address())) {
      assertThat(used.send(get(brief) + "\r\n").answer().status()).isEqualTo(200);
      assertThat(used.isClosed()).isTrue();
      assertThat(silent.isClosed()).isTrue();
    }
  }

  @Test
  void whoAsksTooOftenHearsWhenToComeAgain() {
    try (var strict = new TestServer(new Limits(100, 16, LONG, LONG, 10 << 10, LONG, 3));
        var connection = new RawConnection(strict.address())) {
      var request = get(strict) + "\r\n";
      int served = 0;
      var answer = connection.send(request).answer();
      while (answer.status() == 200) {
        served++;
        answer = connection.send(request).answer();
      }
      assertThat(served).isGreaterThanOrEqualTo(3);
      assertRefused(answer, 429, "3 requests a second");
      assertThat(answer.headers()).containsEntry("retry-after", "1");
      assertThat(connection.ask("GET /health/live HTTP/1.1", "Host: x").status()).isEqualTo(200);
    }
  }

  @Test
  void whoAsksTooOftenHasNothingLookedUp() {
    try (var strict = new TestServer(new Limits(100, 16, LONG, LONG, 10 << 10, LONG, 1))) {
      var page = "/api/_private/sources/DefaultProject/none/comments";
      var looked = new ArrayList<String>();
      strict.database().watch((statement, _) -> looked.add(statement.sql()));
      while (strict.admin().get(page).status() != 429) {
        assertThat(looked.getLast()).contains("comment_page");
        looked.clear();
      }
      assertThat(looked).hasSize(1).noneMatch(sql -> sql.contains("comment_page"));
    }
  }
}
