package dev.hearken.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.http.Json;
import dev.hearken.load.Machine;
import dev.hearken.load.Plan;
import dev.hearken.load.Summary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The short form of `./hearken bench scale`.
@Tag("database")
class ScaleBenchTest {
  private static final Duration MOMENT = Duration.ofMillis(100);

  @Test
  void asksBothSizesTheSameWithoutErrors() throws Exception {
    try (var few = new TestServer();
        var many = new TestServer()) {
      var plan = new Plan(2, 2, MOMENT, MOMENT);
      var little = new Size(100, 60);
      var much = new Size(2_000, 200);

      var report = new ScaleBench(few.subject(), many.subject(), plan, little, much).run();

      assertThat(report.firstError()).isNull();
      assertThat(report.errors()).isZero();
      assertThat(report.costs()).hasSize(11);
      for (var cost : report.costs()) {
        assertThat(cost.few().done()).as(cost.name()).isPositive();
        assertThat(cost.many().done()).as(cost.name()).isPositive();
        assertThat(cost.ratio())
            .isEqualTo(
                (cost.many().p50Millis() / cost.manyItems())
                    / (cost.few().p50Millis() / cost.items()));
        assertThat(report.table()).contains(cost.name());
      }
      assertThat(new String(Json.bytes(report), StandardCharsets.UTF_8)).contains("\"ratio\":");
    }
  }

  @Test
  void aCostThatGrowsOrIsUnknownDoesNotPass() {
    assertThat(report(cost(1.29)).passed()).isTrue();
    assertThat(report(cost(1.31)).passed()).isFalse();
    assertThat(report(cost(1.31)).table()).contains("more than 1.3");
    assertThat(report(cost(Double.NaN)).passed()).isFalse();
  }

  private static ScaleReport.Cost cost(double times) {
    var few = new Summary(1, 2, 2, 2, 1, 0);
    var many = new Summary(1, 2 * times, 2, 2, 1, 0);
    return ScaleReport.Cost.of("GET", 1, 1, few, many);
  }

  private static ScaleReport report(ScaleReport.Cost cost) {
    return new ScaleReport(
        "scale", 1, 1, 1, ScaleBench.FEW, ScaleBench.MANY, List.of(cost), null, Machine.here());
  }
}
