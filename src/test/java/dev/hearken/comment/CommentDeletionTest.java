package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.Eventually;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Comments go one by one and with their source.
@Tag("database")
class CommentDeletionTest {
  private static CommentCalls calls;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  @Test
  void fiveHundredIdsAreDeletedInOneCallAndUnknownOnesAreNoError() {
    calls.source("many");
    calls.sync(
        "many",
        calls.comment("a", ""),
        calls.comment("b", ""),
        calls.comment("c", ""),
        calls.comment("kept", ""));
    var ids =
        IntStream.range(0, 500)
            .mapToObj(i -> "&id=" + "z".repeat(196) + i)
            .collect(Collectors.joining());
    assertThat(
            calls
                .server()
                .admin()
                .delete(CommentCalls.IN_DEFAULT + "many/comments?ids=a,b&id=c" + ids)
                .status())
        .isEqualTo(200);
    assertThat(
            calls
                .server()
                .admin()
                .get(CommentCalls.PRIVATE + "many/comments")
                .json()
                .get("comments"))
        .hasSize(1);
    assertThat(calls.server().admin().delete(CommentCalls.IN_DEFAULT + "many/comments").status())
        .isEqualTo(400);
  }

  @Test
  void aDeletedSourceIsEmptyAtOnceAndItsRowsGoInTheBackground() throws Exception {
    var id = calls.source("gone");
    calls.sync("gone", calls.comment("a", ""), calls.comment("b", ""));
    calls.server().admin().delete("/api/v1/sources/id:" + id);
    assertThat(calls.server().admin().get(calls.path("gone", "a")).status()).isEqualTo(404);
    calls.source("gone");
    assertThat(
            calls
                .server()
                .admin()
                .get(CommentCalls.PRIVATE + "gone/comments")
                .json()
                .get("comments"))
        .isEmpty();

    var bits = Long.parseUnsignedLong(id, 16);
    try (var jobs = calls.server().hearken().work()) {
      assertThat(jobs).isNotNull();
      Eventually.holds("the comments are gone", Duration.ofSeconds(20), () -> rows(bits) == 0);
    }
  }

  private static long rows(long source) {
    return calls
        .server()
        .sql()
        .withHandle(handle ->
            handle
                .createQuery("SELECT count(*) FROM comment WHERE source_id = :source")
                .bind("source", source)
                .mapTo(Long.class)
                .one());
  }
}
