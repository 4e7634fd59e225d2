package dev.hearken.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.translator.Translator.Answer;
import dev.hearken.translator.TranslatorSettings.Kind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureTranslatorTest extends DialectContract {
  private static final String REGION = "westeurope";

  @Override
  Kind kind() {
    return Kind.AZURE;
  }

  @Override
  StandIn.Speech speech() {
    return new AzureSpeech(KEY, REGION, "/translator/text/v3.0/translate");
  }

  @Override
  URI address() {
    return URI.create(standIn.address() + "/translator/text/v3.0");
  }

  @Override
  Optional<String> region() {
    return Optional.of(REGION);
  }

  @Override
  Object error(int status, String message) {
    return AzureSpeech.error(status * 1_000, message);
  }

  @Override
  String called() {
    return "Azure";
  }

  @Test
  void theKeyTravelsInAHeaderAlone() {
    translate("Hola");

    var call = standIn.heard().getFirst();
    assertThat(call.body()).isEqualTo(StandIn.JSON.valueToTree(List.of(Map.of("Text", "Hola"))));
    assertThat(call.query()).contains("textType=plain");
    assertThat(call.address().toString() + call.body()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource({"zh, zh-Hans", "zh-TW, zh-Hant", "pt-BR, pt", "pt, pt-pt", "no, nb"})
  void languagesGoByTheNamesOfTheService(String language, String name) {
    assertThat(translate(List.of("Hello"), language, "en")).isInstanceOf(Answer.Translated.class);

    assertThat(standIn.heard().getFirst().query()).contains("from=" + name + "&");
  }

  @Test
  void whatIsNoLanguageCannotChangeTheAddress() {
    assertThat(translate(List.of("Hello"), "e&to=de x", "en")).isInstanceOf(Answer.Skipped.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400_019, 400_023, 400_035, 400_036})
  void codesOfErrorsTellAPairThatTheServiceLacks(int code) {
    standIn.then(new StandIn.Fault.Says(AzureSpeech.refused(code, "Not valid.")));

    assertThat(translate("Hola")).isInstanceOf(Answer.Skipped.class);
  }

  @Test
  void aFreeQuotaThatIsUsedUpIsNotTriedAgain() {
    standIn.then(
        new StandIn.Fault.Says(AzureSpeech.refused(403_001, "The free quota is used up.")));

    assertThat(failed().retry()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://mine.cognitiveservices.azure.com, https://mine.cognitiveservices.azure.com/translator/text/v3.0",
    "https://mine.cognitiveservices.azure.com/other, https://mine.cognitiveservices.azure.com/other",
    "https://api.cognitive.microsofttranslator.com, https://api.cognitive.microsofttranslator.com"
  })
  void aResourceOfOnesOwnHasAnotherPath(URI given, URI base) {
    assertThat(AzureTranslator.withPath(given)).isEqualTo(base);
  }
}
