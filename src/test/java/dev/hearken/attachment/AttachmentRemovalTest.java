package dev.hearken.attachment;

import static dev.hearken.content.StoredContents.bits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.comment.CommentCalls;
import dev.hearken.content.StoredContents;
import java.util.Arrays;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Files go when no comment names them any more, and never before.
@Tag("database")
class AttachmentRemovalTest {
  private static CommentCalls calls;
  private static StoredContents contents;
  private static Jdbi sql;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    contents = new StoredContents(calls.server());
    sql = calls.server().sql();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  /// Uploads a file to a source and says its hash.
  private static String upload(String source, String file) {
    var path = CommentCalls.PRIVATE + source + "/comments/any/attachments/0";
    return calls
        .server()
        .admin()
        .send("PUT", path, file, "Content-Type", "application/pdf")
        .json()
        .get("content_hash")
        .asText();
  }

  private static String comment(String id, String... hashes) {
    var attachments =
        Arrays.stream(hashes)
            .map(
                """
                {"name": "n", "size": 1, "content_type": "", "content_hash": "%s"}
                """
                    ::formatted)
            .toList();
    return calls.comment(id, ", \"attachments\": " + attachments);
  }

  private static long files(String source) {
    long chunks = contents.chunks(source);
    assertThat(contents.blobs(source)).isEqualTo(chunks);
    return chunks;
  }

  @Test
  void whatNobodyNamesGoesAfterADay() {
    var source = calls.source("lost");
    upload("lost", "never named");
    assertThat(files(source)).isEqualTo(1);

    contents.aDayPasses(source);

    assertThat(files(source)).isZero();
  }

  @Test
  void theLastCommentThatNamesItTakesItAlong() {
    var source = calls.source("shared");
    var hash = upload("shared", "the same");
    calls.sync("shared", comment("a", hash, hash), comment("b", hash));
    contents.aDayPasses(source);
    calls.delete("shared", "a");
    contents.aDayPasses(source);
    assertThat(files(source)).isEqualTo(1);

    calls.delete("shared", "b");
    assertThat(contents.looks(source)).isEqualTo(1);
    contents.aDayPasses(source);

    assertThat(files(source)).isZero();
    assertThat(contents.count("comment_attachment WHERE source_id = :source", source)).isZero();
  }

  @Test
  void aCommentThatNamesAnotherLetsGoOfTheOne() {
    var source = calls.source("changed");
    var one = upload("changed", "one");
    var two = upload("changed", "two");
    calls.sync("changed", comment("a", one, two));
    contents.aDayPasses(source);

    calls.sync("changed", comment("a", two, two));
    contents.aDayPasses(source);
    assertThat(files(source)).isEqualTo(1);

    calls.sync("changed", calls.comment("a", ""));
    contents.aDayPasses(source);
    assertThat(files(source)).isZero();
  }

  @Test
  void manyThatGoTogetherAreOneLook() {
    var source = calls.source("logo");
    var hash = upload("logo", "a logo");
    for (int i = 0; i < 20; i++) {
      calls.sync("logo", comment("c" + i, hash));
    }
    contents.aDayPasses(source);

    sql.useHandle(
        handle -> handle.execute("DELETE FROM comment WHERE source_id = " + bits(source)));

    assertThat(contents.looks(source)).isEqualTo(1);
    contents.aDayPasses(source);
    assertThat(files(source)).isZero();
  }

  /// Whoever stores a comment that names old content does so while it is about to be removed.
  @Test
  void whatIsNamedAtTheLastMomentStays() {
    var source = calls.source("late");
    var hash = upload("late", "late");
    contents.aDayGoesBy();
    try (var other = sql.open()) {
      other.begin();
      other.execute(
          """
          INSERT INTO comment (source_id, key, id, ts, messages, properties, attachments,
            content_digest, messages_digest, created, updated)
          VALUES (%d, 'k', 'a', now(), '[]', '{}', '[{"content_hash": "%s"}]', '', '', now(), now())
          """
              .formatted(bits(source), hash));
      contents.workUntil(
          () -> contents.looks(source) == 0,
          () -> {
            assertThat(contents.awaitLock(() -> false)).isTrue();
            other.commit();
          });
    }

    assertThat(files(source)).isEqualTo(1);
  }

  @Test
  void twoWhoLetGoOfTheSameAtOnceDoNotLeaveItToEachOther() throws Exception {
    var source = calls.source("race");
    var hash = upload("race", "the same");
    calls.sync("race", comment("a", hash), comment("b", hash));
    contents.aDayPasses(source);

    contents.letGoTogether(source, "a", () -> calls.delete("race", "b"));
    contents.aDayPasses(source);

    assertThat(files(source)).isZero();
  }

  @Test
  void anOlderServerCannotRemoveWhatItTakesForNotHeld() {
    var source = calls.source("older");
    calls.sync("older", comment("a", upload("older", "held")));

    sql.useHandle(handle -> handle.execute("DELETE FROM blob WHERE source_id = " + bits(source)));

    assertThat(files(source)).isEqualTo(1);
  }

  @Test
  void aDeletedSourceFreesItsFilesAtOnce() {
    var source = calls.source("deleted");
    calls.sync(
        "deleted", comment("a", upload("deleted", "one")), comment("b", upload("deleted", "two")));
    calls.server().admin().delete("/api/v1/sources/id:" + source);

    contents.purgePasses(source);

    assertThat(files(source)).isZero();
    assertThat(contents.count("comment_attachment WHERE source_id = :source", source)).isZero();
  }
}
