package dev.hearken.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {
  @Test
  void furtherTagsMeanKnownOnes() {
    var recipes =
        Recipes.parse(" mine.1.A = generic.0.CONVKER5, other.20.B-2=generic.0.CONVKER5,")
            .orElseThrow();
    assertThat(recipes.known("mine.1.A")).isTrue();
    assertThat(recipes.of("other.20.B-2").textFormat()).isEqualTo("plain");
    assertThat(recipes.known("generic.0.CONVKER5")).isTrue();
    assertThat(recipes.known("mine.1.B")).isFalse();
  }

  @Test
  void noTagAndOneThatIsKnownNoLongerMeanTheStandard() {
    assertThat(Recipes.STANDARD.of(null)).isEqualTo(Recipes.STANDARD.of("generic.0.CONVKER5"));
    assertThat(Recipes.STANDARD.of("gone.1.A").textFormat()).isEqualTo("plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mine.1.A",
        "mine.1.A=",
        "mine.1.A=mine.1.A",
        "mine=generic.0.CONVKER5",
        "mine.x.A=generic.0.CONVKER5",
        "a.1.A=generic.0.CONVKER5=generic.0.CONVKER5",
        "generic.0.CONVKER5=generic.0.CONVKER5",
        "a.1.A=generic.0.CONVKER5,a.1.A=generic.0.CONVKER5"
      })
  void whatIsWrittenOtherwiseIsWrong(String text) {
    assertThat(Recipes.parse(text)).isEmpty();
  }
}
