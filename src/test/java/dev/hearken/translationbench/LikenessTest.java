package dev.hearken.translationbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LikenessTest {
  private static double chrF(String translation, String reference) {
    var likeness = new Likeness();
    likeness.add(translation, reference);
    return likeness.chrF();
  }

  @Test
  void theSameTextIsLikeItselfAndAnotherIsNot() {
    assertThat(chrF("The house is green.", "The house  is green.")).isEqualTo(100, within(1e-9));
    assertThat(chrF("xxxxxxx", "The house is green.")).isZero();
    assertThat(chrF("", "The house is green.")).isZero();
    assertThat(chrF("The house was green.", "The house is green."))
        .isGreaterThan(chrF("La casa es verde.", "The house is green."));
  }

  /// Of `abcdefg` beside `abcdefgh` all runs are right: precision 1, recalls 7/8, 6/7, 5/6, 4/5,
  /// 3/4 and 2/3.
  @Test
  void whatIsMissingWeighsFourTimes() {
    double recall = (7 / 8.0 + 6 / 7.0 + 5 / 6.0 + 4 / 5.0 + 3 / 4.0 + 2 / 3.0) / 6;

    assertThat(chrF("abcdefg", "abcdefgh"))
        .isEqualTo(100 * 5 * recall / (4 + recall), within(1e-9));
    assertThat(chrF("abcdefgh", "abcdefg")).isGreaterThan(chrF("abcdefg", "abcdefgh"));
  }

  @Test
  void aRunThatComesTwiceCountsAsOftenAsInBoth() {
    assertThat(chrF("aaaa", "aa")).isLessThan(chrF("aa", "aa"));
  }
}
