package dev.hearken.translator;

import static dev.hearken.translator.StandIn.translated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.translator.StandIn.Fault;
import dev.hearken.translator.StandIn.Spoken;
import dev.hearken.translator.Translator.Answer;
import dev.hearken.translator.TranslatorSettings.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every service must do, each in its own dialect.
abstract class DialectContract {
  static final String KEY = "a-key-that-nobody-may-see";
  static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration SOON = Duration.ofMillis(300);
  private static final List<String> TEXTS =
      List.of("Hola", "Adiós a todos mis amigos", "<b>1 & 2</b>\n\"comillas\" 😀");

  StandIn standIn;
  private Translator translator;

  abstract Kind kind();

  abstract StandIn.Speech speech();

  /// What the service says of an error.
  abstract Object error(int status, String message);

  @BeforeEach
  void start() {
    standIn = new StandIn(speech());
    translator = translator(KEY, Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    translator.close();
    standIn.close();
  }

  Translator translator(String key, Duration timeout) {
    return Translators.service(
        new TranslatorSettings(
            kind(), Optional.of(address()), Optional.of(new Key(key)), region(), timeout),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  URI address() {
    return standIn.address();
  }

  Optional<String> region() {
    return Optional.empty();
  }

  Answer translate(String... texts) {
    return translator.translate(List.of(texts), "es", "en");
  }

  Answer translate(List<String> texts, String from, String to) {
    return translator.translate(texts, from, to);
  }

  Answer.Failed failed() {
    var answer = translate("Hola a todos los que me oyen");
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return (Answer.Failed) answer;
  }

  @Test
  void aTextComesBackTranslated() {
    assertThat(translate("Hola"))
        .isEqualTo(new Answer.Translated(List.of(translated("Hola", english()))));
  }

  /// How the dialect calls English when it is wanted.
  String english() {
    return "en";
  }

  @Test
  void aBatchComesBackInItsOrderWithEveryCharacter() {
    assertThat(translator.translate(TEXTS, "es", "en"))
        .isEqualTo(
            new Answer.Translated(
                TEXTS.stream().map(text -> translated(text, english())).toList()));
    assertThat(standIn.heard()).hasSize(1);
  }

  @Test
  void theLargestBatchIsTaken() {
    var limits = translator.limits();
    int characters = Math.min(limits.characters(), limits.bytes() / limits.texts());
    var texts = Collections.nCopies(limits.texts(), "ñ".repeat(characters / 2));

    assertThat(translate(texts, "es", "en")).isInstanceOf(Answer.Translated.class);
    assertThat(translate("\"".repeat(limits.characters() - 1) + "a"))
        .isInstanceOf(Answer.Translated.class);
  }

  @Test
  void aWrongKeyIsFinalAndNeverShown() {
    try (var wrong = translator("another-key-that-nobody-may-see", Duration.ofSeconds(20))) {
      var answer = wrong.translate(List.of("Hola"), "es", "en");

      assertThat(answer).isInstanceOf(Answer.Failed.class);
      assertThat(((Answer.Failed) answer).retry()).isFalse();
      assertThat(answer.toString()).doesNotContain("nobody");
    }
  }

  @Test
  void whatTheServiceSaysIsPassedOnUnlessThereIsAKeyOrATextInIt() {
    standIn.thenSays(500, error(500, "No room\nis left"));
    assertThat(failed().why()).contains("500").contains("No room is left.");
    standIn.thenSays(500, error(500, "The key " + KEY + " is wrong"));
    assertThat(failed().why()).contains("500").doesNotContain("nobody").doesNotContain("key");
    standIn.thenSays(500, error(500, "Cannot: hola a todos los que me oyen"));
    assertThat(failed().why()).contains("500").doesNotContain("oyen");
  }

  @ParameterizedTest
  @CsvSource({
    "400, false",
    "401, false",
    "403, false",
    "404, false",
    "405, false",
    "408, true",
    "413, false",
    "429, true",
    "500, true",
    "502, true",
    "503, true",
    "504, true",
    "529, true"
  })
  void aStatusSaysWhetherToTryAgain(int status, boolean retry) {
    standIn.thenSays(status, error(status, "No."));
    assertThat(failed().retry()).isEqualTo(retry);

    standIn.then(new Fault.Says(new Spoken(status, Map.of(), "")));
    assertThat(failed().retry()).isEqualTo(retry);

    standIn.then(new Fault.Says(new Spoken(status, Map.of(), "<html>No.</html>")));
    assertThat(failed()).isEqualTo(new Answer.Failed(failedAgain(status), retry, Duration.ZERO));
  }

  private String failedAgain(int status) {
    return "%s answered %d.".formatted(called(), status);
  }

  /// What the service is called in messages.
  abstract String called();

  @Test
  void afterARateLimitTheSameCallSucceeds() {
    standIn.then(
        new Fault.Says(
            new Spoken(
                429,
                Map.of("Retry-After", "7"),
                StandIn.JSON.valueToTree(error(429, "Slowdown: 10 per 1 minute")).toString())));

    assertThat(failed().after()).isEqualTo(Duration.ofSeconds(7));
    assertThat(translate("Hola")).isInstanceOf(Answer.Translated.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'Sun, 29 Nov 2026 12:01:30 GMT', 90",
    "'Sun, 29 Nov 2026 11:00:00 GMT', 0",
    "999999999, 86400",
    "-1, 0",
    "soon, 0",
    "'', 0"
  })
  void theTimeToWaitIsSecondsOrADate(String header, int seconds) {
    standIn.then(new Fault.Says(new Spoken(503, Map.of("Retry-After", header), "")));

    assertThat(failed().after()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void aSilentServiceIsNotWaitedForAnyLonger() {
    for (var fault : List.of(new Fault.Silent(), new Fault.Stuck())) {
      standIn.then(fault);
      try (var impatient = translator(KEY, SOON)) {
        var answer = impatient.translate(List.of("Hola"), "es", "en");

        assertThat(answer).isInstanceOf(Answer.Failed.class);
        assertThat(((Answer.Failed) answer).retry()).isTrue();
        assertThat(((Answer.Failed) answer).why()).contains("did not answer");
      }
    }
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() {
    standIn.then(new Fault.Cut());
    assertThat(failed().retry()).isTrue();
    standIn.then(new Fault.Huge());
    assertThat(failed().retry()).isTrue();
    standIn.close();
    assertThat(failed().retry()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{}", "null", "nonsense", "<html></html>", "{\"error\":\"x\"}"})
  void anAnswerThatIsNoneIsTriedAgain(String body) {
    standIn.then(new Fault.Says(new Spoken(200, Map.of(), body)));

    var failed = failed();
    assertThat(failed.retry()).isTrue();
    assertThat(failed.why()).contains("nonsense");
  }

  @Test
  void fewerOrMoreTextsThanWereSentAreNonsense() {
    standIn.then(new Fault.Lies(texts -> texts.subList(1, texts.size())));
    assertNonsense();
    standIn.then(new Fault.Lies(texts -> List.of("one", "two", "three", "four")));
    assertNonsense();
    standIn.then(new Fault.Lies(_ -> List.of()));
    assertNonsense();
  }

  @Test
  void whatIsNoTextIsNonsense() {
    standIn.then(new Fault.Lies(_ -> List.of("one", 2, "three")));
    assertNonsense();
    standIn.then(new Fault.Lies(_ -> List.of("one", List.of("two"), "three")));
    assertNonsense();
    standIn.then(new Fault.Lies(_ -> List.of("one", "🤡🤡🤡", "three")));
    assertNonsense();
    standIn.then(new Fault.Lies(_ -> List.of("one", "", "three")));
    assertNonsense();
  }

  private void assertNonsense() {
    var answer = translate(TEXTS, "es", "en");

    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).retry()).isTrue();
    assertThat(((Answer.Failed) answer).why()).contains("nonsense");
  }

  @Test
  void whatCannotBeStoredIsTakenOut() {
    standIn.then(
        new Fault.Says(
            new Spoken(
                200,
                Map.of(),
                StandIn.JSON
                    .valueToTree(speech().answer(List.of("LEFT")))
                    .toString()
                    .replace("LEFT", "a\\u0000b\\ud800c"))));

    assertThat(translate("Hola")).isEqualTo(new Answer.Translated(List.of("ab\ufffdc")));
  }

  @Test
  void aRedirectIsNotFollowed() {
    standIn.then(
        new Fault.Says(new Spoken(302, Map.of("Location", standIn.address() + "/elsewhere"), "")));

    assertThat(failed().retry()).isFalse();
    assertThat(standIn.heard()).hasSize(1);
  }

  @Test
  void aPairThatTheServiceLacksIsSkipped() {
    var answer = translate(List.of("Moien"), "lb", "en");

    assertThat(answer).isInstanceOf(Answer.Skipped.class);
    assertThat(((Answer.Skipped) answer).why()).contains(called());
  }
}
