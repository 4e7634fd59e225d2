package dev.hearken.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LettersTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void wordsBeginWhereTheirBoundsSay() {
    for (int i = 0; i < 20_000; i++) {
      var text = text("aZ 9.é語@[`{/:").toLowerCase(Locale.ROOT);
      int from = random.nextInt(text.length() + 1);
      int end = from + random.nextInt(text.length() - from + 1);
      assertThat(words(Letters.of(text), from, end))
          .as("seed %d: %s, %d, %d", seed, text, from, end)
          .isEqualTo(starts(text, from, end));
    }
  }

  @Test
  void aPartEndsWhereItEnds() {
    var letters = Letters.of("One two\nthree");
    assertThat(words(letters, 5, 7)).isEmpty();
    assertThat(letters.small(4, 7)).isEqualTo(Letters.of("two").small(0, 3));
    assertThat(letters.text(0, 7)).isEqualTo("one two");
    assertThat(letters.look(0, 7)).isEqualTo(1);
    assertThat(letters.look(0, 8)).isEqualTo(1 | Letters.ODD);
  }

  @Test
  void whatTellsOfDatesAndAddressesIsKnown() {
    for (int i = 0; i < 20_000; i++) {
      var text = text("aaaaaaaaaaaaaaaaaaaa/A[é09:@?");
      int from = random.nextInt(text.length() + 1);
      int end = from + random.nextInt(text.length() - from + 1);
      boolean tells = text.substring(from, end).chars().anyMatch(c -> c >= '0' && c <= '@');
      assertThat((Letters.of(text).look(from, end) & Letters.TELLING) != 0)
          .as("seed %d: %s, %d, %d", seed, text, from, end)
          .isEqualTo(tells);
    }
  }

  @Test
  void pagesHaveTwoLettersSideBySide() {
    for (int i = 0; i < 20_000; i++) {
      var text = text("abcdefghijkWw\u00f7é");
      int from = random.nextInt(text.length() + 1);
      int end = from + random.nextInt(text.length() - from + 1);
      boolean may = text.substring(from, end).toLowerCase(Locale.ROOT).contains("ww");
      assertThat(Letters.of(text).mayHoldPage(from, end))
          .as("seed %d: %s, %d, %d", seed, text, from, end)
          .isEqualTo(may);
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
      assertThat((rough.look(from, end) & Letters.ODD) != 0)
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
  void whatIsPlainIsToldWithItsBlanksAndSigns() {
    for (int i = 0; i < 20_000; i++) {
      var text = "x" + text(random.nextBoolean() ? "aZ 9.~!:@" : "aaaaaaaa \t`\u007f\u0001é") + "x";
      boolean usual = text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '`');
      long seen = Letters.of(text).look(0, text.length());
      assertThat((seen & Letters.ODD) != 0).as("seed %d: %s", seed, text).isEqualTo(!usual);
      if (usual) {
        assertThat(Letters.blanks(seen) + 1)
            .as("seed %d: %s", seed, text)
            .isEqualTo(text.split(" +", -1).length);
        assertThat(Letters.digits(seen))
            .as("seed %d: %s", seed, text)
            .isEqualTo((int) text.chars().filter(Character::isDigit).count());
        assertThat((seen & Letters.COLON) != 0)
            .as("seed %d: %s", seed, text)
            .isEqualTo(text.indexOf(':') >= 0);
        assertThat((seen & Letters.AT) != 0)
            .as("seed %d: %s", seed, text)
            .isEqualTo(text.indexOf('@') >= 0);
        assertThat((seen & Letters.WIDE) == 0)
            .as("seed %d: %s", seed, text)
            .isEqualTo(text.equals(Plain.of(text)));
        assertThat(Plain.narrow(text, 0, text.length()))
            .as("seed %d", seed)
            .isEqualTo(Plain.of(text));
      }
    }
  }

  private static List<Integer> words(Letters letters, int from, int end) {
    var places = new ArrayList<Integer>();
    for (int block = from / Long.SIZE; block * Long.SIZE < end; block++) {
      for (int i = 0; i < Long.SIZE; i++) {
        if ((letters.words(block, from, end) & 1L << i) != 0) {
          places.add(block * Long.SIZE + i);
        }
      }
    }
    return places;
  }

  private static List<Integer> starts(String text, int from, int end) {
    return IntStream.range(from, end).filter(at -> start(text, at) == at).boxed().toList();
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
