package dev.hearken.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is said of how far something is.
class TerminalProgressTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long now = 5;

  private TerminalProgress progress(boolean terminal) {
    var progress =
        new TerminalProgress(
            new PrintStream(said, true, StandardCharsets.UTF_8), terminal, () -> now);
    progress.whole(() -> 1_000);
    return progress;
  }

  private void later(Duration time) {
    now += time.toNanos();
  }

  private String said() {
    var text = said.toString(StandardCharsets.UTF_8);
    said.reset();
    return text;
  }

  @Test
  void aTerminalHasOneLineThatChangesAndIsGoneAtTheEnd() {
    var progress = progress(true);
    later(Duration.ofMillis(100));
    progress.done(1);
    assertThat(said()).isEmpty();
    later(Duration.ofSeconds(4));
    progress.passed(250);
    progress.done(4_099);
    assertThat(said()).isEqualTo("\r\033[K4,100 done, 1,000 a second, 25 %, 12 s left");
    later(Duration.ofMillis(199));
    progress.done(1);
    assertThat(said()).isEmpty();
    progress.end();
    assertThat(said()).isEqualTo("\r\033[K");
    progress.end();
    assertThat(said()).isEmpty();
  }

  @Test
  void whereThereIsNoTerminalThereIsALineNowAndThen() {
    var progress = progress(false);
    later(Duration.ofSeconds(9));
    progress.done(5);
    assertThat(said()).isEmpty();
    later(Duration.ofSeconds(91));
    progress.passed(100);
    progress.done(5);
    assertThat(said())
        .isEqualTo("10 done, 0 a second, 10 %, 15:00 min left" + System.lineSeparator());
    progress.passed(-90);
    later(Duration.ofSeconds(20));
    progress.done(50);
    assertThat(said()).contains("1 %, 3:18 h left");
    progress.end();
    assertThat(said()).isEmpty();
  }

  @Test
  void theTimeThatIsLeftIsNotGuessedFromTheFirstMoment() {
    var progress = progress(true);
    later(Duration.ofMillis(500));
    progress.passed(1);
    progress.done(1);
    assertThat(said()).endsWith("1 done, 2 a second, 0 %");
  }

  @Test
  void ofWhatHasNoKnownEndThereIsNoShare() {
    var progress = progress(false);
    progress.whole(() -> 0);
    later(Duration.ofSeconds(10));
    progress.done(20);
    assertThat(said()).isEqualTo("20 done, 2 a second" + System.lineSeparator());
  }
}
