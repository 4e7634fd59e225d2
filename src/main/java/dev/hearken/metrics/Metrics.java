package dev.hearken.metrics;

import dev.hearken.database.Database;
import dev.hearken.database.DatabaseUnavailable;
import dev.hearken.http.Server;
import dev.hearken.http.Traffic;
import dev.hearken.job.Jobs;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/// Counts and times what happens, and gathers the rest when it is asked. No label has values that a
/// client could make up: the number of series has a bound.
public final class Metrics {
  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Database database;
  private final Clock clock;
  private final LongAdder sent = new LongAdder();
  private final Histogram requests;
  private final Histogram statements;
  private final Gauge up;
  private final Gauge waiting;
  private final Gauge failed;
  private final Gauge oldest;

  public Metrics(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.requests =
        Histogram.builder()
            .name("hearken_http_request_seconds")
            .help("Requests by method, template of the path and class of the status.")
            .labelNames("method", "route", "status")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    this.statements =
        Histogram.builder()
            .name("hearken_database_statement_seconds")
            .help("Statements sent to the database.")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    database.watch((_, nanos) -> statements.observe(seconds(nanos)));
    CounterWithCallback.builder()
        .name("hearken_http_sent_bytes_total")
        .help("Bytes of answers' bodies, as they were before packing.")
        .callback(callback -> callback.call((double) sent.sum()))
        .register(registry);
    gauge("hearken_database_connections", "How many may be in use at once.", database::connections);
    gauge("hearken_database_connections_used", "How many are in use.", database::atWork);
    gauge("hearken_database_waiting", "Requests that wait for a connection.", database::waiting);
    this.up = gauge("hearken_database_up", "1 while the database answers, else 0.");
    this.waiting = gauge("hearken_jobs_waiting", "Work that waits for its turn.");
    this.failed = gauge("hearken_jobs_failed", "Of it, what has failed and is tried again.");
    this.oldest =
        gauge("hearken_jobs_oldest_seconds", "How long the oldest of it could have been done.");
    JvmMetrics.builder().register(registry);
  }

  /// Watches the server's requests too.
  public void watch(Server server) {
    var traffic = server.traffic();
    traffic.watch(this::served);
    gauge("hearken_http_connections", "Clients connected.", server::connections);
    gauge("hearken_http_requests_at_work", "Requests not answered yet.", traffic::atWork);
    gauge(
        "hearken_http_bytes_in_flight",
        "Bytes of bodies not answered yet.",
        traffic::bytesInFlight);
  }

  private void served(Traffic.Served request) {
    requests
        .labelValues(
            METHODS.contains(request.method()) ? request.method() : "other",
            request.route(),
            request.status() < 100 ? "none" : request.status() / 100 + "xx")
        .observe(seconds(request.nanos()));
    sent.add(request.bytes());
  }

  private Gauge gauge(String name, String help) {
    return Gauge.builder().name(name).help(help).register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /// All figures in the text format of Prometheus.
  String text() {
    askDatabase();
    var out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create()
          .write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// One statement: whether there is an answer, and what it says of the work that waits.
  private void askDatabase() {
    try {
      var jobs = Jobs.figures(database);
      up.set(1);
      waiting.set((double) jobs.waiting());
      failed.set((double) jobs.failed());
      oldest.set(
          jobs.oldest()
              .map(since -> Math.max(0, Duration.between(since, clock.instant()).toSeconds()))
              .orElse(0L));
    } catch (DatabaseUnavailable e) {
      up.set(0);
      List.of(waiting, failed, oldest).forEach(gauge -> gauge.set(Double.NaN));
    }
  }
}
