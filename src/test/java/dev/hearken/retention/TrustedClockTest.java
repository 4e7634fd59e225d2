package dev.hearken.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TrustedClockTest {
  private static final Instant BEGINNING = Instant.parse("2026-01-31T12:00:00Z");

  private Instant wall = BEGINNING;
  private long nanos = -5;

  private final TrustedClock clock =
      new TrustedClock(
          new Clock() {
            @Override
            public Instant instant() {
              return wall;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          },
          () -> nanos);

  private void pass(Duration wallTime, Duration time) {
    wall = wall.plus(wallTime);
    nanos += time.toNanos();
  }

  @Test
  void aClockThatGoesIsTrusted() {
    pass(Duration.ofDays(400), Duration.ofDays(400));
    assertThat(clock.jump(wall)).isEmpty();
    pass(Duration.ofHours(23), Duration.ZERO);
    assertThat(clock.jump(wall.minus(Duration.ofHours(23)))).isEmpty();
  }

  @Test
  void aClockThatJumpedIsNot() {
    for (var jump : new Duration[] {Duration.ofHours(25), Duration.ofHours(-25)}) {
      pass(jump, Duration.ZERO);
      assertThat(clock.jump(wall)).get().asString().contains("from when the server began");
      pass(jump.negated(), Duration.ZERO);
      assertThat(clock.jump(wall)).isEmpty();
    }
  }

  @Test
  void aClockThatIsNotThatOfTheDatabaseIsNot() {
    assertThat(clock.jump(wall.plus(Duration.ofHours(25)))).get().asString().contains("database");
    assertThat(clock.jump(wall.minus(Duration.ofHours(25)))).isPresent();
  }
}
