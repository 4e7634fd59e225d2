package dev.hearken.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestLaunch;
import dev.hearken.TestServer;
import dev.hearken.http.Json;
import dev.hearken.load.Machine;
import dev.hearken.load.Part;
import dev.hearken.load.PartsReport;
import dev.hearken.load.Plan;
import dev.hearken.load.Summary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The short form of `./hearken bench comments`. No goal is looked at, for the machine does other
/// things too; every answer is.
@Tag("database")
class VolumeTest {
  private static final long SEED = 7;
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Plan PLAN = new Plan(8, 2, MOMENT, MOMENT);

  @Test
  void syncIsComparedForEachSizeNumberAndKind() throws Exception {
    try (var server = new TestServer()) {
      var found = SyncPart.run(server.subject(), SEED, PLAN, List.of(1, 2), List.of(8, 20));

      assertThat(found.comparisons()).hasSize(12).allSatisfy(VolumeTest::wentWell);
      assertShown(found, "new, 8 a batch, 1 connection", "half changed, 20 a batch, 2 connections");
    }
  }

  @Test
  void pagesAreComparedForEachNumber() throws Exception {
    try (var server = new TestServer()) {
      var found = PagesPart.run(server.subject(), SEED, PLAN, List.of(1, 2), 3);

      assertThat(found.rows()).isEqualTo(3 * 256);
      assertThat(found.comparisons()).hasSize(2).allSatisfy(VolumeTest::wentWell);
      assertShown(found, "pages, 2 connections");
    }
  }

  @Test
  void anUnchangedBatchWritesNextToNothing() throws Exception {
    try (var server = new TestServer()) {
      var found = EffortPart.run(server.subject(), SEED);

      assertThat(found.costs()).hasSize(8);
      assertThat(found.costs())
          .allSatisfy(cost -> assertThat(cost.statements()).as(cost.request()).isPositive());
      assertThat(found.unchangedShare()).isLessThanOrEqualTo(0.02);
      assertShown(found, "sync of 16,000 new ones", "the same again");
    }
  }

  @Test
  void growthAsksBothServersTheSame() throws Exception {
    try (var few = new TestServer();
        var many = new TestServer()) {
      var found = GrowthPart.run(few.subject(), many.subject(), SEED, PLAN, 1_000, 3_000, MOMENT);

      assertThat(found.firstError()).isNull();
      assertThat(found.costs()).hasSize(3);
      for (var cost : found.costs()) {
        assertThat(cost.few().done()).as(cost.name()).isPositive();
        assertThat(cost.many().done()).as(cost.name()).isPositive();
        assertThat(cost.few().errors() + cost.many().errors()).as(cost.name()).isZero();
        assertShown(found, cost.name());
      }
    }
  }

  @Test
  void heapIsThatOfAnotherProcess() throws Exception {
    var found = HeapPart.run(TestLaunch::of, SEED, 20_000);

    assertThat(found.read()).isEqualTo(20_000);
    assertThat(found.collections()).isPositive();
    assertThat(found.peakMib()).isPositive();
    assertShown(found, "20,000 comments", "peak %d MiB".formatted(found.peakMib()));
  }

  @Test
  void archivesAreWholeAndComparedWithCopy() throws Exception {
    try (var server = new TestServer()) {
      var found = ExportPart.run(server.subject(), SEED, PLAN, 3_000);

      wentWell(found.comparison());
      assertThat(found.bytes()).isGreaterThan(3_000 * 800);
      assertShown(found, "archives of 3,000 comments", "export, 1 connection");
    }
  }

  @Test
  void theHeapOfAnArchiveIsThatOfAnotherProcess() throws Exception {
    var found = ExportHeapPart.run(TestLaunch::of, SEED, 20_000);

    assertThat(found.collections()).isPositive();
    assertThat(found.peakMib()).isPositive();
    assertShown(found, "an archive of 20,000 comments", "peak %d MiB".formatted(found.peakMib()));
  }

  @Test
  void everybodyInTheMixIsAnsweredRightly() throws Exception {
    try (var server = new TestServer()) {
      var found = MixedPart.run(server.subject(), SEED, PLAN, 1_000);

      assertThat(found.firstError()).isNull();
      assertThat(found.summaries()).containsOnlyKeys(Crowd.Doing.values());
      assertThat(found.summaries().values())
          .allSatisfy(summary -> assertThat(summary.done()).isPositive());
      assertThat(found.passed()).isTrue();
      assertShown(found, "mixed, 8 connections");
    }
  }

  @Test
  void aSourceIsPurgedWhileOthersGoOn() throws Exception {
    try (var server = new TestServer();
        var _ = server.work()) {
      var found = PurgePart.run(server.subject(), SEED, PLAN, 12_000);

      assertThat(found.firstError()).isNull();
      assertThat(found.answerSeconds()).isPositive();
      assertThat(found.purgeSeconds()).isGreaterThanOrEqualTo(found.answerSeconds());
      assertThat(found.waits()).containsOnlyKeys(Crowd.Doing.values());
      assertShown(found, "a source of 12,000 comments deleted");
    }
  }

  @Test
  void whatMissesItsGoalOrHasErrorsDoesNotPass() {
    assertThat(comparison(0.7, 0).passed()).isTrue();
    assertThat(comparison(0.69, 0).passed()).isFalse();
    assertThat(comparison(0.69, 0).line()).contains("less than 0.7");
    assertThat(comparison(0.7, 1).passed()).isFalse();
    assertThat(comparison(Double.NaN, 0).passed()).isFalse();
  }

  private static Comparison comparison(double ratio, int errors) {
    var summary = new Summary(1, 1, 1, 1, 1, errors);
    return new Comparison("x", 1, 1, summary, summary, ratio, ratio, ratio, 0.7, null);
  }

  private static void wentWell(Comparison comparison) {
    assertThat(comparison.firstError()).as(comparison.name()).isNull();
    assertThat(comparison.product().done()).as(comparison.name()).isPositive();
    assertThat(comparison.yardstick().done()).as(comparison.name()).isPositive();
    assertThat(comparison.ratio()).as(comparison.name()).isPositive();
  }

  private static void assertShown(Part part, String... words) {
    var report = new PartsReport("comments", SEED, Map.of("part", part), Machine.here());
    assertThat(report.table()).contains(words);
    assertThat(new String(Json.bytes(report), StandardCharsets.UTF_8)).contains("\"parts\":");
  }
}
