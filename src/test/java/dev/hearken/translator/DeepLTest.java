package dev.hearken.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.translator.StandIn.Fault;
import dev.hearken.translator.StandIn.Spoken;
import dev.hearken.translator.Translator.Answer;
import dev.hearken.translator.TranslatorSettings.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepLTest extends DialectContract {
  @Override
  Kind kind() {
    return Kind.DEEPL;
  }

  @Override
  StandIn.Speech speech() {
    return new DeepLSpeech(KEY);
  }

  @Override
  Object error(int status, String message) {
    return Map.of("message", message);
  }

  @Override
  String called() {
    return "DeepL";
  }

  @Override
  String english() {
    return "EN-US";
  }

  @Test
  void theKeyTravelsInAHeaderAlone() {
    translate("Hola");

    var call = standIn.heard().getFirst();
    assertThat(call.body())
        .isEqualTo(
            StandIn.JSON.valueToTree(
                Map.of("text", List.of("Hola"), "source_lang", "ES", "target_lang", "EN-US")));
    assertThat(call.address().toString() + call.body()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "en, EN, EN-US",
    "pt, PT, PT-PT",
    "pt-BR, PT, PT-BR",
    "zh, ZH, ZH-HANS",
    "no, NB, NB"
  })
  void languagesGoByTheNamesOfTheService(String language, String source, String target) {
    assertThat(translate(List.of("Hello"), language, "de")).isInstanceOf(Answer.Translated.class);
    assertThat(translate(List.of("Hello"), "de", language)).isInstanceOf(Answer.Translated.class);

    assertThat(standIn.heard().getFirst().body().path("source_lang").asText()).isEqualTo(source);
    assertThat(standIn.heard().getLast().body().path("target_lang").asText()).isEqualTo(target);
  }

  @Test
  void aQuotaThatIsUsedUpIsNotTriedAgain() {
    standIn.thenSays(456, Map.of("message", "Quota Exceeded"));
    assertThat(failed().retry()).isFalse();
    standIn.then(new Fault.Says(new Spoken(456, Map.of(), "")));
    assertThat(failed().retry()).isFalse();
  }

  @Test
  void aTargetThatTheServiceLacksIsSkipped() {
    assertThat(translate(List.of("Hola"), "es", "lb")).isInstanceOf(Answer.Skipped.class);
  }

  @Test
  void keysOfTheFreePlanHaveAnAddressOfTheirOwn() {
    assertThat(DeepL.usual(new Key("secret:fx"))).hasHost("api-free.deepl.com").hasScheme("https");
    assertThat(DeepL.usual(new Key("secret"))).hasHost("api.deepl.com").hasScheme("https");
  }
}
