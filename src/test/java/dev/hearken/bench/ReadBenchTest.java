package dev.hearken.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.database.Database;
import dev.hearken.project.FullName;
import dev.hearken.project.ProjectStore;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Token;
import dev.hearken.user.TokenStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadBenchTest {
  private static final FullName NAME = new FullName("DefaultProject", "mail");

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void measuresWithoutErrors() throws Exception {
    var moment = Duration.ofMillis(200);
    var report = new ReadBench(server.subject(), new ReadBench.Plan(4, 1, moment, moment)).run();

    assertThat(report.firstError()).isNull();
    assertThat(report.errors()).isZero();
    assertThat(report.product().done()).isPositive();
    assertThat(report.yardstick().done()).isPositive();
    assertThat(report.statementsPerRequest()).isEqualTo(2);
    assertThat(report.ratio()).isPositive();
    assertThat(report.table())
        .contains("Hearken, over HTTP", "yardstick, over JDBC")
        .doesNotContain("first error");
  }

  @Test
  void countsAnAnswerThatIsWrong() throws Exception {
    Load.Worker failing =
        number -> {
          if (number % 2 == 0) {
            throw new IllegalStateException("wrong");
          }
        };

    var run = Load.run(List.of(failing), Duration.ofSeconds(2));

    assertThat(run.errors()).isEqualTo(100);
    assertThat(run.firstError()).hasMessage("wrong");
  }

  @Test
  void yardstickReadsTheSameRowsAsTheStores() throws Exception {
    var token = reader();

    var rows = new Yardstick(server.database().pool(), ReadBench.hash(token)).read(NAME);

    var caller = server.hearken().tokens().caller(token.text()).orElseThrow();
    assertThat(rows.caller()).isEqualTo(caller);
    assertThat(rows.held()).containsExactlyInAnyOrder("sources-read", "sources-admin");
    assertThat(rows.source()).isEqualTo(sources(server.database()).get(caller, NAME));
  }

  @Test
  void yardstickExecutesTheSameStatementsAsTheStores() throws Exception {
    var token = reader();
    var prepared = new ArrayList<String>();
    try (var database = Database.open(recording(server.database().pool(), prepared), 2)) {
      var caller = new TokenStore(database, Clock.systemUTC()).caller(token.text()).orElseThrow();
      sources(database).get(caller, NAME);
    }

    assertThat(prepared)
        .map(String::strip)
        .containsExactly(Yardstick.CALLER.strip(), Yardstick.SOURCE.strip());
  }

  private Token reader() {
    var admin = server.admin();
    var name = "/api/v1/sources/" + NAME;
    assertThat(
            admin
                .put(name, Map.of("source", Map.of("sensitive_properties", List.of("iban"))))
                .status())
        .isEqualTo(200);
    return new Token(
        server
            .user("reader", Map.of(NAME.owner(), List.of("sources-read", "sources-admin")))
            .token());
  }

  private static SourceStore sources(Database database) {
    return new SourceStore(database, new ProjectStore(database, Clock.systemUTC()));
  }

  /// The same connections, which note what is prepared on them.
  private static DataSource recording(DataSource source, List<String> prepared) {
    return proxy(DataSource.class, source, prepared);
  }

  private static <T> T proxy(Class<T> type, Object behind, List<String> prepared) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")
                  && arguments[0] instanceof String sql) {
                prepared.add(sql);
              }
              try {
                var result = method.invoke(behind, arguments);
                return result instanceof Connection
                    ? proxy(Connection.class, result, prepared)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
