package dev.hearken;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.RecordedStatements;
import dev.hearken.database.TestDatabase;
import dev.hearken.http.Limits;
import dev.hearken.http.Listener;
import dev.hearken.http.Route;
import dev.hearken.http.Server;
import dev.hearken.job.Jobs;
import dev.hearken.load.Subject;
import dev.hearken.recipe.Recipes;
import dev.hearken.translation.Means;
import dev.hearken.user.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// A whole server on a database of its own, spoken to over HTTP as clients do. Every answer is held
/// against the description of the API.
public final class TestServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final TestDatabase testDatabase;
  private final Database database;
  private final Hearken hearken;
  private final String adminToken = "administrator-".repeat(3);
  private final Server server;
  private final Contract contract;

  public TestServer() {
    this("");
  }

  /// A server with these limits.
  public TestServer(Limits limits) {
    this("", limits, 8);
  }

  /// A server under a base path.
  public TestServer(String basePath) {
    this(basePath, Limits.STANDARD, 8);
  }

  /// @param connections to the database, at most
  public TestServer(String basePath, Limits limits, int connections) {
    this(TestDatabase.fresh(), basePath, limits, connections, Optional.empty(), Optional.empty());
  }

  /// A server on a database that was prepared for it.
  public TestServer(TestDatabase testDatabase) {
    this(testDatabase, "", Limits.STANDARD, 8, Optional.empty(), Optional.empty());
  }

  /// A server that translates.
  public TestServer(Means means) {
    this(TestDatabase.fresh(), "", Limits.STANDARD, 8, Optional.empty(), Optional.of(means));
  }

  /// A server whose figures have a token of their own.
  public TestServer(Token metricsToken) {
    this(TestDatabase.fresh(), "", Limits.STANDARD, 8, Optional.of(metricsToken), Optional.empty());
  }

  private TestServer(
      TestDatabase testDatabase,
      String basePath,
      Limits limits,
      int connections,
      Optional<Token> metricsToken,
      Optional<Means> means) {
    this.testDatabase = testDatabase;
    database = Database.open(testDatabase.dataSource(), connections);
    database.watch((statement, _) -> RecordedStatements.record(statement));
    hearken =
        new Hearken(database, Clock.systemUTC(), Recipes.STANDARD, Duration.ofHours(1), means);
    var firstStart = hearken.firstStart();
    var admin = firstStart.prepare().orElseThrow();
    firstStart.giveToken(admin, Optional.of(new Token(adminToken)));
    try {
      server = hearken.serve(Listener.local(basePath).with(limits), metricsToken);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    contract = new Contract(server.routes(), basePath);
  }

  /// What came back.
  public record Answer(int status, JsonNode json, HttpResponse<String> whole) {
    public String message() {
      return json.path("message").asText();
    }

    public Optional<String> header(String name) {
      return whole.headers().firstValue(name);
    }
  }

  public URI address() {
    return server.address();
  }

  /// On which a test says exactly the bytes it wants to.
  public RawConnection connection() {
    return new RawConnection(address());
  }

  public List<Route> routes() {
    return server.routes();
  }

  /// How many clients are connected.
  public int connections() {
    return server.connections();
  }

  /// Does the work that waits, until it is closed.
  public Jobs work() {
    return hearken.work();
  }

  /// What a bench measures; this test ends it.
  public Subject subject() {
    return BenchServer.subject(database, hearken, server, () -> {});
  }

  public Database database() {
    return database;
  }

  /// For another server on the same database.
  public DataSource dataSource() {
    return testDatabase.dataSource();
  }

  public Hearken hearken() {
    return hearken;
  }

  /// For preparing and looking at rows, past the server.
  public Jdbi sql() {
    return Jdbi.create(testDatabase.superuser());
  }

  /// The administrator, who holds `root`.
  public Client admin() {
    return new Client(adminToken);
  }

  /// Somebody with this token, or without any.
  public Client with(@Nullable String token) {
    return new Client(token);
  }

  /// A new user who holds these permissions in projects and everywhere.
  public Client user(String name, Map<String, List<String>> permissions, String... everywhere) {
    var created =
        admin()
            .put(
                "/api/_private/users",
                Map.of(
                    "user",
                    Map.of(
                        "username",
                        name,
                        "email",
                        name + "@example.com",
                        "global_permissions",
                        List.of(everywhere),
                        "organisation_permissions",
                        permissions)));
    if (created.status() != 200) {
      throw new IllegalStateException(created.message());
    }
    var id = Id.parse(created.json().at("/user/id").asText()).orElseThrow();
    return new Client(hearken.tokens().replace(hearken.users().system(), id).text());
  }

  /// One who sends requests with his token.
  public final class Client {
    private final @Nullable String token;

    private Client(@Nullable String token) {
      this.token = token;
    }

    public String token() {
      return Objects.requireNonNull(token);
    }

    /// The header line that says who he is.
    public String bearer() {
      return "Authorization: Bearer " + token();
    }

    public Answer get(String path) {
      return send("GET", path, null);
    }

    public Answer delete(String path) {
      return send("DELETE", path, null);
    }

    /// @param body text as it is, anything else as JSON
    public Answer put(String path, Object body) {
      return send("PUT", path, body);
    }

    /// @param body text as it is, anything else as JSON
    public Answer post(String path, Object body) {
      return send("POST", path, body);
    }

    public Answer send(String method, String path, @Nullable Object body, String... headers) {
      try {
        var request = HttpRequest.newBuilder(URI.create(server.address() + path));
        if (token != null) {
          request.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
          request.method(method, BodyPublishers.noBody());
        } else {
          request.header("Content-Type", "application/json");
          request.method(
              method,
              BodyPublishers.ofString(
                  body instanceof String text ? text : JSON.writeValueAsString(body)));
        }
        for (int i = 0; i < headers.length; i += 2) {
          request.setHeader(headers[i], headers[i + 1]);
        }
        var response = CLIENT.send(request.build(), BodyHandlers.ofString());
        var sent = body == null || body instanceof String ? body : JSON.writeValueAsString(body);
        contract.check(method, (String) sent, response);
        return new Answer(response.statusCode(), json(response), response);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    boolean isJson =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    return isJson && !response.body().isEmpty()
        ? ApiDocument.json(response.body()).orElseThrow()
        : JSON.missingNode();
  }

  @Override
  public void close() {
    server.close();
    database.close();
    testDatabase.close();
  }
}
