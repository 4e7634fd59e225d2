package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.translator.Key;
import dev.hearken.translator.TranslatorSettings;
import dev.hearken.translator.TranslatorSettings.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslatorConfigTest {
  private static TranslatorSettings read(Map<String, String> settings) {
    return Config.of(settings).translator();
  }

  @Test
  void aServiceIsReadWithAllThatItNeeds() {
    var settings =
        read(
            Map.of(
                "HEARKEN_TRANSLATOR", "azure",
                "HEARKEN_TRANSLATOR_URL", "https://translate.example.com/base/",
                "HEARKEN_TRANSLATOR_KEY", "secret",
                "HEARKEN_TRANSLATOR_REGION", "westeurope",
                "HEARKEN_TRANSLATOR_SECONDS", "7"));

    assertThat(settings)
        .isEqualTo(
            new TranslatorSettings(
                Kind.AZURE,
                Optional.of(URI.create("https://translate.example.com/base")),
                Optional.of(new Key("secret")),
                Optional.of("westeurope"),
                Duration.ofSeconds(7)));
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "libretranslate, HEARKEN_TRANSLATOR_URL",
    "deepl, HEARKEN_TRANSLATOR_KEY",
    "google, HEARKEN_TRANSLATOR_KEY",
    "azure, HEARKEN_TRANSLATOR_KEY"
  })
  void whatAServiceNeedsMustBeThere(String service, String missing) {
    var settings = new HashMap<>(Map.of("HEARKEN_TRANSLATOR", service));

    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining("The setting " + missing + " is missing")
        .hasMessageContaining("HEARKEN_TRANSLATOR=" + service)
        .hasMessageContaining("it must be " + Setting.valueOf(missing).right());

    settings.put(missing, missing.endsWith("KEY") ? "k" : "http://localhost:5000");
    assertThat(read(settings).kind().name()).isEqualToIgnoringCase(service);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://geheim@example.com",
        "https://user:geheim@example.com/",
        "https://example.com/?key=geheim",
        "https://example.com/#geheim"
      })
  void anAddressWithWhatCouldBeAKeyIsRefusedWithoutShowingIt(String address) {
    assertThatThrownBy(() -> read(Map.of("HEARKEN_TRANSLATOR_URL", address)))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining("HEARKEN_TRANSLATOR_URL is 'https://")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void apertiumHasAFolderInPlaceOfAnAddress() {
    assertThat(
            read(Map.of(
                    "HEARKEN_TRANSLATOR", "apertium",
                    "HEARKEN_TRANSLATOR_URL", "file:///opt/apertium/modes"))
                .address())
        .contains(URI.create("file:///opt/apertium/modes"));
    assertThatThrownBy(() ->
            read(
                Map.of(
                    "HEARKEN_TRANSLATOR", "apertium",
                    "HEARKEN_TRANSLATOR_URL", "http://localhost")))
        .isInstanceOf(Setting.Wrong.class);
  }

  @Test
  void aWrongKeyIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> read(Map.of("HEARKEN_TRANSLATOR_KEY", "mit Lücken")))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining("HEARKEN_TRANSLATOR_KEY")
        .hasMessageNotContaining("Lücken");
  }
}
