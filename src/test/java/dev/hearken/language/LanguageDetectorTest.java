package dev.hearken.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {
  private static final Languages LANGUAGES =
      Languages.parse("en,de,fr,es,it,pt,nl,pl,ru,sv").orElseThrow();
  private static final LanguageDetector DETECTOR = LanguageDetector.of(LANGUAGES, 4L << 30);
  private static final LanguageDetector SMALL = LanguageDetector.of(LANGUAGES, 64L << 20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Please send me a new invoice for last month, the old one has the wrong address.",
        "de | Bitte schicken Sie mir eine neue Rechnung, die alte hat die falsche Adresse.",
        "fr | Je n'ai toujours pas reçu ma commande, pouvez-vous me dire où elle est ?",
        "es | Todavía no he recibido mi pedido, ¿pueden decirme dónde está?",
        "it | Non ho ancora ricevuto il mio ordine, potete dirmi dove si trova?",
        "pt | Ainda não recebi a minha encomenda, podem dizer-me onde está?",
        "nl | Ik heb mijn bestelling nog steeds niet ontvangen, kunt u zeggen waar die is?",
        "pl | Nadal nie otrzymałem mojego zamówienia, czy możecie powiedzieć, gdzie jest?",
        "ru | Я до сих пор не получил свой заказ, подскажите, где он?",
        "sv | Jag har fortfarande inte fått min beställning, kan ni säga var den är?",
        "de | BITTE SCHICKEN SIE MIR EINE NEUE RECHNUNG, DIE ALTE IST FALSCH",
        "ru | Спасибо"
      })
  void aSentenceTellsItsLanguage(String language, String sentence) {
    assertThat(DETECTOR.detect(sentence)).contains(language);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "ok",
        "Hola",
        "12.50 EUR",
        "😀😀😀",
        "https://example.com/una/pagina/muy/larga/con/muchas/palabras",
        "juan.perez@ejemplo.es",
        "ORD-2024-00017 / SKU_9981-B",
        "Müller Ångström González",
        "Ευχαριστώ πολύ για τη βοήθεια",
        "こんにちは、元気ですか"
      })
  void whatIsTooShortOrNoProseOrInAnotherScriptIsLeftAlone(String text) {
    assertThat(DETECTOR.detect(text)).isEmpty();
    assertThat(SMALL.detect(text)).isEmpty();
  }

  @Test
  void addressesAndNumbersDoNotDecide() {
    assertThat(
            DETECTOR.detect(
                "Por favor, envíen la factura a the.quick.brown.fox@jumps-over-the-lazy-dog.example"
                    + " o miren https://www.example.com/this/is/the/order/that/i/have/been/waiting/for"
                    + " 4711 ORDER-NUMBER-12345-OF-THE-CUSTOMER"))
        .contains("es");
  }

  @Test
  void namesFromElsewhereDoNotMakeEnglishAnotherLanguage() {
    for (var text :
        List.of(
            "Alejandra González Anaya, one of",
            "Kęstutis Łódź from the office",
            "Simon Krätschmer gropes around alone")) {
      assertThat(DETECTOR.detect(text).orElse("en")).as(text).isEqualTo("en");
    }
  }

  @Test
  void aLongTextIsJudgedByItsBeginningWithoutALongWait() {
    assertThat(DETECTOR.detect("Das ist ein ganz gewöhnlicher Satz. ".repeat(100_000)))
        .contains("de");
    assertThat(DETECTOR.detect("a".repeat(1 << 20) + "1".repeat(1 << 20))).isEmpty();
    assertThat(DETECTOR.detect("a_".repeat(1 << 20))).isEmpty();
  }

  @Test
  void scriptsWithoutBlanksAreReadWithNumbersInTheirMidst() {
    var asian = LanguageDetector.of(Languages.parse("en,zh,ja,ko").orElseThrow(), 4L << 30);

    assertThat(asian.detect("我在2024年3月买了这台机器，但是它坏了")).contains("zh");
    assertThat(asian.detect("2024年に買った機械が壊れました")).contains("ja");
    assertThat(asian.detect("谢谢")).contains("zh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "en", "en,", "en,xx", "en,en", "EN,DE", "en;de", "eng,deu"})
  void wrongListsOfLanguagesAreTold(String list) {
    assertThat(Languages.parse(list)).isEmpty();
  }

  @Test
  void ofFiveWordsOfEnglishLessThanOneInTwoHundredIsTakenForAnotherLanguage() throws IOException {
    var data = System.getenv("HEARKEN_TEST_DATA");
    assumeTrue(data != null, "HEARKEN_TEST_DATA names no folder with sentences by language");
    for (var detector : List.of(DETECTOR, SMALL)) {
      var wrong = new TreeMap<String, String>();
      var lines = Files.readAllLines(Path.of(data, "languages", "en.txt"));
      for (var line : lines) {
        var words = line.split("\t", -1)[1].split(" ");
        var text = String.join(" ", List.of(words).subList(0, Math.min(5, words.length)));
        detector
            .detect(text)
            .filter(found -> !found.equals("en"))
            .ifPresent(found -> wrong.put(text, found));
      }
      assertThat(wrong)
          .as(Map.copyOf(wrong).toString())
          .hasSizeLessThanOrEqualTo(lines.size() / 200);
    }
  }
}
