package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00.000000+00:00",
    "2026-01-31T12:00:00, 2026-01-31T12:00:00.000000+00:00",
    "2026-01-31 12:00:00.5, 2026-01-31T12:00:00.500000+00:00",
    "2026-01-31t12:00:00z, 2026-01-31T12:00:00.000000+00:00",
    "2026-01-31T12:00:00.123456789+05:45, 2026-01-31T06:15:00.123456+00:00",
    "2026-01-31T12:00:00-0330, 2026-01-31T15:30:00.000000+00:00",
    "2026-01-31T12:00:00+02, 2026-01-31T10:00:00.000000+00:00",
    "2026-01-31T12:00, 2026-01-31T12:00:00.000000+00:00",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000+00:00",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999+00:00",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00.000000+00:00",
  })
  void anyOffsetIsUnderstoodAndCutToMicroseconds(String sent, String meant) {
    assertThat(Json.instant(sent).map(Json::timestamp)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-01-31",
        "2026-02-29T00:00:00Z",
        "2026-01-31T24:00:01Z",
        "2026-01-31T12:00:60Z",
        "0000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "2026-01-31T12:00:00 Z",
        "2026-01-31T12:00:00+25:00",
        "1769860800",
      })
  void whatIsNoTimeIsNone(String sent) {
    assertThat(Json.instant(sent)).isEmpty();
  }
}
