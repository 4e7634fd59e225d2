package dev.hearken.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.translator.Translator.Answer;
import dev.hearken.translator.TranslatorSettings.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibreTranslateTest extends DialectContract {
  @Override
  Kind kind() {
    return Kind.LIBRETRANSLATE;
  }

  @Override
  StandIn.Speech speech() {
    return new LibreTranslateSpeech(KEY);
  }

  @Override
  Object error(int status, String message) {
    return Map.of("error", message);
  }

  @Override
  String called() {
    return "LibreTranslate";
  }

  @Test
  void theKeyTravelsInTheBodyAndTheLanguageIsNamed() {
    translate("Hola");

    var call = standIn.heard().getFirst();
    assertThat(call.body())
        .isEqualTo(
            StandIn.JSON.valueToTree(
                Map.of(
                    "q", List.of("Hola"),
                    "source", "es",
                    "target", "en",
                    "format", "text",
                    "api_key", KEY)));
    assertThat(call.headers().toString() + call.address()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource({"zh, zh-Hans", "zh-TW, zh-Hant", "pt, pt", "pt-BR, pt-BR", "de_AT, de"})
  void languagesGoByTheNamesOfTheServer(String language, String name) {
    assertThat(translate(List.of("Hello"), language, "en")).isInstanceOf(Answer.Translated.class);
    assertThat(translate(List.of("Hello"), "en", language)).isInstanceOf(Answer.Translated.class);

    assertThat(standIn.heard().getFirst().body().path("source").asText()).isEqualTo(name);
    assertThat(standIn.heard().getLast().body().path("target").asText()).isEqualTo(name);
  }

  @Test
  void aMissingKeyIsFinal() {
    standIn.thenSays(400, error(400, "Visit the portal to get an API key"));

    assertThat(failed().retry()).isFalse();
  }
}
