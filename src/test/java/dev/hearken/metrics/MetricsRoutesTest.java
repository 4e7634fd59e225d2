package dev.hearken.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.user.Token;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class MetricsRoutesTest {
  private static final int SOURCES = 10_000;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<MetricFamily> scraped() throws IOException {
    var text = server.with(null).get("/metrics").whole().body();
    var parser =
        new TextPrometheusMetricDataParser(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    var families = new ArrayList<MetricFamily>();
    for (var family = parser.parse(); family != null; family = parser.parse()) {
      families.add(family);
    }
    return families;
  }

  private static List<Metric> metrics(String name) throws IOException {
    return scraped().stream()
        .filter(family -> family.getName().equals(name))
        .flatMap(family -> family.getMetrics().stream())
        .toList();
  }

  private static double gauge(String name) throws IOException {
    return ((Gauge) metrics(name).getFirst()).getValue();
  }

  private static long requests(Map<String, String> labels) throws IOException {
    return metrics("hearken_http_request_seconds").stream()
        .filter(metric -> metric.getLabels().equals(labels))
        .mapToLong(metric -> ((Histogram) metric).getSampleCount())
        .sum();
  }

  @Test
  void requestsAreCountedByMethodTemplateAndClassOfStatus() throws IOException {
    var found = Map.of("method", "GET", "route", "/api/v1/sources/{project}", "status", "2xx");
    var missing = Map.of("method", "GET", "route", "/api/v1/sources/{project}", "status", "4xx");
    long before = requests(found);
    server.admin().get("/api/v1/sources/DefaultProject");
    server.admin().get("/api/v1/sources/DefaultProject");
    server.admin().get("/api/v1/sources/none-of-this-name");

    assertThat(requests(found)).isEqualTo(before + 2);
    assertThat(requests(missing)).isEqualTo(1);
  }

  @Test
  void figuresOfDatabasePoolJobsAndMachineAreThere() throws IOException {
    assertThat(gauge("hearken_database_up")).isEqualTo(1);
    assertThat(gauge("hearken_database_connections")).isEqualTo(8);
    assertThat(gauge("hearken_database_connections_used")).isBetween(0.0, 8.0);
    assertThat(gauge("hearken_database_waiting")).isZero();
    assertThat(gauge("hearken_jobs_waiting")).isZero();
    assertThat(gauge("hearken_jobs_failed")).isZero();
    assertThat(gauge("hearken_jobs_oldest_seconds")).isZero();
    assertThat(gauge("hearken_http_connections")).isPositive();
    assertThat(gauge("hearken_http_requests_at_work")).isPositive();
    assertThat(gauge("hearken_http_bytes_in_flight")).isZero();
    assertThat(metrics("jvm_memory_used_bytes")).isNotEmpty();
    var statements = (Histogram) metrics("hearken_database_statement_seconds").getFirst();
    assertThat(statements.getSampleCount()).isPositive();
  }

  @Test
  void noNameThatAUserChoosesMakesASeries() throws Exception {
    server.admin().put("/api/v1/sources/DefaultProject/first", "{\"source\": {}}");
    server.admin().get("/api/v1/sources/DefaultProject/first");
    server.admin().send("MADE-UP", "/api/v1/sources", null);
    server.admin().get("/nowhere/at/all");
    assertThat(series()).as("the first look makes a series itself").isPositive();
    long before = series();
    server
        .sql()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO source (id, project_id, name, title, description, language,
                  should_translate, sensitive_properties, kind, created_at, updated_at)
                SELECT i, (SELECT id FROM project LIMIT 1), 's' || i, '', '', 'en', false, '{}',
                  'unknown', now(), now()
                FROM generate_series(1, ?) AS i
                """,
                SOURCES));
    var statuses = new TreeSet<Integer>();
    for (int i = 1; i <= SOURCES; i++) {
      statuses.add(server.admin().get("/api/v1/sources/DefaultProject/s" + i).status());
    }
    server.admin().send("OTHER-METHOD", "/api/v1/sources", null);
    server.admin().get("/elsewhere/at/all");

    assertThat(statuses).containsExactly(200);
    assertThat(series()).isEqualTo(before);
  }

  private static long series() throws IOException {
    return scraped().stream()
        .filter(family -> family.getName().startsWith("hearken_"))
        .mapToLong(family -> family.getMetrics().size())
        .sum();
  }

  @Test
  void aTokenOfItsOwnClosesThem() {
    var token = "figures-".repeat(5);
    try (var closed = new TestServer(new Token(token))) {
      assertThat(closed.with(null).get("/metrics").status()).isEqualTo(401);
      assertThat(closed.admin().get("/metrics").status()).isEqualTo(401);
      assertThat(closed.with(token).get("/metrics").whole().body())
          .contains("hearken_database_up 1");
      assertThat(closed.with(token).get("/auth/user").status()).isEqualTo(401);
    }
  }
}
