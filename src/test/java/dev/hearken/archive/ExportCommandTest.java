package dev.hearken.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.comment.CommentCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command that writes an archive.
@Tag("database")
class ExportCommandTest {
  private static CommentCalls calls;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    calls.source("first");
    calls.source("second");
    calls.sync("first", calls.comment("a", ", \"user_properties\": {\"string:Secret\": \"x\"}"));
    calls.sync("second", calls.comment("b", ""), calls.comment("c", ""));
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private int run(OutputStream raw, String... words) {
    var hearken = calls.server().hearken();
    var command =
        new ExportCommand(
            work -> work.accept(hearken.users().system(), hearken.exports()),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            raw,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandLine(command)
        .setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler((e, _, _) -> {
          err.writeBytes((e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
          return 1;
        })
        .execute(words);
  }

  private int run(String... words) {
    return run(raw, words);
  }

  @Test
  void aProjectIsWrittenIntoAFileWithAllThatTheSystemSees() throws IOException {
    var file = folder.resolve("all.tar");

    assertThat(run("DefaultProject", "--to", file.toString())).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("3 comments, 0 mails and 0 files are in %s.\n".formatted(file));
    assertThat(folder.toFile().list()).containsExactly(file.toFile().getName());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .as("hidden from others, as what is in it")
        .isEqualTo("rw-------");
    var archive = Untarred.of(Files.readAllBytes(file));
    assertThat(archive.json("export.json").path("sources").isNull()).isTrue();
    assertThat(archive.json("export.json").path("sensitive_properties").asText())
        .isEqualTo("included");
    assertThat(archive.lines("sources/first/comments-*.jsonl").getFirst()).contains("Secret");
    assertThat(archive.lines("audit-*.jsonl")).isNotEmpty();
    assertThat(archive.json("end.json").path("comments").asInt()).isEqualTo(3);
  }

  @Test
  void sourcesAreWrittenPackedWhenTheNameSaysSo() throws IOException {
    var file = folder.resolve("some.tar.gz");

    assertThat(run("DefaultProject/second", "DefaultProject/first", "--to", file.toString()))
        .isZero();

    try (var packed = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      var archive = Untarred.of(packed.readAllBytes());
      assertThat(archive.json("export.json").path("sources").toString())
          .isEqualTo("[\"first\",\"second\"]");
      assertThat(archive.names()).doesNotContain("buckets.jsonl").contains("end.json");
    }
  }

  @Test
  void standardOutputHasTheArchiveAndNothingElse() {
    assertThat(run("DefaultProject/second", "--to", "-")).isZero();

    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("2 comments");
    assertThat(Untarred.of(raw.toByteArray()).lines("sources/second/comments-*.jsonl")).hasSize(2);
  }

  @Test
  void whatCannotBeWrittenIsSaidAndLeavesNothingBehind() throws IOException {
    assertThat(run("DefaultProject/none", "--to", folder.resolve("none.tar").toString()))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("No such source 'DefaultProject/none'.\n");
    assertThat(folder.toFile().list()).isEmpty();

    err.reset();
    assertThat(run("DefaultProject", "--to", folder.resolve("no/where.tar").toString()))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("there is no folder for")
        .contains("no/where.tar");

    err.reset();
    var broken =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertThat(run(broken, "DefaultProject", "--to", "-")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("The archive cannot be written: Broken pipe\n");

    err.reset();
    assertThat(run("DefaultProject", "DefaultProject/first")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Name one project");
  }
}
