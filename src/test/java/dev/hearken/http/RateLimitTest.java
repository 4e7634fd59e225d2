package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.database.Id;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final Id ANNA = Id.random();
  private static final Id BERT = Id.random();

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static int allowed(RateLimit limit, Id caller, int attempts) {
    int allowed = 0;
    for (int i = 0; i < attempts; i++) {
      try {
        limit.count(caller);
        allowed++;
      } catch (Refusal.TooMany e) {
        assertThat(e.retrySeconds()).isPositive();
      }
    }
    return allowed;
  }

  @Test
  void eachCallerHasHisOwnLimitAndAPauseFillsItUpOnce() {
    var limit = new RateLimit(10, now::get);

    assertThat(allowed(limit, ANNA, 50)).isEqualTo(10);
    assertThat(allowed(limit, BERT, 50)).isEqualTo(10);
    pass(Duration.ofMillis(300));
    assertThat(allowed(limit, ANNA, 50)).isEqualTo(3);
    pass(Duration.ofHours(1));
    assertThat(allowed(limit, ANNA, 50)).isEqualTo(10);
  }

  @Test
  void zeroMeansAnyNumber() {
    assertThat(allowed(new RateLimit(0, now::get), ANNA, 1_000)).isEqualTo(1_000);
  }

  @Test
  void theRefusalSaysWhenToComeAgain() {
    var limit = new RateLimit(1, now::get);
    limit.count(ANNA);

    assertThatThrownBy(() -> limit.count(ANNA))
        .isInstanceOf(Refusal.TooMany.class)
        .hasMessageContaining("1 requests a second")
        .hasMessageContaining("after 1 s");
  }

  @Test
  void whoIsAwayLongestIsForgottenFirst() {
    var limit = new RateLimit(1, now::get);
    limit.count(ANNA);
    limit.count(BERT);
    for (int i = 0; i < 9_999; i++) {
      limit.count(Id.random());
    }

    assertThat(limit.callers()).isEqualTo(10_000);
    assertThat(allowed(limit, BERT, 1)).isZero();
    assertThat(allowed(limit, ANNA, 1)).isEqualTo(1);
  }
}
