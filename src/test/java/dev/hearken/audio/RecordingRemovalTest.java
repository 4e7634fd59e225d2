package dev.hearken.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.comment.CommentCalls;
import dev.hearken.content.StoredContents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The bytes of recordings go when nobody has them any more.
@Tag("database")
class RecordingRemovalTest {
  private static CommentCalls calls;
  private static StoredContents contents;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    contents = new StoredContents(calls.server());
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  /// A source with comments that have this recording, and its id.
  private static String source(String name, String recording, String... comments) {
    var id = calls.source(name);
    for (var comment : comments) {
      calls.sync(name, calls.comment(comment, ""));
      assertThat(put(name, comment, recording)).isEqualTo(200);
    }
    return id;
  }

  private static int put(String source, String comment, String recording) {
    var path = CommentCalls.PRIVATE + source + "/comments/" + comment + "/audio";
    return calls
        .server()
        .admin()
        .send("PUT", path, recording, "Content-Type", "audio/wav")
        .status();
  }

  @Test
  void theLastCommentThatHasItTakesItAlong() {
    var source = source("shared", "the same", "a", "b");
    assertThat(contents.chunks(source)).isEqualTo(1);
    calls.delete("shared", "a");
    contents.aDayPasses(source);
    assertThat(contents.chunks(source)).isEqualTo(1);

    calls.delete("shared", "b");
    contents.aDayPasses(source);

    assertThat(contents.chunks(source)).isZero();
    assertThat(contents.blobs(source)).isZero();
  }

  @Test
  void twoWhoLetGoOfTheSameAtOnceDoNotLeaveItToEachOther() throws Exception {
    var source = source("race", "the same", "a", "b");
    contents.aDayPasses(source);

    contents.letGoTogether(source, "a", () -> calls.delete("race", "b"));
    contents.aDayPasses(source);

    assertThat(contents.chunks(source)).isZero();
  }

  @Test
  void theSameAgainLetsGoOfNothing() {
    var source = source("again", "the same", "a");
    contents.aDayPasses(source);

    assertThat(put("again", "a", "the same")).isEqualTo(200);
    assertThat(contents.looks(source)).isZero();

    assertThat(put("again", "a", "another")).isEqualTo(200);
    assertThat(contents.looks(source)).as("the new one, and the old one").isEqualTo(2);
    contents.aDayPasses(source);
    assertThat(contents.chunks(source)).isEqualTo(1);
  }

  @Test
  void aDeletedSourceFreesItsRecordingsAtOnce() {
    var source = source("deleted", "the same", "a", "b");
    calls.server().admin().delete("/api/v1/sources/id:" + source);

    contents.purgePasses(source);

    assertThat(contents.chunks(source)).isZero();
    assertThat(contents.blobs(source)).isZero();
    assertThat(contents.count("recording WHERE source_id = :source", source)).isZero();
  }
}
