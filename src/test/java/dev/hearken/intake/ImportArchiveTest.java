package dev.hearken.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./hearken import ARCHIVE`.
@Tag("database")
class ImportArchiveTest {
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
    return "imported-" + ++made;
  }

  private ImportRun bringIn(TestArchive archive, String project, Object... more)
      throws IOException {
    return bringIn(archive.bytes(), project, more);
  }

  private ImportRun bringIn(byte[] archive, String project, Object... more) throws IOException {
    return ImportRun.ofArchive(server, folder, archive, project, more);
  }

  private static JsonNode source(String project, String name) {
    return server.admin().get("/api/v1/sources/" + project + "/" + name).json().get("source");
  }

  private static JsonNode get(String path) {
    return server.admin().get(path).json();
  }

  private static int status(String path) {
    return server.admin().get(path).status();
  }

  private static long comments(String project, String source) {
    return server
        .admin()
        .post(
            "/api/v1/sources/" + project + "/" + source + "/statistics", "{\"comment_filter\":{}}")
        .json()
        .at("/statistics/num_comments")
        .asLong();
  }

  @Test
  void allThatIsInAnArchiveComesIn() throws Exception {
    var project = project();

    var run = bringIn(TestArchive.full(), project);

    assertThat(run.refusal()).isEmpty();
    assertThat(run.out())
        .contains(
            "project " + project + ": made",
            "buckets made: 1 (mail)",
            "sources made: 2 (letters, reviews)",
            "comments: 3 new, 0 updated, 0 unchanged",
            "e-mails: 1 new, 0 updated, 0 unchanged",
            "files: 2 contents, 1 recordings");
    var bucket = get("/api/_private/buckets/" + project + "/mail").get("bucket");
    assertThat(bucket.get("title").asText()).isEqualTo("Mail");
    assertThat(source(project, "letters").get("bucket_id")).isEqualTo(bucket.get("id"));
    var reviews = source(project, "reviews");
    assertThat(reviews.get("title").asText()).isEqualTo("R");
    assertThat(reviews.get("description").asText()).isEqualTo("About");
    assertThat(reviews.get("language").asText()).isEqualTo("de");
    assertThat(reviews.get("should_translate").asBoolean()).isTrue();
    assertThat(reviews.at("/sensitive_properties/0").asText()).isEqualTo("string:Name");
    assertThat(reviews.get("_kind").asText()).isEqualTo("chat");
    var path = "/api/v1/sources/" + project + "/reviews";
    assertThat(get(path + "/retention").at("/retention/days").asInt()).isEqualTo(9999);
    assertThat(
            get("/api/_private/buckets/" + project + "/mail/retention")
                .at("/retention/by")
                .asText())
        .isEqualTo("arrival");
    var reference =
        get(path + "/comments/a").at("/comment/attachments/0/attachment_reference").asText();
    assertThat(server.admin().get("/api/v1/attachments/" + reference).whole().body())
        .isEqualTo(TestArchive.FILE);
    var audio =
        server.admin().get("/api/_private/sources/" + project + "/reviews/comments/b/audio");
    assertThat(audio.whole().body()).isEqualTo(TestArchive.RECORDING);
    assertThat(audio.header("Content-Type")).hasValue("audio/wav");
    assertThat(audio.header("Content-Disposition").orElseThrow()).contains("b.wav");
    assertThat(comments(project, "reviews")).isEqualTo(3);

    assertThat(bringIn(TestArchive.full().packed(), project).out())
        .contains(
            "project " + project + ": there",
            "comments: 0 new, 0 updated, 3 unchanged",
            "e-mails: 0 new, 0 updated, 1 unchanged")
        .doesNotContain("made");
  }

  @Test
  void otherSettingsAreRefusedBeforeAnythingComesIn() throws Exception {
    var project = project();
    assertThat(bringIn(TestArchive.full(), project).code()).isZero();

    var other =
        TestArchive.ofSource(",\"title\":\"Another\"")
            .file("sources/reviews/comments-00001.jsonl", TestArchive.comment("z", ""))
            .end(1, 0, 0, 0);
    assertThat(bringIn(other, project).refusal())
        .contains("A source named '" + project + "/reviews' exists with other settings");
    var retention =
        new TestArchive()
            .file("export.json", TestArchive.HEAD)
            .file("project.json", "{}")
            .file(
                "buckets.jsonl",
                "{\"name\":\"mail\",\"title\":\"Mail\",\"bucket_type\":\"emails\",\"retention\":{\"days\":1}}\n")
            .end(0, 0, 0, 0);
    assertThat(bringIn(retention, project).refusal()).contains("has another retention");
    var bucket =
        new TestArchive()
            .file("export.json", TestArchive.HEAD)
            .file(
                "buckets.jsonl", "{\"name\":\"mail\",\"title\":\"M\",\"bucket_type\":\"emails\"}\n")
            .end(0, 0, 0, 0);
    assertThat(bringIn(bucket, project, "--dry-run").refusal()).contains("with the title 'Mail'");
    assertThat(comments(project, "reviews")).isEqualTo(3);
  }

  @Test
  void anArchiveWithoutItsEndIsRefusedUnlessAskedFor() throws Exception {
    var project = project();
    var open =
        TestArchive.ofSource("")
            .file("sources/reviews/comments-00001.jsonl", TestArchive.comment("a", ""));

    assertThat(bringIn(open, project).refusal()).contains("there is no end.json in it");
    var cut = Arrays.copyOf(TestArchive.full().bytes(), 6_000);
    assertThat(bringIn(cut, project).refusal()).contains("incomplete");
    var packed = TestArchive.full().packed();
    assertThat(bringIn(Arrays.copyOf(packed, packed.length / 2), project).refusal())
        .contains("incomplete");
    assertThat(status("/api/v1/sources/" + project)).isEqualTo(404);

    assertThat(bringIn(open, project, "--incomplete").out())
        .contains("comments: 1 new", "The archive is cut");
    assertThat(bringIn(cut, project(), "--incomplete").out()).contains("The archive is cut");
  }

  @Test
  void anArchiveThatHasNotWhatItSaysIsDamaged() throws Exception {
    var archive =
        TestArchive.ofSource("")
            .file("sources/reviews/comments-00001.jsonl", TestArchive.comment("a", ""))
            .end(2, 0, 0, 0);

    assertThat(bringIn(archive, project()).refusal())
        .contains("says at its end that it has 2 comments, but it has 1");
    assertThat(bringIn("no tar at all".getBytes(StandardCharsets.UTF_8), project()).refusal())
        .contains("It is no archive of Hearken");
    assertThat(bringIn(new byte[0], project()).refusal()).contains("It is no archive of Hearken");
    assertThat(bringIn(new TestArchive().end(0, 0, 0, 0), project()).refusal())
        .contains("the first file in it must be export.json");
    var newer = new TestArchive().file("export.json", "{\"format\":2}").end(0, 0, 0, 0);
    assertThat(bringIn(newer, project()).refusal()).contains("format 2");
    var noProject =
        new TestArchive()
            .file("export.json", TestArchive.HEAD)
            .file("project.json", "[]")
            .end(0, 0, 0, 0);
    assertThat(bringIn(noProject, project()).refusal()).contains("project.json: The body is");
    var unnamed =
        new TestArchive()
            .file("export.json", TestArchive.HEAD)
            .file("project.json", "{}")
            .file("sources.jsonl", "{\"name\":\"ok\"}\n{\"title\":\"x\"}\n")
            .end(0, 0, 0, 0);
    assertThat(bringIn(unnamed, project()).refusal())
        .contains("sources.jsonl, line 2: The field 'name' is missing");
  }

  @Test
  void aTrialSaysWhatWouldBeMadeAndMakesNothing() throws Exception {
    var project = project();

    var first = bringIn(TestArchive.full(), project, "--dry-run");
    assertThat(first.out())
        .contains(
            "Would be, project " + project + ": made",
            "buckets made: 1 (mail)",
            "sources made: 2 (letters, reviews)",
            "comments: 3 new",
            "e-mails: 1 new",
            "files: 2 contents, 1 recordings");
    assertThat(status("/api/v1/sources/" + project)).isEqualTo(404);

    bringIn(TestArchive.full(), project);
    assertThat(bringIn(TestArchive.full(), project, "--dry-run").out())
        .contains(
            project + ": there",
            "comments: 0 new, 0 updated, 3 unchanged",
            "0 new, 0 updated, 1 unchanged");
    var source = server.admin().get("/api/v1/sources/" + project + "/letters").json();
    server.admin().delete("/api/v1/sources/id:" + source.at("/source/id").asText());
    assertThat(bringIn(TestArchive.full(), project, "--dry-run").out())
        .contains("sources made: 1 (letters)");
    assertThat(status("/api/v1/sources/" + project + "/letters")).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsNamedAndCanBeLeftOut() throws Exception {
    var archive =
        TestArchive.ofSource("")
            .file("sources/reviews/contents/" + TestArchive.sha256(TestArchive.FILE), "Other bytes")
            .file(
                "sources/reviews/comments-00001.jsonl",
                TestArchive.comment("a", "") + "{}\n" + TestArchive.comment("b", ""))
            .file("sources/reviews/recordings-00001.jsonl", recording("a") + recording("nobody"))
            .end(3, 0, 1, 2);
    var project = project();

    assertThat(bringIn(archive, project).refusal())
        .contains("contents/" + TestArchive.sha256(TestArchive.FILE) + ": It is damaged");

    var faults = folder.resolve("faults");
    var run = bringIn(archive, project, "--skip-bad", faults);
    assertThat(run.out()).contains("comments: 2 new", "left out: 4");
    assertThat(Files.readString(faults))
        .contains(
            "It is damaged",
            "\"place\":\"sources/reviews/comments-00001.jsonl, line 2\"",
            "The source has no content " + TestArchive.sha256(TestArchive.RECORDING),
            "\"place\":\"sources/reviews/recordings-00001.jsonl, line 2\"",
            "No such comment 'nobody' in the source '" + project + "/reviews'.");
    assertThat(bringIn(archive, project, "--dry-run").code()).isEqualTo(1);
  }

  private static String recording(String comment) {
    return "{\"comment_id\":\"%s\",\"content_hash\":\"%s\",\"content_type\":\"a/b\"}\n"
        .formatted(comment, TestArchive.sha256(TestArchive.RECORDING));
  }

  @Test
  void aTrialFindsWhatCouldNotBeMade() throws Exception {
    assertThat(
            bringIn(
                    TestArchive.ofSource(",\"language\":\"klingon\"").end(0, 0, 0, 0),
                    project(),
                    "--dry-run")
                .refusal())
        .contains("sources.jsonl, line 1", "'klingon'");
    assertThat(
            bringIn(
                    TestArchive.ofSource(",\"retention\":{\"days\":0}").end(0, 0, 0, 0),
                    project(),
                    "--dry-run")
                .refusal())
        .contains("'retention.days' is 0");
    var bucket =
        new TestArchive()
            .file("export.json", TestArchive.HEAD)
            .file("project.json", "{}")
            .file("buckets.jsonl", "{\"name\":\"mail\",\"bucket_type\":\"paper\"}\n")
            .end(0, 0, 0, 0);
    assertThat(bringIn(bucket, project(), "--dry-run").refusal())
        .contains("buckets.jsonl, line 1", "'paper'");
  }

  @Test
  void whatIsNotKnownIsLeftOutAndSaid() throws Exception {
    var archive =
        TestArchive.ofSource(",\"bucket\":\"elsewhere/mail\"")
            .file("sources/reviews/thoughts-00001.jsonl", "{}")
            .end(0, 0, 0, 0);

    var run = bringIn(archive, project());

    assertThat(run.refusal()).isEmpty();
    assertThat(run.out())
        .contains(
            "What 'sources/reviews/thoughts-00001.jsonl' is, is not known here",
            "The source reviews has no bucket here: elsewhere/mail");
  }

  @Test
  void anArchiveComesFromStandardInputUnderItsOwnName() throws Exception {
    var before = System.in;
    System.setIn(new ByteArrayInputStream(TestArchive.full().packed()));
    try {
      assertThat(ImportRun.of(server, "-").out()).contains("project old: made");
      System.setIn(new ByteArrayInputStream(TestArchive.ofSource("").bytes()));
      assertThat(ImportRun.of(server, "-", "--project", project()).refusal())
          .contains("there is no end.json");
    } finally {
      System.setIn(before);
    }
    assertThat(comments("old", "reviews")).isEqualTo(3);
  }
}
