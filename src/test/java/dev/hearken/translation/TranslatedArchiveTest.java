package dev.hearken.translation;

import static dev.hearken.translation.TranslationCalls.comment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.archive.Untarred;
import dev.hearken.content.FileCalls;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An archive has what was uploaded, and beside it what is served in its place.
@Tag("database")
class TranslatedArchiveTest {
  @Test
  void translationsAreInFilesOfTheirOwn() {
    try (var calls = new TranslationCalls()) {
      calls.source("two");
      calls.sync("two", comment("c", "es hola"), comment("e", "en hello"));
      calls.awaitText("two", "c", "es>en ES HOLA");

      var archive = export(calls, "two");

      assertThat(archive.lines("sources/two/comments-*.jsonl"))
          .hasSize(2)
          .anyMatch(line -> line.contains("\"messages\":[{\"body\":{\"text\":\"es hola\"}}]"));
      assertThat(archive.lines("sources/two/translations-*.jsonl"))
          .containsExactly(
              "{\"id\":\"c\",\"messages\":" + calls.messages("two", "c").toString() + "}");
      assertThat(archive.json("end.json").path("translations").asInt()).isEqualTo(1);
      calls.rest();
      calls.sync("two", comment("c", "es otra"));
      assertThat(export(calls, "two").names()).noneMatch(name -> name.contains("translations"));
      calls.source("plain", "en", false);
      assertThat(export(calls, "plain").json("end.json").path("translations").asInt()).isZero();
    }
  }

  private static Untarred export(TranslationCalls calls, String source) {
    var answer =
        new FileCalls(calls.server())
            .send("GET", "/api/v1/projects/DefaultProject/export?source=" + source, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    return Untarred.of(answer.body());
  }
}
