package dev.hearken.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleaningTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Cleaning CLEANING = Cleaning.create();
  private static final Sender JANE = Sender.of("Jane Roe <jane@example.com>");

  private static Cleaned clean(String text) {
    return CLEANING.clean(text, JANE);
  }

  @Test
  void answersBetweenQuotedLinesStayInTheirOrder() {
    var cleaned = clean("Sam wrote:\n> One?\nYes.\n\n> Two?\nNo.\nNever.\n\nJane");
    assertThat(cleaned.body()).isEqualTo("Yes.\n\nNo.\nNever.");
    assertThat(cleaned.signature()).isEqualTo("Jane");
    assertThat(cleaned.kept()).isEmpty();
  }

  @Test
  void blankLinesOfTheSenderStay() {
    assertThat(clean("\n  One.\n\n\nTwo.\n\n").body()).isEqualTo("  One.\n\n\nTwo.");
  }

  @Test
  void everyLineIsTold() {
    var cleaned = clean("Yes.\n\nJane\n\nOn 4 Mar 2024 Sam <sam@example.org> wrote:\n> Is it?");
    assertThat(cleaned.lines().stream().map(MarkedLine::rule).distinct())
        .containsExactly(Rule.OWN, Rule.NAME, Rule.ATTRIBUTION, Rule.QUOTED_LINE);
    assertThat(cleaned.lines()).hasSize(6);
  }

  @Test
  void aForwardWithoutWordsIsKeptAndSaysSo() {
    var cleaned =
        clean(
            "---------- Forwarded message ---------\nFrom: sam@example.org\nSubject: x\n\nIt burns.");
    assertThat(cleaned.body()).isEqualTo("It burns.");
    assertThat(cleaned.kept()).contains(Rule.KEPT_FORWARD);
  }

  @Test
  void aLoneQuotationIsKeptAndSaysSo() {
    var cleaned = clean("On 4 Mar 2024 Sam <sam@example.org> wrote:\n> Is it?\n\n-- \nJane");
    assertThat(cleaned.body()).isEqualTo("> Is it?");
    assertThat(cleaned.signature()).isEqualTo("-- \nJane");
    assertThat(cleaned.kept()).contains(Rule.KEPT_QUOTE);
  }

  @Test
  void aLoneSignatureIsKept() {
    assertThat(clean("Sent from my iPhone").body()).isEqualTo("Sent from my iPhone");
  }

  @Test
  void anEmptyMailIsEmpty() {
    assertThat(clean("").body()).isEmpty();
    assertThat(clean(" \n\n").body()).isEmpty();
  }

  @Test
  void linesOfAQuotingElementAreQuotedWithoutAMark() {
    var hints = Hints.none();
    hints.quotes().set(2, 4);
    var cleaned = CLEANING.clean("Yes.\n\nIs it?\nReally?\n\nThat is all.", hints, JANE);
    assertThat(cleaned.body()).isEqualTo("Yes.\n\nThat is all.");
    assertThat(cleaned.lines().get(2).rule()).isEqualTo(Rule.QUOTING_ELEMENT);
  }

  @Test
  void cleaningAgainChangesNothing() {
    for (var text :
        List.of(
            "One.\n\nJane\n-- \nJane Roe\n\n___________________\nA mailing list\nhttp://x.example/listinfo/a",
            "Hi\n\nSee you.\n\nThanks,\nJane\n\nJane Roe\nTel. +1 555 010 0200\n\n> x",
            "a\n\n> b\n\nJane\n\n> c\n\nd")) {
      var once = clean(text).body();
      assertThat(clean(once).body()).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">",
        "> a\n",
        "a",
        "a:\n",
        "On 3 May 2012 X <a@b.c> wrote:\n> q\nanswer\n\n",
        "From: a@b.c\nTo: d\n",
        "-- \n",
        "Thanks,\nBob\n",
        "Regards,\n\nJane Roe\n\n",
        "_____\n\n",
        "On 3 May 2012\n",
        " ",
        "\n",
        "> a\nb\n> c\n\nhttp://x.example unsubscribe\n\n"
      })
  void itsCostIsLinear(String part) {
    int few = 64 * 1024 / part.length();
    clean(part.repeat(few));
    long one = nanos(part.repeat(few));
    long sixteen = nanos(part.repeat(16 * few));
    assertThat(Duration.ofNanos(sixteen))
        .isLessThan(Duration.ofNanos(one).multipliedBy(64).plusMillis(500));
  }

  /// Of the processor: others are at work on this machine too.
  private static long nanos(String text) {
    long start = THREADS.getCurrentThreadCpuTime();
    var cleaned = clean(text);
    assertThat(cleaned.lines()).isNotEmpty();
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  @Test
  void aWordFileWithAnUnknownKeySaysWhich() {
    assertThatThrownBy(() -> Vocabulary.read("xx.txt", List.of("wrot: schrieb")))
        .hasMessage("xx.txt: no such key: wrot");
  }

  @Test
  void aPhraseThatIsFoundWhereWordsBeginBeginsLikeOne() {
    assertThatThrownBy(() -> Vocabulary.read("xx.txt", List.of("list: abmelden | (ab)melden")))
        .hasMessage("xx.txt: list: begins with no letter or digit: (ab)melden");
  }
}
