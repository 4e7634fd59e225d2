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
      assertThat(Letters.of(text).word(from, text.length()))
          .as("seed %d: %s, %d", seed, text, from)
          .isEqualTo(start(text, from));
    }
  }

  @Test
  void aPartEndsWhereItEnds() {
    var letters = Letters.of("one two\nthree");
    assertThat(letters.word(5, 7)).isEqualTo(7);
    assertThat(letters.small(4, 7)).isEqualTo(Letters.of("two").small(0, 3));
    assertThat(letters.text(0, 7)).isEqualTo("one two");
    assertThat(letters.blanks(0, 7)).isEqualTo(1);
    assertThat(letters.blanks(0, 8)).isEqualTo(Letters.ODD);
  }

  @Test
  void whatTellsOfDatesAndAddressesIsKnown() {
    for (int i = 0; i < 20_000; i++) {
      var text = text("aaaaaaaaaaaaaaaaaaaa/A[é09:@?");
      int from = random.nextInt(text.length() + 1);
      int end = from + random.nextInt(text.length() - from + 1);
      boolean tells = text.substring(from, end).chars().anyMatch(c -> c >= '0' && c <= '@');
      assertThat(Letters.of(text).tells(from, end))
          .as("seed %d: %s, %d, %d", seed, text, from, end)
          .isEqualTo(tells);
    }
  }

  @Test
  void roughLettersAreAsOddAsTheyAre() {
    for (int i = 0; i < 20_000; i++) {
      var text = text("ab 1:@é語\ud83d\ude00");
      var rough = Letters.rough(text);
      int from = random.nextInt(text.length() + 1);
      int end = from + random.nextInt(text.length() - from + 1);
      var part = text.substring(from, end);
      assertThat(rough.blanks(from, end) == Letters.ODD)
          .as("seed %d: %s", seed, part)
          .isEqualTo(!Plain.ascii(part));
      if (Plain.ascii(part)) {
        assertThat(rough.text(from, end)).as("seed %d", seed).isEqualTo(part);
      }
    }
  }

  @Test
  void capitalsOfEnglishBecomeSmall() {
    for (int i = 0; i < 20_000; i++) {
      var text = text("aAzZ@[`{ 9~\t\u007f");
      assertThat(Letters.of(text).text(0, text.length()))
          .as("seed %d", seed)
          .isEqualTo(Plain.lower(text));
    }
  }

  @Test
  void whatIsPlainIsToldWithItsBlanks() {
    for (int i = 0; i < 20_000; i++) {
      var text = "x" + text(random.nextBoolean() ? "aZ 9.~!" : "aaaaaaaa \t`\u007f\u0001é") + "x";
      boolean plain = text.equals(Plain.of(text)) && text.chars().allMatch(c -> c < 0x7f);
      int blanks = Letters.of(text).blanks(0, text.length());
      assertThat(Math.max(-1, blanks))
          .as("seed %d: %s", seed, text)
          .isEqualTo(plain ? (int) text.chars().filter(c -> c == ' ').count() : -1);
      if (blanks == Letters.WIDE) {
        assertThat(Plain.narrow(text, 0, text.length()))
            .as("seed %d", seed)
            .isEqualTo(Plain.of(text));
      }
    }
  }

  /// The first place from here on where a word begins, or the end.
  private static int start(String text, int from) {
    boolean before = from > 0 && Bounds.joined(text.charAt(from - 1));
    int at = from;
    while (at < text.length()) {
      char letter = text.charAt(at);
      boolean joined = Bounds.joined(letter);
      if (joined ? !before : letter >= 128) {
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
