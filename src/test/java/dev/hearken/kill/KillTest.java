package dev.hearken.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers killed at random moments while they are written to; `./hearken bench kill` does the same
/// hundreds of times.
class KillTest {
  @Test
  void whatWasAcknowledgedIsThereAfterEveryKill(@TempDir Path folder) throws Exception {
    long seed = new Random().nextInt(Integer.MAX_VALUE);
    System.out.println("KillTest, seed " + seed);
    var plan = new KillBench.Plan(1, 10, seed, 4, 0, Duration.ofMillis(50), Duration.ofMillis(800));

    var report = new KillBench(TestLaunch::of, plan, folder).run();

    assertThat(report.findings()).as("seed " + seed).isEmpty();
    assertThat(report.passed()).isTrue();
    assertThat(report.synced()).isPositive();
    assertThat(report.mails()).isPositive();
    assertThat(report.purges()).isPositive();
    assertThat(report.restarts().count() + report.recoveries().count()).isEqualTo(10);
    assertThat(Files.readString(folder.resolve("server.log")))
        .as("seed " + seed)
        .doesNotContain("SEVERE", "Exception", "at org.");
  }

  @Test
  void twoServersOnOneDatabaseOfWhichEitherIsKilledLoseAndDoubleNothing(@TempDir Path folder)
      throws Exception {
    long seed = new Random().nextInt(Integer.MAX_VALUE);
    System.out.println("KillTest, two servers, seed " + seed);
    var plan =
        new KillBench.Plan(2, 6, seed, 4, 0, Duration.ofMillis(200), Duration.ofMillis(2_000));

    var report = new KillBench(TestLaunch::of, plan, folder).run();

    assertThat(report.findings()).as("seed " + seed).isEmpty();
    assertThat(report.passed()).as("seed " + seed).isTrue();
    assertThat(report.restarts().count()).isGreaterThanOrEqualTo(6);
    assertThat(Files.readString(folder.resolve("server.log")))
        .as("seed " + seed)
        .doesNotContain("SEVERE", "Exception", "at org.");
  }

  @Test
  void importsAndDeletionsOfProjectsThatAreKilledLeaveNothingHalf(@TempDir Path folder)
      throws Exception {
    long seed = new Random().nextInt(Integer.MAX_VALUE);
    System.out.println("KillTest, imports, seed " + seed);
    var plan =
        new KillBench.Plan(1, 6, seed, 0, 2, Duration.ofMillis(200), Duration.ofMillis(2_500));

    var report = new KillBench(TestLaunch::of, plan, folder).run();

    assertThat(report.findings()).as("seed " + seed).isEmpty();
    assertThat(report.lost() + report.torn()).as("seed " + seed).isZero();
    assertThat(report.imported()).as("seed " + seed).isPositive();
  }
}
