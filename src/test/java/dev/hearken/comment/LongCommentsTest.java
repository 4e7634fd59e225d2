package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages with comments that are read by themselves, for they are long.
@Tag("database")
class LongCommentsTest {
  private static final int LONG = 50_000;

  private static CommentCalls calls;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static String comment(int number) {
    boolean isLong = number % 3 == 1;
    return calls
        .comment("c" + number, ", \"user_properties\": {\"string:Secret\": \"s\"}")
        .replace("12:00", "12:0" + number)
        .replace("\"x\"", "\"%s\"".formatted("é".repeat(isLong ? LONG : 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ascending", "descending"})
  void standInOrderAndAreWhole(String direction) {
    var source = "long-" + direction;
    calls.source(source);
    calls.sync(
        source, IntStream.range(0, 8).mapToObj(LongCommentsTest::comment).toArray(String[]::new));
    var page =
        calls
            .server()
            .admin()
            .get(CommentCalls.PRIVATE + source + "/comments?limit=6&direction=" + direction)
            .json();
    var ids = IntStream.range(0, 6).map(i -> direction.equals("ascending") ? i : 7 - i).toArray();
    assertThat(page.hasNonNull("continuation")).isTrue();
    assertThat(page.get("comments")).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat(page.get("comments").get(i)).isEqualTo(calls.read(source, "c" + ids[i]));
    }
  }

  @Test
  void areSeenWithoutWhatIsHidden() {
    calls.source("hidden");
    var secret = "t".repeat(LONG);
    calls.sync(
        "hidden",
        calls.comment("a", ", \"user_properties\": {\"string:Secret\": \"%s\"}".formatted(secret)),
        comment(1));
    var reader = calls.server().user("reader", Map.of("DefaultProject", List.of("sources-read")));
    var seen = reader.get(CommentCalls.PRIVATE + "hidden/comments").json().get("comments");
    assertThat(StreamSupport.stream(seen.spliterator(), false))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.get("user_properties")).isEmpty());
  }
}
