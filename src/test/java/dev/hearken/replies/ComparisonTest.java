package dev.hearken.replies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.clean.Cleaning;
import dev.hearken.clean.Mark;
import dev.hearken.words.Sender;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String TEXT =
      "Yes.\n\nJane\n\nOn 4 Mar 2024 Sam <sam@example.org> wrote:\n> Is it?";

  private static Comparison compared(Label... labels) {
    return Comparison.of(
        Cleaning.create().clean(TEXT, Sender.of("Jane Roe <jane@example.com>")), List.of(labels));
  }

  private static Label label(int number, Mark mark, String text) {
    return new Label(number, mark, Label.hash(text));
  }

  @Test
  void aMailToldRightIsExact() {
    var score =
        compared(
                label(1, Mark.BODY, "Yes."),
                label(3, Mark.SIGNATURE, "Jane"),
                label(5, Mark.QUOTE, "On 4 Mar 2024 Sam <sam@example.org> wrote:"),
                label(5, Mark.QUOTE, ">  Is it?"))
            .score();
    assertThat(score.exact()).isEqualTo(1);
    assertThat(score.body()).isEqualTo(new Score.Lines(1, 0, 0));
    assertThat(score.signature()).isEqualTo(new Score.Lines(1, 0, 0));
    assertThat(score.unknown()).isZero();
  }

  @Test
  void aLineToldWrongCountsForBothKindsAndIsShown() {
    var comparison = compared(label(1, Mark.BODY, "Yes."), label(3, Mark.BODY, "Jane"));
    assertThat(comparison.score().exact()).isZero();
    assertThat(comparison.score().body()).isEqualTo(new Score.Lines(1, 0, 1));
    assertThat(comparison.score().signature()).isEqualTo(new Score.Lines(0, 1, 0));
    assertThat(comparison.differences()).containsExactly("   3  body, not signature (name): Jane");
  }

  @Test
  void linesWithoutALabelAreCountedApart() {
    assertThat(compared(label(1, Mark.BODY, "Yes.")).score().unknown()).isEqualTo(3);
  }

  @Test
  void aLabelFindsItsLineElsewhereByItsHash() {
    assertThat(compared(label(9, Mark.BODY, "Yes.")).score().body())
        .isEqualTo(new Score.Lines(1, 0, 0));
  }

  @Test
  void allLabelsCanBeRead() {
    assertThat(Labels.replies().byMail()).hasSize(46);
    assertThat(Labels.mails("build").byMail()).hasSize(75);
    assertThat(Labels.mails("aside").byMail()).hasSize(75);
  }
}
