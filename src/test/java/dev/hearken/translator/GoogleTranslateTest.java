package dev.hearken.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.translator.Translator.Answer;
import dev.hearken.translator.TranslatorSettings.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleTranslateTest extends DialectContract {
  @Override
  Kind kind() {
    return Kind.GOOGLE;
  }

  @Override
  StandIn.Speech speech() {
    return new GoogleSpeech(KEY);
  }

  @Override
  Object error(int status, String message) {
    return GoogleSpeech.error(status, message, "backendError");
  }

  @Override
  String called() {
    return "Google";
  }

  @Test
  void theKeyTravelsInAHeaderAloneAndTextsAreNoHtml() {
    assertThat(translate("L'été")).isEqualTo(new Answer.Translated(List.of("(en) L'été")));

    var call = standIn.heard().getFirst();
    assertThat(call.body())
        .isEqualTo(
            StandIn.JSON.valueToTree(
                Map.of("q", List.of("L'été"), "source", "es", "target", "en", "format", "text")));
    assertThat(call.address().toString() + call.body()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource({"zh, zh-CN", "zh-TW, zh-TW", "nb, no", "pt-BR, pt"})
  void languagesGoByTheNamesOfTheService(String language, String name) {
    assertThat(translate(List.of("Hello"), language, "en")).isInstanceOf(Answer.Translated.class);

    assertThat(standIn.heard().getFirst().body().path("source").asText()).isEqualTo(name);
  }

  @Test
  void tooFastIsTriedAgainAndTheLimitOfTheDayWhenTheNextDayBegins() {
    standIn.thenSays(403, GoogleSpeech.error(403, "Too fast", "userRateLimitExceeded"));
    assertThat(failed())
        .extracting(Answer.Failed::retry, Answer.Failed::after)
        .containsExactly(true, Duration.ZERO);
    standIn.thenSays(403, GoogleSpeech.error(403, "Enough", "dailyLimitExceeded"));
    // Noon in UTC is four in the morning of Pacific time.
    assertThat(failed())
        .extracting(Answer.Failed::retry, Answer.Failed::after)
        .containsExactly(true, Duration.ofHours(20));
    standIn.thenSays(403, GoogleSpeech.error(403, "Never", "accessNotConfigured"));
    assertThat(failed().retry()).isFalse();
  }
}
