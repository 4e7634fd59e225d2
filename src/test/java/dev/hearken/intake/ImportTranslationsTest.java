package dev.hearken.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.Eventually;
import dev.hearken.TestServer;
import dev.hearken.job.Jobs;
import dev.hearken.translation.MarkingTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The translations of an archive come in with the comments that they belong to.
@Tag("database")
class ImportTranslationsTest {
  private static final String TRANSLATED = ",\"language\":\"en\",\"should_translate\":true";
  private static final String FILE = "sources/reviews/translations-00001.jsonl";

  private static TestServer server;
  private static int made;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String project() {
    return "translated-" + ++made;
  }

  private ImportRun bringIn(TestArchive archive, String project, Object... more)
      throws IOException {
    return bringIn(server, archive, project, more);
  }

  private ImportRun bringIn(TestServer server, TestArchive archive, String project, Object... more)
      throws IOException {
    return ImportRun.ofArchive(server, folder, archive.bytes(), project, more);
  }

  /// Two comments, of which the first is translated.
  private static TestArchive archive(String settings, String... translations) {
    return TestArchive.ofSource(settings)
        .file(
            "sources/reviews/comments-00001.jsonl",
            TestArchive.comment("a", "") + TestArchive.comment("b", ""))
        .file(FILE, String.join("", translations))
        .end(2, 0, 0, 0, translations.length);
  }

  private static String text(TestServer server, String project, String id) {
    return server
        .admin()
        .get("/api/v1/sources/" + project + "/reviews/comments/" + id)
        .json()
        .at("/comment/messages/0/body/text")
        .asText();
  }

  private static String text(String project, String id) {
    return text(server, project, id);
  }

  private static void change(String project, String fields) {
    var answer =
        server
            .admin()
            .post("/api/v1/sources/" + project + "/reviews", "{\"source\":{" + fields + "}}");
    assertThat(answer.status()).isEqualTo(200);
  }

  private static void say(String project, String messages) {
    var answer =
        server
            .admin()
            .post(
                "/api/v1/sources/" + project + "/reviews/sync",
                "{\"comments\":[{\"id\":\"a\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"messages\":%s}]}"
                    .formatted(messages));
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aTranslationIsServedWhereItsSourceIsTranslated() throws Exception {
    var project = project();
    var archive = archive(TRANSLATED, TestArchive.translation("a", "x", "The x"));

    assertThat(bringIn(archive, project).out())
        .contains("translations: 1 new, 0 updated, 0 unchanged");
    assertThat(text(project, "a")).isEqualTo("The x");
    assertThat(text(project, "b")).isEqualTo("x");
    assertThat(bringIn(archive, project).out())
        .contains("translations: 0 new, 0 updated, 1 unchanged");

    var other = archive(TRANSLATED, TestArchive.translation("a", "x", "That x"));
    assertThat(bringIn(other, project, "--dry-run").out())
        .contains("translations: 0 new, 1 updated, 0 unchanged");
    assertThat(text(project, "a")).isEqualTo("The x");
    assertThat(bringIn(other, project).out()).contains("translations: 0 new, 1 updated,");
    assertThat(text(project, "a")).isEqualTo("That x");

    say(project, "[{\"body\":{\"text\":\"y\"}}]");
    assertThat(text(project, "a")).isEqualTo("y");
    assertThat(bringIn(archive, project).out())
        .contains("comments: 0 new, 1 updated, 1 unchanged", "translations: 1 new, 0 updated,");
    assertThat(text(project, "a")).isEqualTo("The x");
  }

  @Test
  void whereItIsNotTranslatedTheTranslationIsKept() throws Exception {
    var project = project();

    bringIn(archive("", TestArchive.translation("a", "x", "The x")), project);

    assertThat(text(project, "a")).isEqualTo("x");
    change(project, "\"should_translate\":true");
    assertThat(text(project, "a")).isEqualTo("The x");
    change(project, "\"should_translate\":false");
    assertThat(text(project, "a")).isEqualTo("x");
  }

  @Test
  void whatIsThereIsNotBoughtAgain() throws Exception {
    var translator = new MarkingTranslator();
    try (var server = new TestServer(translator.means());
        Jobs _ = server.work()) {
      var archive =
          TestArchive.ofSource(TRANSLATED)
              .file(
                  "sources/reviews/comments-00001.jsonl",
                  TestArchive.comment("a", "").replace("\"x\"", "\"es hola\"")
                      + TestArchive.comment("b", "").replace("\"x\"", "\"es adios\""))
              .file(FILE, TestArchive.translation("a", "es hola", "Hello"))
              .end(2, 0, 0, 0, 1);

      assertThat(bringIn(server, archive, "kept").refusal()).isEmpty();

      Eventually.holds(
          "what came in without one is translated",
          Duration.ofSeconds(30),
          () -> text(server, "kept", "b").equals("es>en ES ADIOS"));
      assertThat(text(server, "kept", "a")).isEqualTo("Hello");
      assertThat(translator.asked()).containsExactly("es adios");
    }
  }

  @Test
  void aTrialOfANewProjectCountsThem() throws Exception {
    var archive = archive(TRANSLATED, TestArchive.translation("a", "x", "The x"), "{}\n");

    var run = bringIn(archive, project(), "--dry-run");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("translations: 1 new", FILE + ", line 2: The field 'id' is missing");
  }

  /// What is wrong with a line, and what is said of it.
  private static Stream<Map.Entry<String, String>> wrong() {
    return Map.of(
        TestArchive.translation("z", "x", "The x"),
        "No such comment 'z' in the source 'translated-",
        TestArchive.translation("a", "y", "The y"),
        "The field 'messages[0].body' is no translation of what the comment has there.",
        "{\"id\":\"a\",\"messages\":[{\"body\":{\"text\":\"a\",\"translated_from\":\"x\"}},{\"body\":{\"text\":\"b\"}}]}\n",
        "It has 2 messages, the comment has 1.",
        "{\"id\":\"a\",\"messages\":[{\"from\":\"me\",\"body\":{\"text\":\"a\",\"translated_from\":\"x\"}}]}\n",
        "The field 'messages[0].from' is no translation of what the comment has there.",
        "{\"id\":\"a\",\"messages\":[{\"body\":{\"text\":\"x\"}}]}\n",
        "is no translation: no text in it has a 'translated_from'",
        "{\"id\":\"a\",\"messages\":[\n",
        "It is no valid JSON",
        "{\"id\":\"a\"}\n",
        "The field 'messages' of the translation 'a' is missing",
        "{\"id\":\"a\",\"messages\":[],\"text\":\"x\"}\n",
        "Unknown field 'text'")
        .entrySet()
        .stream();
  }

  @Test
  void whatIsWrongIsNamedAndCanBeLeftOut() throws Exception {
    var right = TestArchive.translation("b", "x", "The other x");
    for (var each : wrong().toList()) {
      var project = project();
      var archive = archive(TRANSLATED, right, each.getKey());

      assertThat(bringIn(archive, project).refusal())
          .contains(FILE + ", line 2: ")
          .contains(each.getValue());
      assertThat(text(project, "b")).as("nothing of its slice is in").isEqualTo("x");

      var faults = folder.resolve("faults");
      assertThat(bringIn(archive, project, "--skip-bad", faults).out())
          .contains("translations: 1 new, 0 updated, 0 unchanged", "left out: 1");
      assertThat(Files.readString(faults)).contains(FILE + ", line 2", each.getValue());
      assertThat(text(project, "b")).isEqualTo("The other x");
      assertThat(text(project, "a")).isEqualTo("x");
    }
  }

  @Test
  void anArchiveThatHasNotThoseItSaysIsDamaged() throws Exception {
    var archive = archive(TRANSLATED).end(2, 0, 0, 0, 1);

    assertThat(bringIn(archive, project()).refusal())
        .contains("says at its end that it has 1 translations, but it has 0");
  }

  @Test
  void whatASenderTranslatedHimselfIsNoTranslationOfOurs() throws Exception {
    var project = project();
    var own = "[{\"body\":{\"text\":\"x\",\"translated_from\":\"w\"}}]";
    var archive =
        TestArchive.ofSource(TRANSLATED)
            .file(
                "sources/reviews/comments-00001.jsonl",
                TestArchive.comment("a", "")
                    .replace("{\"text\":\"x\"}", "{\"text\":\"x\",\"translated_from\":\"w\"}"))
            .file(FILE, "{\"id\":\"a\",\"messages\":" + own + "}\n")
            .end(1, 0, 0, 0, 1);

    assertThat(bringIn(archive, project).refusal()).contains("Nothing in it is translated.");
  }
}
