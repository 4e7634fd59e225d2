package dev.hearken.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LettersTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void wordsBeginWhereTheirBoundsSay() {
    for (int i = 0; i < 20_000; i++) {
      var text = text("aZ 9.é語@[`{/:").toLowerCase(Locale.ROOT);
      int from = random.nextInt(text.length() + 1);
      assertThat(Letters.of(text).start(from))
          .as("seed %d: %s, %d", seed, text, from)
          .isEqualTo(start(text, from));
    }
  }

  @Test
  void aPartEndsWhereItEnds() {
    var letters = Letters.of("one two\nthree").part(0, 7);
    assertThat(letters.start(5)).isEqualTo(7);
    assertThat(letters.small(4)).isEqualTo(Letters.of("two").small(0));
    assertThat(letters.text()).isEqualTo("one two");
  }

  @Test
  void capitalsOfEnglishBecomeSmall() {
    for (int i = 0; i < 20_000; i++) {
      var text = text("aAzZ@[`{ 9~\t\u007f");
      assertThat(Letters.of(text).text()).as("seed %d", seed).isEqualTo(Plain.lower(text));
    }
  }

  @Test
  void whatIsPlainIsToldWithItsBlanks() {
    for (int i = 0; i < 20_000; i++) {
      var text = "x" + text(random.nextBoolean() ? "aZ 9.~!" : "aaaaaaaa \t`\u007f\u0001é") + "x";
      boolean plain = text.equals(Plain.of(text)) && text.chars().allMatch(c -> c < 0x7f);
      assertThat(Letters.of(text).blanks())
          .as("seed %d: %s", seed, text)
          .isEqualTo(plain ? (int) text.chars().filter(c -> c == ' ').count() : -1);
    }
  }

  /// The first place from here on where a word may begin, or the end.
  private static int start(String text, int from) {
    boolean before = from > 0 && Bounds.joined(text.charAt(from - 1));
    int at = from;
    while (at < text.length()) {
      char letter = text.charAt(at);
      boolean joined = Bounds.joined(letter);
      if (letter != ' ' && !(before && joined)) {
        return at;
      }
      before = joined;
      at++;
    }
    return at;
  }

  private String text(String of) {
    var text = new StringBuilder();
    for (int i = random.nextInt(200); i >= 0; i--) {
      text.append(of.charAt(random.nextInt(of.length())));
    }
    return text.toString();
  }
}
