package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.database.Id;
import dev.hearken.database.StoredJson;
import dev.hearken.http.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentJsonTest {
  private static final Instant TIME = Instant.parse("2024-02-29T12:34:56.000001Z");

  private static Comment comment(String id, @Nullable String thread, @Nullable String format) {
    return new Comment(
        id,
        new Id(0xabcL),
        thread,
        TIME,
        StoredJson.of("[{\"body\":{\"text\":\"ä\"}}]"),
        StoredJson.of("{\"number:A\": 1.0}"),
        StoredJson.of("[]"),
        format,
        TIME.plusSeconds(1),
        TIME.plusSeconds(2),
        true,
        null);
  }

  /// As it stands in a page; as long as it says.
  private static String written(Comment comment) {
    var json = new CommentJson(comment);
    var out = ByteBuffer.allocate(json.length());
    json.put(out);
    assertThat(out.hasRemaining()).isFalse();
    return new String(out.array(), StandardCharsets.UTF_8);
  }

  @Test
  void allFieldsStandInOrder() {
    assertThat(written(comment("c1", "t1", "markdown")))
        .isEqualTo(
            """
            {"id":"c1","source_id":"0000000000000abc","thread_id":"t1",\
            "timestamp":"2024-02-29T12:34:56.000001+00:00","messages":[{"body":{"text":"ä"}}],\
            "user_properties":{"number:A": 1.0},"attachments":[],"text_format":"markdown",\
            "created_at":"2024-02-29T12:34:57.000001+00:00",\
            "last_modified":"2024-02-29T12:34:58.000001+00:00","has_annotations":true,\
            "uid":"0000000000000abc.c1"}\
            """);
  }

  @Test
  void whatIsNotThereIsLeftOut() {
    assertThat(written(comment("c1", null, null))).doesNotContain("thread", "text_format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\\/", "\u0001\t\n", "\u007f", "Grüße", "漢字", "😀", " ~"})
  void anyTextMayBeAnId(String text) {
    var json = Json.stored(written(comment(text, text, text)));
    assertThat(json.path("id").textValue()).isEqualTo(text);
    assertThat(json.path("thread_id").textValue()).isEqualTo(text);
    assertThat(json.path("text_format").textValue()).isEqualTo(text);
    assertThat(json.path("uid").textValue()).isEqualTo("0000000000000abc." + text);
  }

  @Test
  void itIsTheSameInOtherJson() {
    var comment = comment("c1", "t1", null);
    assertThat(Json.text(List.of(comment))).isEqualTo("[" + written(comment) + "]");
  }

  @Test
  void commentsOfAPageStandBetweenCommas() {
    var comment = comment("c1", null, null);
    for (int count = 0; count < 3; count++) {
      var page = PageJson.of(Collections.nCopies(count, comment));
      var out = ByteBuffer.allocate(page.length());
      page.put(out);
      assertThat(out.hasRemaining()).isFalse();
      assertThat(new String(out.array(), StandardCharsets.UTF_8))
          .isEqualTo(String.join(",", Collections.nCopies(count, written(comment))));
    }
  }
}
