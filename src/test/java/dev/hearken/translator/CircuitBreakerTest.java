package dev.hearken.translator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.translator.Translator.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final Answer DOWN = new Answer.Failed("It is down.", true, Duration.ZERO);
  private static final Answer WRONG = new Answer.Failed("It is wrong.", false, Duration.ZERO);
  private static final Answer FINE = new Answer.Translated(List.of("Hello"));

  private final Hands clock = new Hands();
  private final Moody service = new Moody();
  private final CircuitBreaker breaker = new CircuitBreaker(service, clock);

  /// A clock that is set by hand.
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /// A service that answers as it is told.
  private static final class Moody implements Translator {
    private Answer answer = FINE;
    private int calls;
    private boolean throwing;

    @Override
    public String name() {
      return "moody";
    }

    @Override
    public Limits limits() {
      return new Limits(1, 2, 3);
    }

    @Override
    public Answer translate(List<String> texts, String from, String to) {
      calls++;
      if (throwing) {
        throw new IllegalStateException("a bug");
      }
      return answer;
    }

    @Override
    public void close() {}
  }

  private Answer call() {
    return breaker.translate(List.of("Hola"), "es", "en");
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(call()).isEqualTo(DOWN);
    }
  }

  private void assertLeftAlone(Duration rest) {
    int before = service.calls;
    var answer = call();

    assertThat(answer).isInstanceOf(Answer.Failed.class);
    var failed = (Answer.Failed) answer;
    assertThat(failed.retry()).isTrue();
    assertThat(failed.after()).isEqualTo(rest);
    assertThat(failed.why()).contains("Left alone");
    assertThat(breaker.rest()).isEqualTo(rest);
    assertThat(service.calls).isEqualTo(before);
  }

  @Test
  void aServiceThatKeepsFailingIsLeftAloneForLongerAndLonger() {
    service.answer = DOWN;
    fail(CircuitBreaker.FAILURES);

    var rest = CircuitBreaker.FIRST_REST;
    for (int i = 0; i < 20; i++) {
      assertLeftAlone(rest);
      clock.pass(rest);
      fail(1);
      rest = rest.multipliedBy(2);
      rest = rest.compareTo(CircuitBreaker.LONGEST_REST) > 0 ? CircuitBreaker.LONGEST_REST : rest;
    }
    assertThat(service.calls).isEqualTo(CircuitBreaker.FAILURES + 20);
  }

  @Test
  void aCallThatSucceedsEndsIt() {
    service.answer = DOWN;
    fail(CircuitBreaker.FAILURES);
    clock.pass(CircuitBreaker.FIRST_REST);
    service.answer = FINE;

    assertThat(call()).isEqualTo(FINE);
    assertThat(breaker.rest()).isZero();
    service.answer = DOWN;
    fail(CircuitBreaker.FAILURES);
    assertLeftAlone(CircuitBreaker.FIRST_REST);
  }

  @Test
  void failuresCountOnlyInARow() {
    for (int i = 0; i < 3; i++) {
      service.answer = DOWN;
      fail(CircuitBreaker.FAILURES - 1);
      service.answer = FINE;
      assertThat(call()).isEqualTo(FINE);
    }
  }

  @Test
  void aServiceThatRefusesIsNotDown() {
    service.answer = WRONG;
    for (int i = 0; i < 3 * CircuitBreaker.FAILURES; i++) {
      assertThat(call()).isEqualTo(WRONG);
    }
    service.answer = new Answer.Skipped("No such pair.");
    assertThat(call()).isEqualTo(service.answer);
  }

  @Test
  void aServiceThatAsksForATimeGetsItAtOnce() {
    service.answer = new Answer.Failed("Slow down.", true, Duration.ofMinutes(20));
    assertThat(call()).isEqualTo(service.answer);

    assertLeftAlone(Duration.ofMinutes(20));
    clock.pass(Duration.ofMinutes(19));
    assertLeftAlone(Duration.ofMinutes(1));
    clock.pass(Duration.ofMinutes(1));
    service.answer = FINE;
    assertThat(call()).isEqualTo(FINE);
  }

  @Test
  void oneCallLooksAndTheOthersDoNotWaitForIt() throws Exception {
    var looking = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var slow =
        new Translator() {
          private volatile boolean down = true;

          @Override
          public String name() {
            return "slow";
          }

          @Override
          public Limits limits() {
            return new Limits(1, 1, 1);
          }

          @Override
          public Answer translate(List<String> texts, String from, String to) {
            if (down) {
              return DOWN;
            }
            looking.countDown();
            try {
              end.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return FINE;
          }

          @Override
          public void close() {}
        };
    try (var guarded = new CircuitBreaker(slow, clock);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
        guarded.translate(List.of("Hola"), "es", "en");
      }
      clock.pass(CircuitBreaker.FIRST_REST);
      slow.down = false;
      var probe = threads.submit(() -> guarded.translate(List.of("Hola"), "es", "en"));
      assertThat(looking.await(20, TimeUnit.SECONDS)).isTrue();

      var other = guarded.translate(List.of("Hola"), "es", "en");
      end.countDown();

      assertThat(other).isInstanceOf(Answer.Failed.class);
      assertThat(((Answer.Failed) other).after()).isPositive();
      assertThat(probe.get(20, TimeUnit.SECONDS)).isEqualTo(FINE);
      assertThat(guarded.translate(List.of("Hola"), "es", "en")).isEqualTo(FINE);
    }
  }

  @Test
  void anExceptionLetsTheNextCallLook() {
    service.answer = DOWN;
    fail(CircuitBreaker.FAILURES);
    clock.pass(CircuitBreaker.FIRST_REST);
    service.throwing = true;
    assertThatThrownBy(this::call).hasMessage("a bug");
    service.throwing = false;
    service.answer = FINE;

    assertThat(call()).isEqualTo(FINE);
  }

  @Test
  void itIsCalledAndLimitedAsTheServiceIs() {
    assertThat(breaker.name()).isEqualTo("moody");
    assertThat(breaker.limits()).isEqualTo(service.limits());
  }
}
