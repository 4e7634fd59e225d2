package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.database.Database;
import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.database.Gate;
import dev.hearken.database.Migrations;
import dev.hearken.database.TestDatabase;
import dev.hearken.http.Listener;
import dev.hearken.http.Server;
import dev.hearken.user.Token;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients meet while the database is away, and when it is back.
class OutageTest {
  private static final String TOKEN = "administrator-".repeat(3);
  private static final Duration RESUMED = Duration.ofSeconds(10);

  /// Starting the program and recovering come on top.
  private static final Duration RESTARTED = Duration.ofSeconds(40);

  /// A server on this database, and a client of it.
  private static final class Running implements AutoCloseable {
    private final Database database;
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    Running(DataSource source) throws Exception {
      database = Database.open(source, 4);
      var hearken = new Hearken(database, Clock.systemUTC());
      var start = hearken.firstStart();
      start.giveToken(start.prepare().orElseThrow(), Optional.of(new Token(TOKEN)));
      server = hearken.serve(Listener.local(""), Optional.empty());
    }

    HttpResponse<String> get(String path) throws Exception {
      var request =
          HttpRequest.newBuilder(URI.create(server.address() + path))
              .header("Authorization", "Bearer " + TOKEN)
              .build();
      return client.send(request, BodyHandlers.ofString());
    }

    void assertAway() throws Exception {
      for (var path : new String[] {"/api/v1/sources", "/auth/user", "/health/ready"}) {
        long begun = System.nanoTime();
        var answer = get(path);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(503);
        assertThat(answer.body()).startsWith("{\"status\":\"error\",\"message\":\"");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
      }
      assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    void assertBackWithin(Duration time) throws Exception {
      Eventually.holds("the server is ready", time, () -> get("/health/ready").statusCode() == 200);
      assertThat(get("/api/v1/sources").statusCode()).isEqualTo(200);
    }

    @Override
    public void close() {
      server.close();
      database.close();
      client.close();
    }
  }

  @Test
  @Tag("database")
  void whileTheDatabaseIsAwayClientsAreToldSoAndServiceResumesByItself() throws Exception {
    try (var testDatabase = TestDatabase.fresh();
        var gate = new Gate(testDatabase);
        var running = new Running(gate.dataSource())) {
      assertThat(running.get("/api/v1/sources").statusCode()).isEqualTo(200);
      for (int round = 0; round < 2; round++) {
        gate.shut();
        running.assertAway();
        gate.open();
        running.assertBackWithin(RESUMED);
      }
    }
  }

  @Test
  @Tag("database")
  void manyWhoAskMeanwhileAreAllToldInTime() throws Exception {
    try (var testDatabase = TestDatabase.fresh();
        var gate = new Gate(testDatabase);
        var running = new Running(gate.dataSource())) {
      gate.shut();
      long begun = System.nanoTime();
      var statuses =
          IntStream.range(0, 64)
              .mapToObj(_ ->
                  running.client.sendAsync(
                      HttpRequest.newBuilder(URI.create(running.server.address() + "/auth/user"))
                          .header("Authorization", "Bearer " + TOKEN)
                          .build(),
                      BodyHandlers.ofString()))
              .toList();
      for (var status : statuses) {
        assertThat(status.get().statusCode()).isEqualTo(503);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      gate.open();
      running.assertBackWithin(RESUMED);
    }
  }

  @Test
  @Tag("database")
  void whenOthersUseUpAllConnectionsClientsAreToldSoAndServiceResumesByItself() throws Exception {
    try (var testDatabase = TestDatabase.fresh();
        var running = new Running(testDatabase.dataSource())) {
      var others = new ArrayList<Connection>();
      try {
        testDatabase.limitConnections(6);
        takeAll(testDatabase.dataSource(), others);
        // The connections that the server has are its own.
        assertThat(running.get("/api/v1/sources").statusCode()).isEqualTo(200);

        testDatabase.cutConnectionsBut(others);
        takeAll(testDatabase.dataSource(), others);
        running.assertAway();
        assertThat(running.get("/auth/user").body()).contains("no connection left");
      } finally {
        for (var other : others) {
          other.close();
        }
      }
      running.assertBackWithin(RESUMED);
    }
  }

  private static void takeAll(DataSource source, List<Connection> taken) {
    try {
      while (true) {
        taken.add(source.getConnection());
      }
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("53300");
    }
  }

  @Test
  void anEmbeddedDatabaseThatDiesAloneComesBack(@TempDir Path folder) throws Exception {
    try (var embedded = EmbeddedDatabase.start(folder, _ -> {})) {
      Migrations.apply(embedded.dataSource());
      try (var running = new Running(embedded.dataSource())) {
        var pid =
            Long.parseLong(Files.readAllLines(folder.resolve("pg/postmaster.pid")).getFirst());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        running.assertBackWithin(RESTARTED);
        assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
      }
    }
  }
}
