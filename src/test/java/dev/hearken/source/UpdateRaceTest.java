package dev.hearken.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.Eventually;
import dev.hearken.TestServer;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An update that waits for another one is done upon what that left behind, not upon what was there
/// when it came.
@Tag("database")
class UpdateRaceTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
    server.admin().put("/api/v1/sources/DefaultProject/raced", "{\"source\": {}}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "source, raced, /api/v1/sources/DefaultProject/raced",
    "project, DefaultProject, /api/_private/projects/DefaultProject"
  })
  void theLastUpdateWinsAlsoWithTheTitleOfBefore(String thing, String name, String path)
      throws Exception {
    var body = "{\"%s\": {\"title\": \"before\"}}".formatted(thing);
    server.admin().post(path, body);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var other = server.sql().open()) {
      other.begin();
      other
          .createUpdate("UPDATE " + thing + " SET title = 'between' WHERE name = :name")
          .bind("name", name)
          .execute();
      var update = threads.submit(() -> server.admin().post(path, body));
      awaitWaiting(other);
      other.commit();

      assertThat(update.get().json().at("/" + thing + "/title").asText()).isEqualTo("before");
      assertThat(server.admin().get(path).json().at("/" + thing + "/title").asText())
          .isEqualTo("before");
    }
  }

  private static void awaitWaiting(Handle handle) {
    Eventually.holds(
        "somebody waits for a lock",
        Duration.ofSeconds(30),
        () ->
            handle
                    .createQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")
                    .mapTo(Long.class)
                    .one()
                > 0);
  }
}
