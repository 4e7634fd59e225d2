package dev.hearken.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.translator.StandIn.Fault;
import dev.hearken.translator.StandIn.Spoken;
import dev.hearken.translator.Translator.Answer;
import dev.hearken.translator.TranslatorSettings.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranslatorsTest {
  private static TranslatorSettings settings(StandIn standIn) {
    return new TranslatorSettings(
        Kind.LIBRETRANSLATE,
        Optional.of(standIn.address()),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(20));
  }

  @Test
  void withoutAServiceThereIsNoTranslator() {
    assertThat(Translators.of(TranslatorSettings.NONE, Clock.systemUTC())).isEmpty();
  }

  @Test
  void aServiceThatAsksForTimeIsNotCalledMeanwhile() {
    try (var standIn = new StandIn(new LibreTranslateSpeech(null));
        var translator = Translators.of(settings(standIn), Clock.systemUTC()).orElseThrow()) {
      standIn.then(new Fault.Says(new Spoken(429, Map.of("Retry-After", "600"), "")));
      for (int i = 0; i < 20; i++) {
        var answer = translator.translate(List.of("Hola"), "es", "en");

        assertThat(answer).isInstanceOf(Answer.Failed.class);
        assertThat(((Answer.Failed) answer).after()).isPositive();
      }
      assertThat(standIn.heard()).hasSize(1);
      assertThat(translator.name()).isEqualTo("libretranslate");
    }
  }
}
