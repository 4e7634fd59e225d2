package dev.hearken.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.audit.Audited;
import dev.hearken.comment.CommentCalls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./hearken import comments.jsonl --source p/s`.
@Tag("database")
class ImportCommentsTest {
  private static CommentCalls calls = new CommentCalls();

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /// A comment on one line.
  private static String line(String id, String text) {
    return """
    {"id":"%s","timestamp":"2026-01-31T12:00:00Z","messages":[{"body":{"text":"%s"}}]}
    """
        .formatted(id, text);
  }

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> line("c" + i, "Text " + i))
        .collect(Collectors.joining());
  }

  private static ImportRun bringIn(Path file, String source, Object... more) {
    var words = new ArrayList<Object>();
    words.add(file);
    words.add("--source");
    words.add("DefaultProject/" + source);
    words.addAll(List.of(more));
    return ImportRun.of(calls.server(), words.toArray());
  }

  private static long count(String source) {
    return calls
        .server()
        .admin()
        .post(CommentCalls.IN_DEFAULT + source + "/statistics", "{\"comment_filter\":{}}")
        .json()
        .at("/statistics/num_comments")
        .asLong();
  }

  @Test
  void linesBecomeCommentsAndDoingItAgainChangesNothing() throws Exception {
    calls.source("plain");
    var file = file("comments.jsonl", lines(2_500));

    var first = bringIn(file, "plain");
    assertThat(first.refusal()).isEmpty();
    assertThat(first.out())
        .isEqualToIgnoringNewLines(
            "comments of DefaultProject/plain: 2,500 new, 0 updated, 0 unchanged.");
    assertThat(count("plain")).isEqualTo(2_500);
    assertThat(calls.read("plain", "c2499").at("/messages/0/body/text").asText())
        .isEqualTo("Text 2499");

    assertThat(bringIn(file, "plain").out()).contains("0 new, 0 updated, 2,500 unchanged");
    assertThat(Audited.of(calls.server(), "source.import"))
        .filteredOn(event -> event.contains("source plain, project DefaultProject"))
        .hasSize(2)
        .allMatch(event ->
            event.startsWith("system: ") && event.endsWith("{\"file\": \"comments.jsonl\"}"));
    var changed =
        file("changed.jsonl", line("c7", "Other") + line("new", "New") + line("c8", "Text 8"));
    assertThat(bringIn(changed, "plain").out()).contains("1 new, 1 updated, 1 unchanged");
    assertThat(count("plain")).isEqualTo(2_501);
  }

  @Test
  void aFileMayBePackedHaveBlankLinesAMarkAndNoEndOfTheLastLine() throws Exception {
    calls.source("packed");
    var file = folder.resolve("comments.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      var text = "\uFEFF" + line("a", "1") + "\r\n \n" + line("b", "2").strip();
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(bringIn(file, "packed").out()).contains("2 new");

    var whole = Files.readAllBytes(file);
    var cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 9));
    assertThat(bringIn(cut, "packed").refusal()).contains("'cut.gz'", "damaged or cut");
  }

  @Test
  void theLastOfSeveralLinesWithOneIdIsTaken() throws Exception {
    calls.source("repeated");
    var file = file("repeated.jsonl", line("a", "first") + line("a", "last"));

    assertThat(bringIn(file, "repeated").out()).contains("1 new, 0 updated, 0 unchanged");
    assertThat(calls.read("repeated", "a").at("/messages/0/body/text").asText()).isEqualTo("last");
  }

  @Test
  void aBadLineIsNamedAndNothingOfItsSliceComesIn() throws Exception {
    calls.source("stopped");
    var bad = lines(1_500) + "{\"id\": \"x\"}\n" + line("after", "x");

    var run = bringIn(file("bad.jsonl", bad), "stopped");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.refusal())
        .contains("bad.jsonl, line 1,501: The field 'timestamp' of the comment 'x' is missing");
    assertThat(count("stopped")).isEqualTo(1_000);
  }

  @Test
  void everyKindOfBadLineHasItsReason() throws Exception {
    calls.source("reasons");
    var text =
        """
        {"id": "a", "timestamp": "2026-01-31T12:00:00Z", "messages": []} {}
        [1]
        {"id": "b", "timestamp": "yesterday", "messages": []}
        {"id": "c",
        {"id": "d", "timestamp": "2026-01-31T12:00:00Z", "messages": [], "colour": 1}
        """;

    var run = bringIn(file("reasons.jsonl", text), "reasons", "--dry-run");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "reasons.jsonl, line 1: It is no valid JSON: it goes on behind the end of its value.",
            "reasons.jsonl, line 2: It is an array; it must be a JSON object.",
            "reasons.jsonl, line 3: The field 'timestamp' of the comment 'b' is 'yesterday'",
            "reasons.jsonl, line 4: It is no valid JSON: ",
            "reasons.jsonl, line 5: Unknown field 'colour' of the comment 'd'",
            "0 new, 0 updated, 0 unchanged, 5 bad");
  }

  @Test
  void badLinesAreCollectedWithTheirReasonsWhileTheRestComesIn() throws Exception {
    calls.source("skipped");
    var file = file("some.jsonl", line("a", "1") + "nonsense\n" + line("b", "2"));
    var faults = folder.resolve("faults.jsonl");

    var run = bringIn(file, "skipped", "--skip-bad", faults);

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("2 new, 0 updated, 0 unchanged, 1 bad", faults.toString());
    assertThat(Files.readString(faults))
        .contains("\"place\":\"some.jsonl, line 2\"", "\"text\":\"nonsense\"", "no valid JSON");
    assertThat(count("skipped")).isEqualTo(2);
  }

  @Test
  void aTrialSaysWhatWouldHappenAndChangesNothing() throws Exception {
    calls.source("trial");
    calls.sync("trial", calls.comment("a", ""), calls.comment("b", ""));
    var before = calls.read("trial", "b");
    var file =
        file(
            "trial.jsonl",
            line("a", "x").replace("12:00:00Z", "12:00:00.000000+00:00")
                + line("b", "changed")
                + line("c", "new"));

    var run = bringIn(file, "trial", "--dry-run");

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Would be").contains("1 new, 1 updated, 1 unchanged");
    assertThat(Audited.of(calls.server(), "source.import"))
        .noneMatch(event -> event.contains("trial"));
    assertThat(calls.read("trial", "b")).isEqualTo(before);
    assertThat(count("trial")).isEqualTo(2);
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    var file = file("any.jsonl", line("a", "x"));

    assertThat(bringIn(file, "nowhere").refusal()).contains("No such source");
    assertThat(ImportRun.of(calls.server(), folder.resolve("none"), "--source", "a/b").out())
        .contains("There is no file");
    assertThat(ImportRun.of(calls.server(), file, "--source", "plain").out())
        .contains("must be PROJECT/NAME");
    var nowhere = ImportRun.of(calls.server(), file);
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.out()).contains("any.jsonl has lines: say --source PROJECT/NAME");
    assertThat(ImportRun.of(calls.server(), folder).out()).contains("is a folder: say --bucket");
  }
}
