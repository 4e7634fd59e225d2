package dev.hearken.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestLaunch;
import dev.hearken.load.Launched;
import dev.hearken.user.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command killed at random moments, with the database that it brought along or without it, and
/// begun again.
class ImportSurvivalTest {
  private static final int COMMENTS = 30_000;
  private static final int KILLS = 6;
  private static final Pattern COUNTS =
      Pattern.compile("comments: ([\\d,]+) new, ([\\d,]+) updated, ([\\d,]+) unchanged");

  @TempDir private Path folder;

  private Process start(Path archive) throws IOException {
    return TestLaunch.command(
            folder.resolve("data"),
            List.of(),
            List.of("import", archive.toString(), "--project", "kept"))
        .redirectError(folder.resolve("err").toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .start();
  }

  private String out() throws IOException {
    return Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err"));
  }

  private long[] complete(Path archive) throws Exception {
    var process = start(archive);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out()).isZero();
    var counts = COUNTS.matcher(out());
    assertThat(counts.find()).as(out()).isTrue();
    return IntStream.rangeClosed(1, 3)
        .mapToLong(i -> Long.parseLong(counts.group(i).replace(",", "")))
        .toArray();
  }

  private Path archive() throws IOException {
    var lines =
        IntStream.range(0, COMMENTS)
            .mapToObj(i ->
                "{\"id\":\"c%d\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"messages\":[{\"body\":{\"text\":\"Text %d\"}}]}\n"
                    .formatted(i, i))
            .collect(Collectors.joining());
    return Files.write(
        folder.resolve("archive.tar"),
        TestArchive.ofSource("")
            .file("sources/reviews/comments-00001.jsonl", lines)
            .end(COMMENTS, 0, 0, 0)
            .bytes());
  }

  @Test
  void whateverEndsAnImportItIsBegunAgainAndEverythingIsThereOnce() throws Exception {
    long seed = new Random().nextInt(Integer.MAX_VALUE);
    System.out.println("ImportSurvivalTest, seed " + seed);
    var random = new Random(seed);
    var archive = archive();
    // The database is made before, so that the kills meet the import.
    var first = TestLaunch.command(folder.resolve("data"), List.of(), List.of("users")).start();
    first.getInputStream().readAllBytes();
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      var process = start(archive);
      if (!process.waitFor(random.nextLong(500, 5_000), TimeUnit.MILLISECONDS)) {
        killed++;
        var all = random.nextBoolean() ? process.descendants().toList() : List.<ProcessHandle>of();
        process.destroyForcibly().waitFor();
        all.forEach(ProcessHandle::destroyForcibly);
      }
    }
    assertThat(killed).as("seed " + seed).isPositive();

    var counts = complete(archive);
    assertThat(counts[1]).as("seed " + seed).isZero();
    assertThat(counts[0] + counts[2]).as("seed " + seed).isEqualTo(COMMENTS);
    assertThat(complete(archive)).as("seed " + seed).containsExactly(0, 0, COMMENTS);
  }

  @Test
  void aCommandThatIsKilledBesideAServerLeavesNothingHalf() throws Exception {
    var archive = archive();
    var log = folder.resolve("server.log").toFile();
    try (var server =
        Launched.start(TestLaunch.of(folder.resolve("data"), Token.random().text()), log)) {
      assertThat(server.address()).isNotNull();
      var process = start(archive);
      process.waitFor(2_500, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();

      var counts = complete(archive);
      assertThat(counts[0] + counts[2]).isEqualTo(COMMENTS);
      assertThat(complete(archive)).containsExactly(0, 0, COMMENTS);
    }
    assertThat(Files.readString(log.toPath(), StandardCharsets.UTF_8))
        .doesNotContain("SEVERE", "Exception");
  }
}
