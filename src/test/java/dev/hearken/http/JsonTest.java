package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void timesGoOutInUtcWithSixDigitsWhateverTheZoneOfTheMachine() {
    assertThat(Json.timestamp(Instant.parse("2016-02-10T23:13:28.340295Z")))
        .isEqualTo("2016-02-10T23:13:28.340295+00:00");
    assertThat(Json.timestamp(Instant.parse("2016-02-10T23:13:28Z")))
        .isEqualTo("2016-02-10T23:13:28.000000+00:00");
    assertThat(Json.timestamp(Instant.parse("0001-01-01T00:00:00.999999999Z")))
        .isEqualTo("0001-01-01T00:00:00.999999+00:00");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theFormInWhichTimesGoOutIsReadLikeAnyOther(Generator random) {
    long seconds = Json.FIRST_TIME.getEpochSecond() + random.below(Integer.MAX_VALUE) * 147L;
    var time = Instant.ofEpochSecond(seconds, random.below(1_000_000) * 1_000L);

    assertThat(Json.instant(Json.timestamp(time))).contains(time);
    assertThat(Json.instant(time.toString())).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00.000000+00:00",
        "2026-01-01T24:00:00.000000+00:00",
        "2026-01-01T23:59:60.000000+00:00",
        "0000-01-01T00:00:00.000000+00:00",
        "2026-01-01T00:00:00.00000x+00:00",
        "２026-01-01T00:00:00.000000+00:00"
      })
  void noTimeIsMadeOfWhatIsNone(String text) {
    assertThat(Json.instant(text)).isEmpty();
  }

  static List<Generator> seeds() {
    return Generator.several(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsReadAgain(Generator random) throws IOException {
    var bytes = Json.bytes(random.json(5));

    assertThat(Json.bytes(Json.read(new ByteArrayInputStream(bytes)))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverBytesComeTheyAreReadOrRefused(Generator random) throws IOException {
    var bytes = Json.bytes(random.json(4));
    for (int i = random.below(4); i >= 0 && bytes.length > 0; i--) {
      bytes[random.below(bytes.length)] = (byte) random.below(256);
    }
    try {
      Json.read(new ByteArrayInputStream(bytes));
    } catch (Refusal.Invalid refusal) {
      assertThat(refusal.getMessage()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":{\"b\":[0,\"x\\u0000\"]}}", "{\"a\":{\"b\":[0,\"\\ud800\"]}}"})
  void whatCannotBeStoredIsRefusedWithItsPlace(String text) {
    assertThatThrownBy(
            () -> Json.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("'a.b[1]'");
  }

  @Test
  void valuesInMessagesAreCutAndCannotGarbleThem() {
    assertThat(Shown.of("a\nb\u0000\ud800")).isEqualTo("'a\\u000ab\\u0000\\ud800'");
    assertThat(Shown.of("😀".repeat(200))).isEqualTo("'" + "😀".repeat(100) + "…'");
  }
}
