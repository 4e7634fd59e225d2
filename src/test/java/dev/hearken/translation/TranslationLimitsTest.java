package dev.hearken.translation;

import static dev.hearken.translation.TranslationCalls.comment;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How much is sent, and at how much a time.
@Tag("database")
class TranslationLimitsTest {
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

  private void limited(long cacheBytes, long characters) {
    var translator = calls.translator();
    calls.close();
    calls =
        new TranslationCalls(
            translator, new Means(translator, MarkingTranslator::language, cacheBytes, characters));
    calls.source("s");
  }

  @Test
  void noMoreCharactersAreSentInAMonthThanMayBe() {
    limited(1 << 20, 20);
    calls.sync("s", comment("a", "es twelve ch"));
    calls.awaitText("s", "a", "es>en ES TWELVE CH");
    assertThat(calls.translation("s").get("characters_this_month").asInt()).isEqualTo(12);
    calls.sync("s", comment("b", "es nine ch"));
    calls.await(() -> calls.translation("s").get("halted").asText().contains("The 20 characters"));
    assertThat(calls.text("s", "b")).isEqualTo("es nine ch");
    assertThat(calls.translation("s").get("waiting").asInt()).isEqualTo(1);
    assertThat(calls.translator().asked()).containsExactly("es twelve ch");
    // Another month begins.
    calls.rest();
    calls.execute("UPDATE translation_month SET month = month - interval '1 month'");
    calls.execute("UPDATE translated_source SET month = month - interval '1 month'");
    calls.work();
    calls.awaitText("s", "b", "es>en ES NINE CH");
    assertThat(calls.translation("s").get("characters_this_month").asInt()).isEqualTo(10);
  }

  @Test
  void ofManyTextsAsManyAreSentAsTheMonthHasRoomFor() {
    limited(1 << 20, 35);
    calls.sync(
        "s",
        comment("a", "es one 123"),
        comment("b", "es two 123"),
        comment("c", "es 3 12345"),
        comment("d", "es four 12"),
        comment("e", "es five 12"));
    calls.await(() -> !calls.translation("s").get("halted").isNull());
    calls.await(() -> calls.translation("s").get("done").asInt() == 3);
    assertThat(calls.translation("s").get("characters_this_month").asInt()).isEqualTo(30);
    assertThat(calls.translation("s").get("waiting").asInt()).isEqualTo(2);
  }

  @Test
  void theCacheIsAsLargeAsItMayBeAndKeepsWhatWasUsedLast() {
    limited(200_000, Means.UNLIMITED);
    var comments =
        IntStream.range(0, 2_000)
            .mapToObj(i -> comment("c" + i, "es " + i + " x".repeat(20)))
            .toArray(String[]::new);
    calls.sync("s", comments);
    calls.await(() -> calls.translation("s").get("done").asInt() == 2_000);
    assertThat(calls.number("SELECT sum(bytes) FROM translation_cache"))
        .isBetween(100_000L, 200_000L);
    assertThat(calls.number("SELECT cache_bytes FROM translator"))
        .isEqualTo(calls.number("SELECT sum(bytes) FROM translation_cache"));
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
}
