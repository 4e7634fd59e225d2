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
      var letters = Letters.of(text);
      int from = random.nextInt(text.length());
      long starts = letters.starts(from);
      int start = starts == 0 ? Math.min(text.length(), from + 8) : from + Eight.lowest(starts);
      assertThat(start)
          .as("seed %d: %s, %d", seed, text, from)
          .isEqualTo(Math.min(Bounds.start(text, from), from + 8));
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

  private String text(String of) {
    var text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      text.append(of.charAt(random.nextInt(of.length())));
    }
    return text.toString();
  }
}
