package dev.hearken.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignsTest {
  @Test
  void capitalsDoNotMatter() {
    var signs = new Signs(List.of("<blockquote", "zwchr"));
    assertThat(signs.anyIn("<p><BlockQuote type=cite>")).isTrue();
    assertThat(signs.anyIn("id=ZWCHR")).isTrue();
    assertThat(signs.anyIn("<block quote> zwch")).isFalse();
    assertThat(signs.anyIn("")).isFalse();
  }

  @Test
  void whatIsFoundIsWhatALookForEachFinds() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var words = List.of(text(random, 3).toLowerCase(Locale.ROOT), "b-abc", "aaaa");
      var text = text(random, random.nextInt(40));
      assertThat(new Signs(words).anyIn(text))
          .as("seed %d: %s in %s", seed, words, text)
          .isEqualTo(words.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains));
    }
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("aAbc-é".charAt(random.nextInt(6)));
    }
    return text.toString();
  }
}
