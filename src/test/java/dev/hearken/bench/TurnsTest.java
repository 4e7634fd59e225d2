package dev.hearken.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.http.Json;
import dev.hearken.load.Load;
import dev.hearken.load.Plan;
import dev.hearken.mix.Action;
import dev.hearken.mix.Clients;
import dev.hearken.mix.Mix;
import dev.hearken.mix.Scene;
import dev.hearken.mix.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The short forms of `./hearken bench read`, `write`, `list` and `mixed`.
@Tag("database")
class TurnsTest {
  private static final Duration MOMENT = Duration.ofMillis(300);
  private static final Plan PLAN = new Plan(4, 2, MOMENT, MOMENT);

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Mix> mixes() {
    return Stream.of(Mix.read(), Mix.write(), Mix.list(), Mix.mixed());
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void measuresWithoutErrorsAndAddsUp(Mix mix) throws Exception {
    var report = new Turns(server.subject(), mix, PLAN).run();

    assertThat(report.firstError()).isNull();
    assertThat(report.passed()).isTrue();
    assertThat(report.product().done()).isPositive();
    assertThat(report.yardstick().done()).isPositive();
    assertThat(report.leastRatio()).isPositive().isLessThanOrEqualTo(report.ratio());
    assertThat(report.mostRatio()).isGreaterThanOrEqualTo(report.ratio());
    assertThat(report.product().perSecond())
        .isBetween(
            report.product().done() / (2 * PLAN.seconds()) * 0.5,
            report.product().done() / (2 * PLAN.seconds()) * 2);
    assertThat(report.product().maxMillis()).isGreaterThanOrEqualTo(report.product().p99Millis());
    assertThat(report.product().p99Millis()).isGreaterThanOrEqualTo(report.product().p50Millis());
    assertThat(report.table())
        .contains("Hearken, over HTTP", "yardstick, over JDBC")
        .doesNotContain("first error");
    assertThat(new String(Json.bytes(report), StandardCharsets.UTF_8))
        .contains("\"bench\":\"%s\"".formatted(mix.name()), "\"p99_millis\":", "\"ratio\":");
  }

  @Test
  void readExecutesOneStatementARequest() throws Exception {
    var report = new Turns(server.subject(), Mix.read(), PLAN).run();

    assertThat(report.statementsPerRequest()).isEqualTo(1);
  }

  @Test
  void whatWasMadeGoesAgainWhileItIsMeasured() throws Exception {
    var report = new Turns(server.subject(), Mix.write(), PLAN).run();

    assertThat(report.passed()).as(report.table()).isTrue();
    assertThat(count("made-%")).isLessThanOrEqualTo(PLAN.connections() * Action.TURNS);
  }

  @Test
  void countsAnAnswerThatIsWrong() throws Exception {
    var scene = Scene.prepare(server.subject(), PLAN.connections());
    var get = Mix.GET;
    var wrong = Action.get(get.path(), "another-#", get.things());
    var missing = Action.get(get.path() + "-missing", get.value(), get.things());
    var mix = new Mix("wrong", "", List.of(get, wrong, missing));
    try (var clients = Clients.connect(server.subject(), 1)) {
      var worker = new Worker(0, mix, scene, clients.way(0));

      var run = Load.run(List.of(worker), Duration.ofSeconds(20));

      assertThat(run.errors()).isEqualTo(100);
      assertThat(run.nanos().count()).isBetween(49L, 51L);
      assertThat(run.firstError()).hasMessageContaining("The answer to get of n0x");
    }
  }

  @Test
  void countsItemsThatAreMissing() throws Exception {
    var scene = Scene.prepare(server.subject(), 1);
    var tooMany = new Mix("wrong", "", List.of(Mix.listed(Mix.SHORT, Mix.SHORT_LIST + 1)));
    try (var clients = Clients.connect(server.subject(), 1)) {
      var worker = new Worker(0, tooMany, scene, clients.way(0));

      var run = Load.run(List.of(worker), Duration.ofSeconds(20));

      assertThat(run.errors()).isEqualTo(100);
      assertThat(run.firstError()).hasMessageContaining("200 with 100 of 101 items");
    }
  }

  private int count(String names) {
    return server
        .sql()
        .withHandle(handle ->
            handle
                .createQuery("SELECT count(*) FROM source WHERE name LIKE :names")
                .bind("names", names)
                .mapTo(Integer.class)
                .one());
  }
}
