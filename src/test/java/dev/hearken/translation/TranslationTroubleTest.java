package dev.hearken.translation;

import static dev.hearken.translation.TranslationCalls.comment;
import static dev.hearken.translation.TranslationCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.translator.Translator.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What happens when the service fails, or may not be asked.
@Tag("database")
class TranslationTroubleTest {
  private TranslationCalls calls;

  @BeforeEach
  void start() {
    calls = new TranslationCalls();
    calls.source("s");
  }

  @AfterEach
  void stop() {
    calls.close();
  }

  private JsonNode translation() {
    return TranslationCalls.ok(calls.server().admin().get(TranslationCalls.SOURCES + "s/loading"))
        .at("/loading/translation");
  }

  private void limited(long cacheBytes, long characters) {
    var translator = calls.translator();
    calls.close();
    calls =
        new TranslationCalls(
            translator, new Means(translator, MarkingTranslator::language, cacheBytes, characters));
    calls.source("s");
  }

  private void execute(String statement) {
    calls.server().sql().useHandle(handle -> handle.execute(statement));
  }

  private long number(String query) {
    return calls
        .server()
        .sql()
        .withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  @Test
  void whatMaySucceedLaterIsTriedAgainAndTheOriginalIsServedUntilThen() {
    calls.translator().fails("It is away.", true, Duration.ZERO);
    calls.sync("s", comment("c", "es x"));
    calls.await(() -> translation().get("halted").asText().equals("It is away."));
    assertThat(calls.text("s", "c")).isEqualTo("es x");
    assertThat(translation().get("waiting").asInt()).isEqualTo(1);
    calls.translator().translates();
    calls.awaitText("s", "c", "es>en ES X");
    calls.await(() -> translation().get("halted").isNull());
    assertThat(translation().get("waiting").asInt()).isZero();
    assertThat(translation().get("done").asInt()).isEqualTo(1);
  }

  @Test
  void theServiceIsLeftAloneForAsLongAsItAsks() {
    var answered = Collections.synchronizedList(new ArrayList<Long>());
    calls
        .translator()
        .answers(call -> {
          answered.add(System.nanoTime());
          return answered.size() == 1
              ? Optional.of(new Answer.Failed("Slower.", true, Duration.ofSeconds(2)))
              : Optional.empty();
        });
    calls.sync("s", comment("c", "es x"), comment("d", "fr y"));
    calls.awaitText("s", "c", "es>en ES X");
    calls.awaitText("s", "d", "fr>en FR Y");
    assertThat(answered.get(1) - answered.get(0)).isGreaterThan(1_900_000_000L);
  }

  @Test
  void whatTheServiceRefusesHasFailedWithItsReasonAndIsNotSentAgain() {
    calls.translator().fails("The key is wrong.", false, Duration.ZERO);
    var comments = IntStream.range(0, 10).mapToObj(i -> comment("c" + i, "es " + i + " x"));
    calls.sync("s", comments.toArray(String[]::new));
    calls.await(() -> translation().get("failed").asInt() == 10);
    assertThat(translation().get("failures").toString())
        .isEqualTo("[{\"reason\":\"The key is wrong.\",\"count\":10}]");
    assertThat(calls.translator().calls()).hasSize(3);
    assertThat(calls.text("s", "c1")).isEqualTo("es 1 x");
    assertThat(number("SELECT sum(characters) FROM translation_month")).isZero();
    calls.translator().translates();
    // Switching it on again tries what failed once more.
    calls.flag("s", false);
    calls.flag("s", true);
    calls.awaitText("s", "c1", "es>en ES 1 X");
    calls.await(() -> translation().get("failed").asInt() == 0);
  }

  @Test
  void oneBadTextSpoilsNoOther() {
    calls
        .translator()
        .answers(call ->
            call.texts().stream().anyMatch(text -> text.contains("bad"))
                ? Optional.of(new Answer.Failed("Bad text.", false, Duration.ZERO))
                : Optional.empty());
    var comments =
        IntStream.range(0, 40)
            .mapToObj(i -> comment("c" + i, i == 23 ? "es bad" : "es " + i + " x"));
    calls.sync("s", comments.toArray(String[]::new));
    calls.await(() -> translation().get("done").asInt() == 39);
    assertThat(translation().get("failed").asInt()).isEqualTo(1);
    assertThat(calls.text("s", "c23")).isEqualTo("es bad");
    assertThat(calls.translator().calls()).hasSizeLessThan(20);
  }

  @Test
  void aTextThatAlwaysBreaksTheServiceKeepsNoOtherWaiting() {
    calls
        .translator()
        .answers(call ->
            call.texts().stream().anyMatch(text -> text.contains("bad"))
                ? Optional.of(new Answer.Failed("Broken.", true, Duration.ZERO))
                : Optional.empty());
    calls.sync("s", comment("a", "es bad"), comment("b", "es b"), comment("c", "es c"));
    calls.await(() -> {
      execute("UPDATE comment_translation SET due_at = now() WHERE state = 'waiting'");
      execute("UPDATE translation_call SET due_at = now()");
      return translation().get("done").asInt() == 2;
    });
    assertThat(calls.text("s", "a")).isEqualTo("es bad");
    assertThat(translation().get("waiting").asInt()).isEqualTo(1);
  }

  @Test
  void whatTheServiceDoesNotTranslateIsSkippedWithItsReason() {
    calls
        .translator()
        .answers(call ->
            call.from().equals("eo")
                ? Optional.of(new Answer.Skipped("No eo."))
                : Optional.empty());
    calls.sync(
        "s",
        comment("c", "eo x"),
        comment("d", "es x"),
        with("e", "[{\"body\":{\"text\":\"eo y\"}},{\"body\":{\"text\":\"es y\"}}]"));
    calls.await(() -> translation().get("done").asInt() == 2);
    assertThat(translation().get("skipped").asInt()).isEqualTo(1);
    assertThat(translation().get("skips").toString())
        .isEqualTo("[{\"reason\":\"No eo.\",\"count\":1}]");
    assertThat(calls.messages("s", "e").toString())
        .isEqualTo(
            "[{\"body\":{\"text\":\"eo y\"}},{\"body\":{\"text\":\"es>en ES Y\","
                + "\"translated_from\":\"es y\"},\"language\":\"es\"}]");
  }

  @Test
  void nonsenseIsNotServed() {
    calls
        .translator()
        .answers(call ->
            Optional.of(
                new Answer.Translated(
                    call.texts().stream()
                        .map(text ->
                            switch (text) {
                              case "es a" -> "a\u0000b";
                              case "es b" -> "  ";
                              default -> "fine";
                            })
                        .toList())));
    calls.sync("s", comment("a", "es a"), comment("b", "es b"), comment("c", "es c"));
    calls.awaitText("s", "c", "fine");
    assertThat(calls.text("s", "a")).isEqualTo("es a");
    assertThat(calls.text("s", "b")).isEqualTo("es b");
    assertThat(translation().get("failed").asInt()).isEqualTo(2);
  }

  @Test
  void noMoreCharactersAreSentInAMonthThanMayBe() {
    limited(1 << 20, 20);
    calls.sync("s", comment("a", "es twelve ch"));
    calls.awaitText("s", "a", "es>en ES TWELVE CH");
    assertThat(translation().get("characters_this_month").asInt()).isEqualTo(12);
    calls.sync("s", comment("b", "es nine ch"));
    calls.await(() -> translation().get("halted").asText().contains("The 20 characters"));
    assertThat(calls.text("s", "b")).isEqualTo("es nine ch");
    assertThat(translation().get("waiting").asInt()).isEqualTo(1);
    assertThat(calls.translator().asked()).containsExactly("es twelve ch");
    // Another month begins.
    calls.rest();
    execute("UPDATE translation_month SET month = month - interval '1 month'");
    execute("UPDATE translated_source SET month = month - interval '1 month'");
    calls.work();
    calls.awaitText("s", "b", "es>en ES NINE CH");
    assertThat(translation().get("characters_this_month").asInt()).isEqualTo(10);
  }

  @Test
  void theCacheIsAsLargeAsItMayBeAndKeepsWhatWasUsedLast() {
    limited(200_000, Means.UNLIMITED);
    var comments =
        IntStream.range(0, 2_000)
            .mapToObj(i -> comment("c" + i, "es " + i + " x".repeat(20)))
            .toArray(String[]::new);
    calls.sync("s", comments);
    calls.await(() -> translation().get("done").asInt() == 2_000);
    assertThat(number("SELECT sum(bytes) FROM translation_cache")).isBetween(100_000L, 200_000L);
    assertThat(number("SELECT cache_bytes FROM translator"))
        .isEqualTo(number("SELECT sum(bytes) FROM translation_cache"));
    calls.translator().forget();
    calls.sync("s", comment("again", "es 1999" + " x".repeat(20)));
    calls.awaitText("s", "again", "es>en ES 1999" + " X".repeat(20));
    assertThat(calls.translator().asked()).isEmpty();
  }

  @Test
  void withoutACacheEachCommentIsSent() {
    limited(0, Means.UNLIMITED);
    calls.sync("s", comment("a", "es x"));
    calls.awaitText("s", "a", "es>en ES X");
    calls.sync("s", comment("b", "es x"));
    calls.awaitText("s", "b", "es>en ES X");
    assertThat(calls.translator().asked()).containsExactly("es x", "es x");
  }

  @Test
  void aTextLongerThanTheServiceTakesIsSentInPieces() {
    calls.translator().takes(50, 1_000, 40);
    calls.sync("s", comment("c", "es one two three. Four five six\\n\\n  seven eight nine ten. e"));
    calls.awaitText(
        "s", "c", "es>en ES ONE TWO THREE. FOUR FIVE SIX\n\n  es>en SEVEN EIGHT NINE TEN. E");
  }

  @Test
  void translatingAgainAsksTheServiceAgainAndServesWhatIsThereUntilThen() {
    calls.sync("s", comment("c", "es x"), comment("d", "es x"));
    calls.awaitText("s", "d", "es>en ES X");
    calls.rest();
    var path = TranslationCalls.SOURCES + "s/comments/c/translate";
    TranslationCalls.ok(calls.server().admin().post(path, "{}"));
    assertThat(calls.text("s", "c")).isEqualTo("es>en ES X");
    calls.translator().answers(_ -> Optional.of(new Answer.Translated(List.of("better"))));
    calls.work();
    calls.awaitText("s", "c", "better");
    assertThat(calls.text("s", "d")).isEqualTo("es>en ES X");
    var audit =
        TranslationCalls.ok(
                calls
                    .server()
                    .admin()
                    .post(
                        "/api/v1/audit_events/query",
                        "{\"filter\": {\"timestamp\": {}}, \"limit\": 1024}"))
            .get("audit_events")
            .toString();
    assertThat(audit).contains("\"event_type\":\"comment.translate\"");
  }

  @Test
  void whatCannotBeTranslatedAgainIsRefused() {
    var admin = calls.server().admin();
    calls.source("off", "en", false);
    calls.sync("off", comment("c", "es x"));
    var off = admin.post(TranslationCalls.SOURCES + "off/comments/c/translate", "{}");
    assertThat(off.status()).isEqualTo(422);
    assertThat(off.message()).contains("'should_translate' must be true");
    var missing = admin.post(TranslationCalls.SOURCES + "s/comments/none/translate", "{}");
    assertThat(missing.status()).isEqualTo(404);
    calls.sync("s", comment("c", "es x"));
    calls.rest();
    execute("DELETE FROM translator");
    var none = admin.post(TranslationCalls.SOURCES + "s/comments/c/translate", "{}");
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.message()).contains("HEARKEN_TRANSLATOR");
    var more = admin.post(TranslationCalls.SOURCES + "s/comments/c/translate", "{\"a\": 1}");
    assertThat(more.status()).isEqualTo(400);
  }

  @Test
  void whatCameWhileThereWasNoServiceIsTranslatedWhenThereIsOne() {
    calls.rest();
    execute("DELETE FROM translator");
    calls.sync("s", comment("c", "es x"));
    assertThat(translation().get("service").isNull()).isTrue();
    assertThat(translation().get("halted").asText()).contains("No service is configured");
    assertThat(number("SELECT count(*) FROM translation_queue")).isZero();
    calls.work();
    calls.awaitText("s", "c", "es>en ES X");
    assertThat(translation().get("service").asText()).isEqualTo("marking");
  }

  @Test
  void anotherServiceTriesAgainWhatFailed() {
    calls.translator().fails("No.", false, Duration.ZERO);
    calls.sync("s", comment("c", "es x"));
    calls.await(() -> translation().get("failed").asInt() == 1);
    calls.rest();
    execute("UPDATE translator SET service = 'other'");
    calls.translator().translates();
    calls.work();
    calls.awaitText("s", "c", "es>en ES X");
  }

  @Test
  void aServerThatDiedIsFollowedByAnother() {
    calls.rest();
    calls.sync("s", comment("c", "es x"));
    var database = calls.server().database();
    var taken = new TurnStore(database, Duration.ofSeconds(1)).take().orElseThrow();
    assertThat(new TurnStore(database).take()).isEmpty();
    assertThat(taken.wanted()).isTrue();
    calls.work();
    calls.awaitText("s", "c", "es>en ES X");
  }

  @Test
  void sourcesTakeTurns() {
    calls.rest();
    calls.source("t");
    calls.translator().takes(1, 1_000, 1_000);
    for (var source : List.of("s", "t")) {
      var comments =
          IntStream.range(0, 200).mapToObj(i -> comment("c" + i, "es " + source + " " + i));
      calls.sync(source, comments.toArray(String[]::new));
    }
    var slow = new AtomicInteger();
    calls
        .translator()
        .answers(_ -> {
          slow.incrementAndGet();
          java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
          return Optional.empty();
        });
    calls.sync(
        "s",
        IntStream.range(200, 2_000)
            .mapToObj(i -> comment("c" + i, "es s " + i))
            .toArray(String[]::new));
    calls.work();
    calls.awaitText("t", "c199", "es>en ES T 199");
    assertThat(slow.get()).isLessThan(1_900);
  }

  @Test
  void whatIsKnownOfASourceGoesWithIt() {
    var id = calls.source("gone", "en", true);
    calls.sync("gone", comment("c", "es gone"));
    calls.awaitText("gone", "c", "es>en ES GONE");
    assertThat(calls.server().admin().delete("/api/v1/sources/id:" + id).status()).isEqualTo(200);
    calls.await(() ->
        number("SELECT count(*) FROM comment_translation WHERE messages LIKE '%GONE%'") == 0
            && number("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'purge-source'")
                == 0);
    assertThat(number("SELECT count(*) FROM translated_source")).isEqualTo(1);
  }

  @Test
  void whoMayOnlyTranslateMayNotRead() {
    var client = calls.server().user("t", Map.of("DefaultProject", List.of("sources-translate")));
    calls.sync("s", comment("c", "es x"));
    var path = TranslationCalls.SOURCES + "s/comments/c";
    assertThat(client.post(path + "/translate", "{}").status()).isEqualTo(200);
    assertThat(client.get(path).status()).isEqualTo(403);
  }
}
