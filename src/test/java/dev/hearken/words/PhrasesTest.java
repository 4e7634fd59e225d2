package dev.hearken.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.words.Vocabulary.Use;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  private static final List<String> CLOSINGS = List.of("thanks", "thanks in advance", "lg", "謝謝");
  private static final List<String> LISTS = List.of("thanks to our sponsors", "unsubscribe", "x");

  private final PhraseTree tree = new PhraseTree(Map.of(Use.CLOSING, CLOSINGS, Use.LIST, LISTS));
  private final Phrases closings = new Phrases(tree, List.of(Use.CLOSING));
  private final Phrases both = new Phrases(tree, List.of(Use.CLOSING, Use.LIST));

  @Test
  void theLongestPhraseCounts() {
    assertThat(closings.at("many thanks in advance, jane", 5)).isEqualTo(22);
    assertThat(closings.at("thanks in advanced", 0)).isEqualTo(6);
    assertThat(both.at("thanks to our sponsors", 0)).isEqualTo(22);
  }

  @Test
  void phrasesOfOtherUsesDoNotCount() {
    assertThat(closings.at("thanks to our sponsors", 0)).isEqualTo(6);
    assertThat(closings.in("to unsubscribe")).isFalse();
    assertThat(both.in("to unsubscribe")).isTrue();
    assertThat(closings.is("unsubscribe")).isFalse();
  }

  @Test
  void wordsAreWholeButInScriptsWithoutBlanks() {
    assertThat(closings.in("algae")).isFalse();
    assertThat(closings.in("a lg")).isTrue();
    assertThat(closings.in("非常謝謝你")).isTrue();
    assertThat(both.begins("xyz")).isFalse();
  }

  @Test
  void everyPhraseIsToldOnceAndTheLastIsFound() {
    var found = new ArrayList<String>();
    both.forEach("thanks in advance; unsubscribe, x. lg", found::add);
    assertThat(found).containsExactly("thanks in advance", "unsubscribe", "x", "lg");
    assertThat(both.last("thanks, lg: jane")).isEqualTo(new Phrases.Span(8, 10));
  }

  @Test
  void whatIsFoundIsWhatAComparisonWithEachPhraseFinds() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var phrases = phrases(random, 300, 12);
    var some = new Phrases(new PhraseTree(Map.of(Use.NOTICE, phrases)), List.of(Use.NOTICE));
    for (int i = 0; i < 5_000; i++) {
      var text = text(random, 30);
      int at = random.nextInt(text.length());
      int longest =
          phrases.stream()
              .filter(each -> text.startsWith(each, at) && Bounds.is(text, at + each.length()))
              .mapToInt(each -> at + each.length())
              .max()
              .orElse(-1);
      assertThat(some.at(text, at)).as("seed %d: %s, %d", seed, text, at).isEqualTo(longest);
    }
  }

  @Test
  void theLastIsTheLastThatAnyLookFinds() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var phrases = phrases(random, 20, 12).stream().filter(each -> each.charAt(0) > ' ').toList();
      var some = new Phrases(new PhraseTree(Map.of(Use.WROTE, phrases)), List.of(Use.WROTE));
      for (int t = 0; t < 30; t++) {
        var text = text(random, random.nextInt(150));
        int last = text.length() - 1;
        while (last >= 0 && !(Bounds.is(text, last) && some.at(text, last) > 0)) {
          last--;
        }
        assertThat(some.last(text))
            .as("seed %d: %s in '%s'", seed, phrases, text)
            .isEqualTo(last < 0 ? null : new Phrases.Span(last, some.at(text, last)));
      }
    }
  }

  @Test
  void aLineOfATextIsTheSameAlone() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var tree = new PhraseTree(Map.of(Use.NOTICE, phrases(random, 20, 16)));
      var lines =
          IntStream.range(0, 1 + random.nextInt(8))
              .mapToObj(l -> text(random, random.nextInt(40)).replaceAll("[é語]", "b"))
              .toList();
      var text = String.join("\n", lines);
      var letters = Letters.rough(text);
      int at = 0;
      for (var each : lines) {
        var within = new Line(each, letters, at, tree);
        var alone = line(each, tree);
        assertThat(within.places()).as("seed %d: %s", seed, text).isEqualTo(alone.places());
        assertThat(within.beginning()).as("seed %d: %s", seed, text).isEqualTo(alone.beginning());
        assertThat(within.words()).as("seed %d: %s", seed, text).isEqualTo(alone.words());
        at += each.length() + 1;
      }
    }
  }

  @Test
  void aLineKnowsWhichPhrasesMayStandInIt() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      var phrases = phrases(random, 20, 16);
      var tree = new PhraseTree(Map.of(Use.NOTICE, phrases));
      var some = new Phrases(tree, List.of(Use.NOTICE));
      for (int t = 0; t < 50; t++) {
        var text = text(random, 24);
        int cut = text.indexOf(' ', 1 + random.nextInt(20));
        var line = line(text, tree);
        var lower = line.lower();
        assertThat(some.in(line)).as("seed %d: %s", seed, text).isEqualTo(some.in(lower));
        assertThat(some.begins(line)).as("seed %d: %s", seed, text).isEqualTo(some.begins(lower));
        assertThat(some.is(line)).as("seed %d: %s", seed, text).isEqualTo(some.is(lower));
        if (cut > 0 && some.in(lower)) {
          assertThat(
                  some.mayBeIn(line(text.substring(0, cut), tree))
                      || some.mayBeIn(line(text.substring(cut + 1), tree)))
              .as("seed %d: %s, %d", seed, text, cut)
              .isTrue();
        }
      }
    }
  }

  @Test
  void differentPhrasesOfSeveralLinesAreCountedOnce() {
    var words =
        new PhraseTree(
            Map.of(
                Use.NOTICE, List.of("intended recipient", "recipient only", "verbatim copying"),
                Use.LIST, List.of("unsubscribe", "unsubscribe here", "recipient only")));
    var lines =
        Stream.of("the intended", "recipient only. unsubscribe", "here, or unsubscribe", "there")
            .map(text -> line(text, words))
            .toList();
    var text = "the intended recipient only. unsubscribe here, or unsubscribe there ";
    var tally = new Phrases(words, List.of(Use.NOTICE, Use.LIST)).tally(lines, text);
    assertThat(tally.of(new Phrases(words, List.of(Use.NOTICE)))).isEqualTo(1);
    assertThat(tally.of(new Phrases(words, List.of(Use.LIST)))).isEqualTo(2);
  }

  @Test
  void aTallyFindsWhatALookAtTheWholeTextFinds() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var phrases = phrases(random, 20, 16);
      var words = new PhraseTree(Map.of(Use.NOTICE, phrases));
      var some = new Phrases(words, List.of(Use.NOTICE));
      var lines =
          IntStream.range(0, 1 + random.nextInt(4))
              .mapToObj(l -> line(Plain.of(text(random, 1 + random.nextInt(40))), words))
              .toList();
      var text = new StringBuilder();
      lines.forEach(line -> text.append(line.lower()).append(' '));
      var found = new HashSet<String>();
      some.forEach(text.toString(), found::add);
      assertThat(some.tally(lines, text.toString()).of(some))
          .as("seed %d: %s in '%s'", seed, phrases, text)
          .isEqualTo(found.size());
    }
  }

  @Test
  void aLineKnowsOfShortPhrasesInItsMidst() {
    var notices = new PhraseTree(Map.of(Use.NOTICE, List.of("xóa")));
    var some = new Phrases(notices, List.of(Use.NOTICE));
    assertThat(some.in(line("vui lòng xóa, thư này", notices))).isTrue();
  }

  private static Line line(String text, PhraseTree tree) {
    return new Line(text, Letters.of(text), 0, tree);
  }

  private static List<String> phrases(Random random, int most, int longest) {
    return Stream.generate(() -> text(random, 1 + random.nextInt(longest)).strip())
        .limit(most)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("aab é語".charAt(random.nextInt(6)));
    }
    return text.toString();
  }
}
