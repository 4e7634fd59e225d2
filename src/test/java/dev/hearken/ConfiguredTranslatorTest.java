package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearken.language.LanguageDetector;
import dev.hearken.translator.LibreTranslateSpeech;
import dev.hearken.translator.StandIn;
import dev.hearken.translator.StandIn.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// From the settings to the served comment, with all that lies between: the models that tell the
/// language, the jobs, and the service over its own interface.
@Tag("database")
class ConfiguredTranslatorTest {
  private static final String SOURCE = "/api/v1/sources/DefaultProject/mail";
  private static final int SENTENCES = 50;

  private static TestServer server(Map<String, String> settings) {
    var server = new TestServer(Config.of(settings).means().orElseThrow());
    var made =
        server
            .admin()
            .put(SOURCE, Map.of("source", Map.of("language", "en", "should_translate", true)));
    assertThat(made.status()).as(made.message()).isEqualTo(200);
    return server;
  }

  private static void sync(TestServer server, List<String> texts) {
    var comments = new ArrayList<Object>();
    for (int i = 0; i < texts.size(); i++) {
      comments.add(
          Map.of(
              "id",
              "c" + i,
              "timestamp",
              "2026-01-31T12:00:00Z",
              "messages",
              List.of(Map.of("body", Map.of("text", texts.get(i))))));
    }
    var synced = server.admin().post(SOURCE + "/sync", Map.of("comments", comments));
    assertThat(synced.status()).as(synced.message()).isEqualTo(200);
  }

  private static String body(TestServer server, int number, String field) {
    return server
        .admin()
        .get(SOURCE + "/comments/c" + number)
        .json()
        .at("/comment/messages/0/body/" + field)
        .asText();
  }

  private static void await(BooleanSupplier translated) {
    Eventually.holds("a translation", Duration.ofSeconds(60), translated::getAsBoolean);
  }

  @Test
  void spanishSentencesComeBackInEnglishThroughApertium() throws Exception {
    assumeTrue(
        Files.exists(Path.of("/usr/share/apertium/modes/spa-eng.mode")),
        "skipped: apertium-eng-spa is not installed");
    try (var server = server(Map.of("HEARKEN_TRANSLATOR", "apertium"));
        var _ = server.work()) {
      var spanish = spanish();
      sync(server, spanish);

      for (int i = 0; i < spanish.size(); i++) {
        int number = i;
        await(() -> !body(server, number, "translated_from").isEmpty());
        assertThat(body(server, i, "translated_from")).isEqualTo(spanish.get(i));
        assertThat(body(server, i, "text")).isNotEqualTo(spanish.get(i)).isNotBlank();
      }
      assertThat(body(server, 0, "text")).isEqualTo("The green house is very big and very old.");
    }
  }

  /// One of our own, and those of the test data that are surely told to be Spanish.
  private static List<String> spanish() throws IOException {
    var sentences = new ArrayList<String>();
    sentences.add("La casa verde es muy grande y muy vieja.");
    var data = System.getenv("HEARKEN_TEST_DATA");
    if (data != null) {
      var detector = LanguageDetector.of(Config.of(Map.of()).languages());
      Files.readAllLines(Path.of(data, "languages", "es.txt")).stream()
          .map(line -> line.split("\t", -1)[1])
          .filter(text -> detector.detect(text).filter("es"::equals).isPresent())
          .limit(SENTENCES)
          .forEach(sentences::add);
    }
    return sentences;
  }

  @Test
  void aServiceThatBreaksOffOnceTranslatesInTheEndAndItsKeyIsShownNowhere() throws Exception {
    var key = "a-key-that-nobody-may-see";
    try (var standIn = new StandIn(new LibreTranslateSpeech(key));
        var server =
            server(
                Map.of(
                    "HEARKEN_TRANSLATOR",
                    "libretranslate",
                    "HEARKEN_TRANSLATOR_URL",
                    standIn.address().toString(),
                    "HEARKEN_TRANSLATOR_KEY",
                    key));
        var _ = server.work()) {
      standIn.then(new Fault.Cut());
      var text = "Todavía no he recibido mi pedido, ¿pueden decirme dónde está?";
      sync(server, List.of(text));

      await(() -> body(server, 0, "translated_from").equals(text));

      assertThat(body(server, 0, "text")).isEqualTo(StandIn.translated(text, "en"));
      assertThat(server.admin().get(SOURCE + "/loading").whole().body()).doesNotContain("nobody");
      assertThat(standIn.heard()).hasSize(2);
    }
  }
}
