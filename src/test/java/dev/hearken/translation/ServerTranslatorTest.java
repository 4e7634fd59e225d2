package dev.hearken.translation;

import static dev.hearken.translation.TranslationCalls.SOURCES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.Eventually;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Client;
import dev.hearken.language.LanguageDetector;
import dev.hearken.language.Languages;
import dev.hearken.translator.Key;
import dev.hearken.translator.LibreTranslateSpeech;
import dev.hearken.translator.StandIn;
import dev.hearken.translator.Translator;
import dev.hearken.translator.TranslatorSettings;
import dev.hearken.translator.TranslatorSettings.Kind;
import dev.hearken.translator.Translators;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Comments through the whole server and a service as it is configured, with real detection of
/// languages.
@Tag("database")
class ServerTranslatorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = "a-key-that-nobody-may-see";

  private static final String COMMENT =
      """
      {"comments": [{"id": "secret-id", "timestamp": "2026-01-31T12:00:00Z",
        "user_properties": {"string:Salary": "secret salary"},
        "attachments": [{"name": "secret.pdf", "size": 1, "content_type": "pdf"}],
        "messages": [{"from": "secret@example.com", "to": ["secret.too@example.com"],
          "subject": {"text": "Una pregunta sobre la casa"},
          "body": {"text": "La casa verde es muy grande y el gato bebe leche en la cocina."}}]}]}
      """;

  private static Translator translator(URI address) {
    var settings =
        new TranslatorSettings(
            Kind.LIBRETRANSLATE,
            Optional.of(address),
            Optional.of(new Key(KEY)),
            Optional.empty(),
            Duration.ofSeconds(20));
    return Translators.of(settings, Clock.systemUTC()).orElseThrow();
  }

  private static Means means(Translator translator) {
    var detector = LanguageDetector.of(Languages.parse("en,es,fr,de").orElseThrow());
    return new Means(translator, detector::detect, 1 << 20, Means.UNLIMITED);
  }

  /// The body of the comment once it is translated.
  private static String translated(TestServer server) {
    var admin = server.admin();
    admin.put(SOURCES + "s", "{\"source\": {\"should_translate\": true}}");
    TranslationCalls.ok(admin.post(SOURCES + "s/sync", COMMENT));
    Eventually.holds(
        "the comment is translated",
        PATIENCE,
        () -> comment(admin).toString().contains("translated_from"));
    return comment(admin).at("/comment/messages/0/body/text").asText();
  }

  private static JsonNode comment(Client admin) {
    return TranslationCalls.ok(admin.get(SOURCES + "s/comments/secret-id"));
  }

  private static JsonNode loading(Client admin) {
    return TranslationCalls.ok(admin.get(SOURCES + "s/loading"));
  }

  @Test
  void nothingButTextsLeavesTheMachine() {
    try (var standIn = new StandIn(new LibreTranslateSpeech(KEY));
        var translator = translator(standIn.address());
        var server = new TestServer(means(translator));
        var _ = server.work()) {
      assertThat(translated(server))
          .isEqualTo("(en) La casa verde es muy grande y el gato bebe leche en la cocina.");
      assertThat(standIn.heard()).hasSize(1);
      assertThat(standIn.heard().toString()).contains("Una pregunta").doesNotContain("secret");
    }
  }

  @Test
  void theKeyIsInNoAnswer() {
    try (var standIn = new StandIn(new LibreTranslateSpeech("another-key"));
        var translator = translator(standIn.address());
        var server = new TestServer(means(translator));
        var _ = server.work()) {
      var admin = server.admin();
      admin.put(SOURCES + "s", "{\"source\": {\"should_translate\": true}}");
      TranslationCalls.ok(admin.post(SOURCES + "s/sync", COMMENT));
      Eventually.holds(
          "the translation failed",
          PATIENCE,
          () -> loading(admin).at("/loading/translation/failed").asInt() > 0);
      assertThat(loading(admin).toString()).contains("Invalid API key").doesNotContain(KEY);
    }
  }
}
