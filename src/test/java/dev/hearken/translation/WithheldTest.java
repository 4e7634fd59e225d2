package dev.hearken.translation;

import static dev.hearken.translation.TranslationCalls.comment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.database.Id;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is about to come is not bought.
@Tag("database")
class WithheldTest {
  private TranslationCalls calls;

  @BeforeEach
  void start() {
    calls = new TranslationCalls();
    calls.source("s");
  }

  @AfterEach
  void stop() {
    calls.close();
  }

  private Id held() {
    return Id.parse(calls.source("held", "en", true)).orElseThrow();
  }

  @Test
  void nobodyTranslatesWhileTranslationsAreOnTheirWay() {
    var id = held();
    var turns = new TurnStore(calls.server().database(), Duration.ofMillis(400));
    try (var withheld = new Withheld(turns)) {
      withheld.add(id);
      calls.sync("held", comment("c", "es x"));
      calls.sync("s", comment("c", "es y"));
      calls.awaitText("s", "c", "es>en ES Y");
      long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      while (System.nanoTime() < end) {
        assertThat(calls.text("held", "c")).isEqualTo("es x");
      }
      assertThat(calls.translator().asked()).containsExactly("es y");
    }
    calls.awaitText("held", "c", "es>en ES X");
  }

  @Test
  void whatADeadOneWithheldIsTranslated() {
    var id = held();
    new TurnStore(calls.server().database(), Duration.ofSeconds(1)).seize(id);
    calls.sync("held", comment("c", "es x"));
    calls.awaitText("held", "c", "es>en ES X");
  }

  @Test
  void whoIsAtWorkWhenItIsTakenFromHimStoresNothingMore() {
    var id = held();
    var asked = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    calls
        .translator()
        .answers(_ -> {
          asked.countDown();
          await(answered);
          return Optional.empty();
        });
    calls.sync("held", comment("c", "es x"));
    await(asked);
    try (var withheld = new Withheld(new TurnStore(calls.server().database()))) {
      withheld.add(id);
      answered.countDown();
      calls.sync("s", comment("c", "es y"));
      calls.awaitText("s", "c", "es>en ES Y");
      assertThat(calls.text("held", "c")).isEqualTo("es x");
    }
    calls.awaitText("held", "c", "es>en ES X");
    assertThat(calls.translator().asked()).containsExactly("es x", "es y");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
