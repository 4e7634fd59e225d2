package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.database.Database;
import dev.hearken.database.Migrations;
import dev.hearken.database.TestDatabase;
import dev.hearken.http.Listener;
import dev.hearken.http.Server;
import dev.hearken.user.Token;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two servers on one database, with pools of their own: what one has answered is true for the
/// other in its next request.
@Tag("database")
class TwoServersTest {
  private static final String ADMIN = "administrator-".repeat(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String PROJECTS = "/api/_private/projects/";
  private static final String USERS = "/api/_private/users";

  /// One of several.
  private static final class One implements AutoCloseable {
    private final Database database;
    private final Hearken hearken;
    private final Server server;
    private final Optional<Token> shown;

    One(TestDatabase on, Optional<Token> configured) throws Exception {
      Migrations.apply(on.dataSource());
      database = Database.open(on.dataSource(), 4);
      hearken = new Hearken(database, Clock.systemUTC());
      var start = hearken.firstStart();
      var admin = start.prepare().orElseThrow();
      server = hearken.serve(Listener.local(""), Optional.empty());
      shown = start.giveToken(admin, configured);
    }

    Answer send(String method, String path, String token, String body) throws Exception {
      var request =
          HttpRequest.newBuilder(URI.create(server.address() + path))
              .header("Authorization", "Bearer " + token)
              .method(method, BodyPublishers.ofString(body))
              .build();
      var answer = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }

    Answer get(String path, String token) throws Exception {
      return send("GET", path, token, "");
    }

    @Override
    public void close() {
      server.close();
      database.close();
    }
  }

  private record Answer(int status, JsonNode json) {
    Answer ok() {
      assertThat(status).as(json.toString()).isEqualTo(200);
      return this;
    }
  }

  private static final class Pair implements AutoCloseable {
    private final TestDatabase database = TestDatabase.fresh();
    private final One left = new One(database, Optional.of(new Token(ADMIN)));
    private final One right = new One(database, Optional.of(new Token(ADMIN)));

    Pair() throws Exception {}

    /// A user who may read sources of the default project, seen by both.
    Reader reader() throws Exception {
      var made =
          left.send(
                  "PUT",
                  USERS,
                  ADMIN,
                  """
                  {"user": {"username": "reader", "email": "reader@example.com", "global_permissions": [],
                    "organisation_permissions": {"DefaultProject": ["sources-read"]}}}
                  """)
              .ok();
      var id = made.json().at("/user/id").asText();
      var token =
          left.hearken
              .tokens()
              .replace(
                  left.hearken.users().system(),
                  left.hearken.users().named(left.hearken.users().system(), "reader").orElseThrow())
              .text();
      return new Reader(id, token);
    }

    @Override
    public void close() {
      left.close();
      right.close();
      database.close();
    }
  }

  private record Reader(String id, String token) {}

  @Test
  void aReplacedOrRevokedTokenIsDeadOnTheOther() throws Exception {
    try (var both = new Pair()) {
      var old = both.reader().token();
      both.right.get("/auth/user", old).ok();

      var token = both.left.send("POST", "/auth/token", old, "{}").ok().json().path("token");

      assertThat(both.right.get("/auth/user", old).status()).isEqualTo(401);
      both.right.get("/auth/user", token.asText()).ok();

      var system = both.left.hearken.users().system();
      var reader = both.left.hearken.users().named(system, "reader").orElseThrow();
      both.left.hearken.tokens().revoke(system, reader);

      assertThat(both.right.get("/auth/user", token.asText()).status()).isEqualTo(401);
    }
  }

  @Test
  void aPermissionThatIsTakenAwayIsGoneOnTheOther() throws Exception {
    try (var both = new Pair()) {
      var reader = both.reader();
      var sources = "/api/v1/sources/DefaultProject";
      both.right.get(sources, reader.token()).ok();

      both.left
          .send(
              "POST",
              USERS + "/" + reader.id(),
              ADMIN,
              "{\"user\": {\"organisation_permissions\": {\"DefaultProject\": []}}}")
          .ok();

      assertThat(both.right.get(sources, reader.token()).status()).isIn(403, 404);

      both.left.send("DELETE", USERS + "/" + reader.id(), ADMIN, "").ok();

      assertThat(both.right.get("/auth/user", reader.token()).status()).isEqualTo(401);
    }
  }

  @Test
  void settingsOfASourceAndItsEndAreSeenOnTheOther() throws Exception {
    try (var both = new Pair()) {
      var path = "/api/v1/sources/DefaultProject/mail";
      var made = both.left.send("PUT", path, ADMIN, "{\"source\": {\"title\": \"one\"}}").ok();
      for (int i = 0; i < 20; i++) {
        var writing = i % 2 == 0 ? both.left : both.right;
        var reading = i % 2 == 0 ? both.right : both.left;
        var body = "{\"source\": {\"title\": \"title %d\"}}".formatted(i);
        var answer = writing.send("POST", path, ADMIN, body).ok();
        assertThat(reading.get(path, ADMIN).ok().json()).isEqualTo(answer.json());
      }
      var byId = "/api/v1/sources/id:" + made.json().at("/source/id").asText();
      both.left.send("DELETE", byId, ADMIN, "").ok();
      assertThat(both.right.get(path, ADMIN).status()).isEqualTo(404);
    }
  }

  @Test
  void overlappingBatchesOnBothNeitherFailNorLose() throws Exception {
    try (var both = new Pair();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var path = "/api/v1/sources/DefaultProject/mail";
      both.left.send("PUT", path, ADMIN, "{\"source\": {}}").ok();
      var together = new CyclicBarrier(8);
      var batches =
          IntStream.range(0, 8)
              .<Callable<Integer>>mapToObj(writer ->
                  () -> {
                    together.await();
                    var one = writer % 2 == 0 ? both.left : both.right;
                    int added = 0;
                    for (int round = 0; round < 5; round++) {
                      var sent = batch(writer, writer * 20 + round * 10);
                      var answer = one.send("POST", path + "/sync", ADMIN, sent).ok();
                      added += answer.json().path("new").asInt();
                    }
                    return added;
                  })
              .toList();
      int added = 0;
      for (var batch : threads.invokeAll(batches)) {
        added += batch.get();
      }
      assertThat(added).isEqualTo(280);
      var list = "/api/_private/sources/DefaultProject/mail/comments?limit=256";
      var first = both.right.get(list, ADMIN).ok().json();
      assertThat(first.path("comments")).hasSize(256);
      var rest = both.left.get(list + "&after=" + first.path("continuation").asText(), ADMIN).ok();
      assertThat(rest.json().path("comments")).hasSize(24);
    }
  }

  /// A hundred comments from a number on, in another order for each writer.
  private static String batch(int writer, int from) {
    var numbers = IntStream.range(from, from + 100).boxed().collect(Collectors.toList());
    Collections.shuffle(numbers, new Random(writer));
    return numbers.stream()
        .map(number ->
            """
            {"id": "c%d", "timestamp": "2026-01-31T12:00:00Z",
              "messages": [{"body": {"text": "by %d"}}]}
            """
                .formatted(number, writer))
        .collect(Collectors.joining(",", "{\"comments\": [", "]}"));
  }

  @Test
  void aCommentIsReadAndDeletedThroughTheOther() throws Exception {
    try (var both = new Pair()) {
      var path = "/api/v1/sources/DefaultProject/mail";
      both.left.send("PUT", path, ADMIN, "{\"source\": {}}").ok();
      for (int i = 0; i < 10; i++) {
        both.left.send("POST", path + "/sync", ADMIN, batch(i, 0)).ok();
        assertThat(
                both.right
                    .get(path + "/comments/c7", ADMIN)
                    .ok()
                    .json()
                    .at("/comment/messages/0/body/text")
                    .asText())
            .isEqualTo("by " + i);
        both.right.send("DELETE", path + "/comments?id=c7", ADMIN, "").ok();
        assertThat(both.left.get(path + "/comments/c7", ADMIN).status()).isEqualTo(404);
      }
    }
  }

  @Test
  void aDeletedBucketIsDetachedOnTheOther() throws Exception {
    try (var both = new Pair()) {
      var bucket =
          both.left
              .send(
                  "PUT",
                  "/api/_private/buckets/DefaultProject/post",
                  ADMIN,
                  "{\"bucket\": {\"bucket_type\": \"emails\"}}")
              .ok()
              .json()
              .at("/bucket/id")
              .asText();
      var path = "/api/v1/sources/DefaultProject/mail";
      both.right
          .send("PUT", path, ADMIN, "{\"source\": {\"bucket_id\": \"%s\"}}".formatted(bucket))
          .ok();

      both.left.send("DELETE", "/api/_private/buckets/id:" + bucket, ADMIN, "").ok();

      assertThat(both.right.get(path, ADMIN).ok().json().at("/source/bucket_id").isTextual())
          .isFalse();
    }
  }

  @Test
  void aDeletedProjectIsGoneOnTheOther() throws Exception {
    try (var both = new Pair()) {
      var admin = both.left.get("/auth/user", ADMIN).ok().json().at("/user/id").asText();
      var body = "{\"project\": {}, \"user_ids\": [\"%s\"]}".formatted(admin);
      both.left.send("PUT", PROJECTS + "short", ADMIN, body).ok();
      both.right.send("PUT", "/api/v1/sources/short/mail", ADMIN, "{\"source\": {}}").ok();

      both.left.send("DELETE", PROJECTS + "short?force=true", ADMIN, "").ok();

      assertThat(both.right.get("/api/v1/sources/short/mail", ADMIN).status()).isEqualTo(404);
      assertThat(both.right.get("/api/v1/sources/short", ADMIN).status()).isEqualTo(404);
    }
  }

  @Test
  void serversThatStartTogetherOnAnEmptyDatabasePrepareItOnce() throws Exception {
    for (int round = 0; round < 3; round++) {
      try (var database = TestDatabase.empty();
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var together = new CyclicBarrier(3);
        Callable<One> start =
            () -> {
              together.await();
              return new One(database, Optional.empty());
            };
        var futures = threads.invokeAll(IntStream.range(0, 3).mapToObj(_ -> start).toList());
        var tokens = new ArrayList<Token>();
        for (var future : futures) {
          future.get().shown.ifPresent(tokens::add);
        }
        assertThat(tokens).hasSize(1);
        for (var future : futures) {
          try (var one = future.get()) {
            one.get("/api/v1/sources/DefaultProject", tokens.getFirst().text()).ok();
            assertThat(one.get("/api/v1/users", tokens.getFirst().text()).ok().json().path("users"))
                .hasSize(1);
          }
        }
      }
    }
  }
}
