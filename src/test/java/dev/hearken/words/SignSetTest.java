package dev.hearken.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignSetTest {
  private static final SignSet SIGNS = SignSet.of("-~ \u2014");

  @Test
  void itHasItsSignsAndNoOthers() {
    for (char c = 0; c < 0x3000; c++) {
      assertThat(SIGNS.has(c)).as("U+%04X", (int) c).isEqualTo("-~ \u2014".indexOf(c) >= 0);
    }
  }

  @Test
  void itTakesThemFromTheEndsOfAText() {
    assertThat(SIGNS.within("-- \u2014Jane-Roe ~")).isEqualTo("Jane-Roe");
    assertThat(SIGNS.behind("- Jane -")).isEqualTo("Jane -");
    assertThat(SIGNS.within("-- ~")).isEmpty();
    assertThat(SIGNS.end("-- ~", 2)).isEqualTo(2);
  }

  @Test
  void anEmptyTextNeitherBeginsNorEndsWithOne() {
    assertThat(SIGNS.begins("")).isFalse();
    assertThat(SIGNS.ends("")).isFalse();
    assertThat(SIGNS.begins("-Jane")).isTrue();
    assertThat(SIGNS.ends("Jane-")).isTrue();
  }
}
