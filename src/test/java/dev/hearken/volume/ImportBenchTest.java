package dev.hearken.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestLaunch;
import dev.hearken.TestServer;
import dev.hearken.load.Plan;
import dev.hearken.project.FullName;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The short form of `./hearken bench import`. No pace is looked at, for the machine does other
/// things meanwhile.
class ImportBenchTest {
  private static final int COMMENTS = 2_500;

  @Test
  @Tag("database")
  void bothSidesBringInTheSame() throws Exception {
    try (var server = new TestServer()) {
      ImportPart.Importing importing =
          (subject, file, source) -> {
            int slash = source.indexOf('/');
            var name = new FullName(source.substring(0, slash), source.substring(slash + 1));
            var counts = server.hearken().intake().comments(subject.system(), file, name);
            return new long[] {counts.added(), counts.unchanged()};
          };
      var plan = new Plan(1, 2, Duration.ofMillis(100), Duration.ofMillis(100));

      var result = ImportPart.run(server.subject(), importing, 1, plan, COMMENTS);

      assertThat(result.comments()).isEqualTo(COMMENTS);
      assertThat(result.turns())
          .extracting(ImportPart.Turns::kind)
          .containsExactly("new", "unchanged");
      assertThat(result.turns()).allMatch(turn -> turn.imported() > 0 && turn.synced() > 0);
      assertThat(result.lines()).hasSize(4);
    }
  }

  @Test
  void theCommandIsMeasuredInAProcessOfItsOwn() throws Exception {
    var result = ImportHeapPart.run(TestLaunch::of, TestLaunch::command, 1, COMMENTS);

    assertThat(result.there()).isEqualTo(COMMENTS);
    assertThat(result.passed()).as(result.lines().toString()).isTrue();
  }
}
