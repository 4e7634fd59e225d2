package dev.hearken.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.load.Machine;
import dev.hearken.load.Plan;
import dev.hearken.load.Rest;
import dev.hearken.load.Summary;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The short form of `./hearken bench soak`.
@Tag("database")
class SoakBenchTest {
  @Test
  void aSoakedServerReturnsToRest() throws Exception {
    try (var server = new TestServer()) {
      var plan = new Plan(8, 1, Duration.ofSeconds(1), Duration.ofSeconds(1));

      var report = new SoakBench(server.subject(), plan).run();

      assertThat(report.firstError()).isNull();
      assertThat(report.passed()).as(report.table()).isTrue();
      assertThat(report.product().done()).isPositive();
      assertThat(report.after().connections()).isZero();
    }
  }

  @Test
  void aServerThatKeepsMoreThanBeforeDoesNotPass() {
    var before = new Rest(20, 10_000, 1_000, 0);

    assertThat(report(before, before, 0).passed()).isTrue();
    assertThat(report(before, before, 1).passed()).isFalse();
    assertThat(report(before, new Rest(30, 10_000, 1_000, 0), 0).passed()).isFalse();
    assertThat(report(before, new Rest(20, 14_000, 1_000, 0), 0).passed()).isFalse();
    assertThat(report(before, new Rest(20, 10_000, 1_000, 1), 0).table())
        .contains("more than 20 % above rest");
  }

  private static SoakReport report(Rest before, Rest after, int errors) {
    var product = new Summary(1, 1, 1, 1, 1, errors);
    return new SoakReport("soak", "", 1, 1, product, before, after, 0, 0, null, Machine.here());
  }
}
