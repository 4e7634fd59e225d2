package dev.hearken.translation;

import static dev.hearken.translation.TranslationCalls.comment;
import static dev.hearken.translation.TranslationCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

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

/// What happens when the service fails, or is not there.
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

  @Test
  void whatMaySucceedLaterIsTriedAgainAndTheOriginalIsServedUntilThen() {
    calls.translator().fails("It is away.", true, Duration.ZERO);
    calls.sync("s", comment("c", "es x"));
    calls.await(() -> calls.translation("s").get("halted").asText().equals("It is away."));
    assertThat(calls.text("s", "c")).isEqualTo("es x");
    assertThat(calls.translation("s").get("waiting").asInt()).isEqualTo(1);
    calls.translator().translates();
    calls.awaitText("s", "c", "es>en ES X");
    calls.await(() -> calls.translation("s").get("halted").isNull());
    assertThat(calls.translation("s").get("waiting").asInt()).isZero();
    assertThat(calls.translation("s").get("done").asInt()).isEqualTo(1);
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
    calls.await(() -> calls.translation("s").get("failed").asInt() == 10);
    assertThat(calls.translation("s").get("failures").toString())
        .isEqualTo("[{\"reason\":\"The key is wrong.\",\"count\":10}]");
    assertThat(calls.translator().calls()).hasSize(3);
    assertThat(calls.text("s", "c1")).isEqualTo("es 1 x");
    assertThat(calls.number("SELECT sum(characters) FROM translation_month")).isZero();
    calls.translator().translates();
    // Switching it on again tries what failed once more.
    calls.flag("s", false);
    calls.flag("s", true);
    calls.awaitText("s", "c1", "es>en ES 1 X");
    calls.await(() -> calls.translation("s").get("failed").asInt() == 0);
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
    calls.await(() -> calls.translation("s").get("done").asInt() == 39);
    assertThat(calls.translation("s").get("failed").asInt()).isEqualTo(1);
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
      calls.execute("UPDATE comment_translation SET due_at = now() WHERE state = 'waiting'");
      calls.execute("UPDATE translation_call SET due_at = now()");
      return calls.translation("s").get("done").asInt() == 2;
    });
    assertThat(calls.text("s", "a")).isEqualTo("es bad");
    assertThat(calls.translation("s").get("waiting").asInt()).isEqualTo(1);
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
    calls.await(() -> calls.translation("s").get("done").asInt() == 2);
    assertThat(calls.translation("s").get("skipped").asInt()).isEqualTo(1);
    assertThat(calls.translation("s").get("skips").toString())
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
    assertThat(calls.translation("s").get("failed").asInt()).isEqualTo(2);
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
    calls.execute("DELETE FROM translator");
    var none = admin.post(TranslationCalls.SOURCES + "s/comments/c/translate", "{}");
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.message()).contains("HEARKEN_TRANSLATOR");
    assertThat(admin.post(TranslationCalls.SOURCES + "s/comments/c/translate", "").message())
        .isEqualTo(none.message());
    var more = admin.post(TranslationCalls.SOURCES + "s/comments/c/translate", "{\"a\": 1}");
    assertThat(more.status()).isEqualTo(400);
  }

  @Test
  void whatCameWhileThereWasNoServiceIsTranslatedWhenThereIsOne() {
    calls.rest();
    calls.execute("DELETE FROM translator");
    calls.sync("s", comment("c", "es x"));
    assertThat(calls.translation("s").get("service").isNull()).isTrue();
    assertThat(calls.translation("s").get("halted").asText()).contains("No service is configured");
    assertThat(calls.number("SELECT count(*) FROM translation_queue")).isZero();
    calls.work();
    calls.awaitText("s", "c", "es>en ES X");
    assertThat(calls.translation("s").get("service").asText()).isEqualTo("marking");
  }

  @Test
  void anotherServiceTriesAgainWhatFailed() {
    calls.translator().fails("No.", false, Duration.ZERO);
    calls.sync("s", comment("c", "es x"));
    calls.await(() -> calls.translation("s").get("failed").asInt() == 1);
    calls.rest();
    calls.execute("UPDATE translator SET service = 'other'");
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
        calls.number("SELECT count(*) FROM comment_translation WHERE messages LIKE '%GONE%'") == 0
            && calls.number("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'purge-source'")
                == 0);
    assertThat(calls.number("SELECT count(*) FROM translated_source")).isEqualTo(1);
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
