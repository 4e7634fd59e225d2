package dev.hearken.translation;

import static dev.hearken.translation.TranslationCalls.comment;
import static dev.hearken.translation.TranslationCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Comments in another language than their source are served translated.
@Tag("database")
class TranslateCommentsTest {
  private static TranslationCalls calls;

  @BeforeAll
  static void start() {
    calls = new TranslationCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  @BeforeEach
  void anew() {
    calls.translator().translates();
    calls.translator().forget();
  }

  @Test
  void aCommentIsServedTranslatedSoonAfterItCame() {
    calls.source("soon");
    assertThat(calls.sync("soon", comment("c", "es hola"))).isEqualTo("1 0 0");
    calls.awaitText("soon", "c", "es>en ES HOLA");
    assertThat(calls.messages("soon", "c").toString())
        .isEqualTo(
            "[{\"body\":{\"text\":\"es>en ES HOLA\",\"translated_from\":\"es hola\"},"
                + "\"language\":\"es\"}]");
    assertThat(calls.listed("soon", "c").get("messages")).isEqualTo(calls.messages("soon", "c"));
  }

  @Test
  void subjectBodyAndSignatureAreTranslatedAndTheMarkupStaysWithTheOriginal() {
    calls.source("parts");
    calls.sync(
        "parts",
        with(
            "c",
            """
            [{"body": {"text": "es uno", "text_markup": {"b": [1, {"a": null}]}}, "from": "es a",
              "subject": {"text": "dos"}, "signature": {"text": " tres\\n", "translated_from": null}}]
            """));
    calls.awaitText("parts", "c", "es>en ES UNO");
    assertThat(calls.messages("parts", "c").toString())
        .isEqualTo(
            "[{\"body\":{\"text\":\"es>en ES UNO\",\"translated_from\":\"es uno\","
                + "\"translated_from_markup\":{\"b\":[1,{\"a\":null}]}},\"from\":\"es a\","
                + "\"subject\":{\"text\":\"es>en DOS\",\"translated_from\":\"dos\"},"
                + "\"signature\":{\"text\":\" es>en TRES\\n\",\"translated_from\":\" tres\\n\"},"
                + "\"language\":\"es\"}]");
    var bare =
        calls
            .server()
            .admin()
            .get(TranslationCalls.SOURCES + "parts/comments/c?include_markup=false");
    assertThat(bare.json().at("/comment/messages/0/body").toString())
        .isEqualTo("{\"text\":\"es>en ES UNO\",\"translated_from\":\"es uno\"}");
  }

  @Test
  void theLanguageIsTheOneThatWasSentElseTheOneThatIsDetected() {
    calls.source("languages");
    calls.source("german", "de", true);
    var comments =
        new String[] {
          with("said", "[{\"body\":{\"text\":\"fr un\"},\"language\":\"ES-mx\"}]"),
          with("same", "[{\"body\":{\"text\":\"fr deux\"},\"language\":\"en\"}]"),
          with("unknown", "[{\"body\":{\"text\":\"fr trois\"},\"language\":\"Spanish\"}]"),
          comment("unsure", "??? quatre"),
          with("subject", "[{\"body\":{\"text\":\"??? six\"},\"subject\":{\"text\":\"fr cinq\"}}]"),
          comment("source", "en seven"),
          comment("figures", "12:30"),
          comment("last", "fr huit")
        };
    calls.sync("languages", comments);
    calls.awaitText("languages", "last", "fr>en FR HUIT");
    assertThat(calls.text("languages", "said")).isEqualTo("es>en FR UN");
    assertThat(calls.messages("languages", "said").at("/0/language").asText()).isEqualTo("ES-mx");
    assertThat(calls.text("languages", "same")).isEqualTo("fr deux");
    assertThat(calls.text("languages", "unknown")).isEqualTo("fr>en FR TROIS");
    assertThat(calls.text("languages", "unsure")).isEqualTo("??? quatre");
    assertThat(calls.text("languages", "subject")).isEqualTo("fr>en ??? SIX");
    assertThat(calls.text("languages", "source")).isEqualTo("en seven");
    calls.sync("german", comment("e", "en seven"), comment("d", "de acht"), comment("z", "fr x"));
    calls.awaitText("german", "z", "fr>de FR X");
    assertThat(calls.text("german", "e")).isEqualTo("en>de EN SEVEN");
    assertThat(calls.text("german", "d")).isEqualTo("de acht");
  }

  @Test
  void whatBringsItsOwnTranslationIsLeftAsItIs() {
    calls.source("own");
    var own = "[{\"body\":{\"text\":\"es a\",\"translated_from\":\"es b\"},\"language\":\"es\"}]";
    calls.sync("own", with("own", own), comment("z", "es c"));
    calls.awaitText("own", "z", "es>en ES C");
    assertThat(calls.messages("own", "own").toString()).isEqualTo(own);
  }

  @Test
  void withoutTheFlagAndInMultilingualSourcesNothingIsSent() {
    calls.source("off", "en", false);
    calls.source("many", "Multilingual", true);
    calls.source("on");
    calls.sync("off", comment("c", "es off"));
    calls.sync("many", comment("c", "es many"));
    calls.sync("on", comment("c", "es on"));
    calls.awaitText("on", "c", "es>en ES ON");
    assertThat(calls.translator().asked()).containsExactly("es on");
    assertThat(calls.text("off", "c")).isEqualTo("es off");
    assertThat(calls.text("many", "c")).isEqualTo("es many");
  }

  @Test
  void theFlagDecidesOfTheNextAnswer() {
    calls.source("flag");
    calls.sync("flag", comment("c", "es flag"));
    calls.awaitText("flag", "c", "es>en ES FLAG");
    calls.flag("flag", false);
    assertThat(calls.text("flag", "c")).isEqualTo("es flag");
    assertThat(calls.listed("flag", "c").at("/messages/0/body/text").asText()).isEqualTo("es flag");
    calls.flag("flag", true);
    assertThat(calls.text("flag", "c")).isEqualTo("es>en ES FLAG");
    assertThat(calls.listed("flag", "c").at("/messages/0/body/text").asText())
        .isEqualTo("es>en ES FLAG");
  }

  @Test
  void whatWasSentAndWhatWasServedAreBothUnchanged() {
    calls.source("again");
    var sent =
        with(
            "c",
            "[{\"body\":{\"text\":\"es x\",\"text_markup\":{\"a\":1}},\"subject\":{\"text\":\"y\"}}]");
    calls.sync("again", sent);
    calls.awaitText("again", "c", "es>en ES X");
    assertThat(calls.sync("again", sent)).isEqualTo("0 0 1");
    var served = with("c", calls.messages("again", "c").toString());
    assertThat(calls.sync("again", served)).isEqualTo("0 0 1");
    var reordered =
        with(
            "c",
            """
            [{"language": "es", "subject": {"translated_from": "y", "text": "es>en Y"}, "from": null,
              "body": {"translated_from_markup": {"a": 1}, "translated_from": "es x",
              "text": "es>en ES X"}}]
            """);
    assertThat(calls.sync("again", reordered)).isEqualTo("0 0 1");
    var put = "{\"comments\":[" + served + "]}";
    assertThat(
            calls.server().admin().put(TranslationCalls.PRIVATE + "again/comments", put).status())
        .isEqualTo(200);
    calls.flag("again", false);
    assertThat(calls.messages("again", "c").at("/0/body").toString())
        .isEqualTo("{\"text\":\"es x\",\"text_markup\":{\"a\":1}}");
  }

  @Test
  void anExportWithOtherPropertiesKeepsTheOriginal() {
    calls.source("export");
    calls.sync("export", comment("c", "es x"));
    calls.awaitText("export", "c", "es>en ES X");
    var changed =
        with("c", calls.messages("export", "c").toString())
            .replace("\"messages\"", "\"user_properties\":{\"string:a\":\"b\"},\"messages\"");
    assertThat(calls.sync("export", changed)).isEqualTo("0 1 0");
    assertThat(calls.text("export", "c")).isEqualTo("es>en ES X");
    calls.flag("export", false);
    assertThat(calls.text("export", "c")).isEqualTo("es x");
  }

  @Test
  void anExportWithAnotherTranslationIsItsSendersOwn() {
    calls.source("corrected");
    calls.sync("corrected", comment("c", "es x"));
    calls.awaitText("corrected", "c", "es>en ES X");
    var changed = calls.messages("corrected", "c").toString().replace("es>en ES X", "better");
    assertThat(calls.sync("corrected", with("c", changed))).isEqualTo("0 1 0");
    calls.sync("corrected", comment("z", "es z"));
    calls.awaitText("corrected", "z", "es>en ES Z");
    assertThat(calls.text("corrected", "c")).isEqualTo("better");
  }

  @Test
  void changedTextIsServedAtOnceAndTranslatedAnew() {
    calls.source("changed");
    calls.sync("changed", comment("c", "es one"));
    calls.awaitText("changed", "c", "es>en ES ONE");
    calls.rest();
    calls.sync("changed", comment("c", "es two"));
    assertThat(calls.text("changed", "c")).isEqualTo("es two");
    calls.work();
    calls.awaitText("changed", "c", "es>en ES TWO");
    // Back to what it was: the translation of that is made, or known, again.
    calls.sync("changed", comment("c", "es one"));
    calls.awaitText("changed", "c", "es>en ES ONE");
  }

  @Test
  void aLateTranslationNeverLandsOnNewerText() {
    calls.source("late");
    var changed = new ArrayList<String>();
    calls
        .translator()
        .answers(call -> {
          if (changed.isEmpty()) {
            changed.add(calls.sync("late", comment("c", "es newer")));
            changed.add(calls.text("late", "c"));
          }
          return java.util.Optional.empty();
        });
    calls.sync("late", comment("c", "es older"));
    calls.await(() -> calls.translator().calls().size() >= 2);
    calls.awaitText("late", "c", "es>en ES NEWER");
    assertThat(changed).containsExactly("0 1 0", "es newer");
    assertThat(calls.messages("late", "c").at("/0/body/translated_from").asText())
        .isEqualTo("es newer");
  }

  @Test
  void theSameTextIsBoughtOnce() {
    calls.source("once");
    calls.rest();
    var comments =
        IntStream.range(0, 1_000)
            .mapToObj(i -> comment("c" + i, i == 500 ? "es other" : "es same"))
            .toArray(String[]::new);
    calls.sync("once", comments);
    calls.work();
    calls.await(() ->
        calls.comments("once").values().stream()
            .allMatch(each -> each.at("/messages/0/body/text").asText().startsWith("es>en ES ")));
    assertThat(calls.translator().asked()).containsExactlyInAnyOrder("es same", "es other");
  }

  @Test
  void whatWaitsIsTranslatedInTheOrderInWhichItCame() {
    calls.source("order");
    calls.translator().takes(7, 1_000, 1_000);
    calls.rest();
    for (int i = 0; i < 40; i++) {
      calls.sync("order", comment("c" + (i * 7) % 40, "es text " + i));
    }
    calls.work();
    calls.await(() -> calls.translator().asked().size() == 40);
    assertThat(calls.translator().asked())
        .containsExactlyElementsOf(IntStream.range(0, 40).mapToObj(i -> "es text " + i).toList());
    assertThat(calls.translator().calls()).hasSize(6);
    calls.translator().takes(50, 100_000, 5_000);
  }

  @Test
  void switchingOnTranslatesWhatIsThereNewestFirstAndArrivalsBeforeIt() {
    calls.source("walk", "en", false);
    var comments =
        IntStream.range(0, 600)
            .mapToObj(i ->
                comment("c" + i, "es walk " + i)
                    .replace("12:00:00", "12:%02d:%02d".formatted(i / 60, i % 60)))
            .toArray(String[]::new);
    calls.sync("walk", comments);
    var arrived = new ArrayList<String>();
    calls
        .translator()
        .answers(call -> {
          if (arrived.isEmpty()) {
            arrived.add(calls.sync("walk", comment("new", "es arrived")));
          }
          return java.util.Optional.empty();
        });
    calls.flag("walk", true);
    calls.await(() -> calls.translator().asked().size() == 601);
    var asked = calls.translator().asked();
    assertThat(new HashSet<>(asked)).hasSize(601);
    assertThat(asked.indexOf("es arrived")).isEqualTo(250);
    asked.remove("es arrived");
    assertThat(asked)
        .containsExactlyElementsOf(
            IntStream.range(0, 600).mapToObj(i -> "es walk " + (599 - i)).toList());
    calls.awaitText("walk", "c0", "es>en ES WALK 0");
  }

  @Test
  void aDeletedCommentTakesItsTranslationAlong() {
    calls.source("deleted");
    calls.sync("deleted", comment("c", "es deleted"));
    calls.awaitText("deleted", "c", "es>en ES DELETED");
    var delete = TranslationCalls.SOURCES + "deleted/comments?id=c";
    assertThat(calls.server().admin().delete(delete).status()).isEqualTo(200);
    var left =
        calls
            .server()
            .sql()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM comment_translation WHERE messages LIKE '%DELETED%'")
                    .mapTo(Integer.class)
                    .one());
    assertThat(left).isZero();
  }
}
