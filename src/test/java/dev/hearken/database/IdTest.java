package dev.hearken.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0x18ba5ce699f8da1fL})
  void everyIdComesBackFromItsSixteenDigits(long bits) {
    var id = new Id(bits);

    assertThat(id.toString()).matches("[0-9a-f]{16}");
    assertThat(Id.parse(id.toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "0123456789ABCDEF",
        "0123456789abcdefa",
        "0123456789abcdeg",
        " 123456789abcdef"
      })
  void anyOtherFormIsNone(String text) {
    assertThat(Id.parse(text)).isEmpty();
  }

  @Test
  void newIdsDiffer() {
    assertThat(Id.random()).isNotEqualTo(Id.random());
  }
}
