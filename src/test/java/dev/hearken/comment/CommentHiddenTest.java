package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a source calls sensitive stays hidden from those who may not see it.
@Tag("database")
class CommentHiddenTest {
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
  void hiddenPropertiesAreNeitherShownNorErasedNorGuessed() {
    calls.source("hidden");
    var blind =
        calls.server().user("blind", Map.of("DefaultProject", List.of("sources-add-comments")));
    var secret =
        ",\"user_properties\":{\"string:Secret\":\"1\",\"number:Secret\":2,\"string:Open\":\"o\"}";
    calls.sync("hidden", calls.comment("h", secret));
    var before = calls.read("hidden", "h").get("last_modified");

    assertThat(blind.get(calls.path("hidden", "h")).whole().body())
        .doesNotContain("Secret")
        .contains("Open");
    assertThat(blind.get(CommentCalls.PRIVATE + "hidden/comments").whole().body())
        .doesNotContain("Secret");
    for (var guess : List.of("1", "other", "1")) {
      var sent = secret.replace("\"1\"", "\"" + guess + "\"");
      assertThat(calls.counts(calls.sync(blind, "hidden", calls.comment("h", sent))))
          .isEqualTo("0 0 1 0 0");
      assertThat(calls.read("hidden", "h").at("/user_properties/string:Secret").asText())
          .isEqualTo(guess);
      assertThat(calls.read("hidden", "h").get("last_modified")).isEqualTo(before);
    }
    var open = ",\"user_properties\":{\"string:Open\":\"p\"}";
    assertThat(calls.counts(calls.sync(blind, "hidden", calls.comment("h", open))))
        .isEqualTo("0 1 0 0 1");
    assertThat(calls.read("hidden", "h").get("user_properties")).hasSize(3);
    calls
        .server()
        .admin()
        .post(CommentCalls.IN_DEFAULT + "hidden", "{\"source\":{\"sensitive_properties\":[]}}");
    assertThat(blind.get(calls.path("hidden", "h")).whole().body()).contains("Secret");
  }
}
