package dev.hearken.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import dev.hearken.http.Budget;
import dev.hearken.http.Refusal;
import dev.hearken.http.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ElementsTest {
  private static final long MEBIBYTE = 1 << 20;

  /// A text, known by its first character.
  record Word(String text) implements Elements.Element {
    static Word read(JsonParser json) throws IOException {
      return new Word(json.getText());
    }

    @Override
    public byte[] key() {
      return text.substring(0, 1).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] digest() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static Spool spool(String body, Budget budget) throws IOException {
    return Spool.of(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), budget);
  }

  private static String body(String... words) {
    return List.of(words).stream().collect(Collectors.joining("\",\"", "{\"words\":[\"", "\"]}"));
  }

  private static Elements<Word> words(Spool spool, Elements.Repeated repeated) {
    return Elements.of(spool, "words", (json, _) -> Word.read(json), repeated);
  }

  @Test
  void elementsComeInTheOrderOfTheirKeysAndTheLastOfEachWins() throws IOException {
    var slices = new ArrayList<List<Word>>();
    try (var spool = spool(body("c1", "a1", "c2", "b1"), new Budget(64 * MEBIBYTE));
        var words = words(spool, Elements.Repeated.LAST_WINS)) {
      words.slices(slices::add);
      assertThat(words.size()).isEqualTo(3);
    }
    assertThat(slices).containsExactly(List.of(new Word("a1"), new Word("b1"), new Word("c2")));
  }

  @Test
  void equalOnesAreOneAndDifferentOnesAreNamedWithBothPlaces() throws IOException {
    try (var spool = spool(body("a1", "b1", "a1"), new Budget(64 * MEBIBYTE));
        var words = words(spool, Elements.Repeated.MUST_BE_EQUAL)) {
      assertThat(words.size()).isEqualTo(2);
    }
    try (var spool = spool(body("a1", "b1", "a2"), new Budget(64 * MEBIBYTE))) {
      assertThatThrownBy(() -> words(spool, Elements.Repeated.MUST_BE_EQUAL))
          .isInstanceOf(Refusal.Invalid.class)
          .hasMessageContaining("words[0] and words[2]");
    }
  }

  @Test
  void anElementLargerThanASliceIsReadWithMemoryForAllOfIt() throws IOException {
    var large = "b" + "x".repeat(20 << 20);
    try (var spool = spool(body("c1", large, "a1"), new Budget(1024 * MEBIBYTE));
        var words = words(spool, Elements.Repeated.LAST_WINS)) {
      var slices = new ArrayList<List<Word>>();
      words.slices(slices::add);
      assertThat(spool.inMemory()).isFalse();
      assertThat(slices.stream().flatMap(List::stream))
          .containsExactly(new Word("a1"), new Word(large), new Word("c1"));
      assertThat(slices).hasSizeGreaterThan(1);
    }
  }

  @Test
  void whatHasNoRoomInMemoryGoesToAFile() throws IOException {
    var budget = new Budget(12 * MEBIBYTE);
    var text = body("a" + "x".repeat(600 << 10));
    try (var first = spool(text, budget);
        var second = spool(text, budget)) {
      assertThat(first.inMemory()).isTrue();
      assertThat(second.inMemory()).isFalse();
      assertThat(second.from(0).readAllBytes()).asString().isEqualTo(text);
      assertThat(second.size()).isEqualTo(text.length());
    }
    try (var third = spool(text, budget)) {
      assertThat(third.inMemory()).as("after the others were closed").isTrue();
    }
  }

  @Test
  void workWaitsForTheMemoryThatOthersHold() throws Exception {
    var budget = new Budget(12 * MEBIBYTE);
    var text = body("a" + "x".repeat(1 << 20));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var spool = spool(text, budget)) {
      List<Future<Integer>> others;
      try (var all = spool.work(8 * MEBIBYTE)) {
        assertThat(all).isNotNull();
        others =
            IntStream.range(0, 8)
                .mapToObj(_ ->
                    threads.submit(() -> {
                      try (var mine = spool(text, budget);
                          var words = words(mine, Elements.Repeated.LAST_WINS)) {
                        return words.size();
                      }
                    }))
                .toList();
        assertThat(others).noneMatch(Future::isDone);
      }
      for (var other : others) {
        assertThat(other.get()).isEqualTo(1);
      }
    }
  }
}
