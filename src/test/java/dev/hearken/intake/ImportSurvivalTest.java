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
import java.util.Map;
import java.util.Objects;
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
  private static final int TRANSLATIONS = 10_000;
  private static final Pattern COUNTS =
      Pattern.compile("(\\w+): ([\\d,]+) new, ([\\d,]+) updated, ([\\d,]+) unchanged");

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

  /// How many were new, updated and unchanged, by what they are.
  private Map<String, List<Long>> complete(Path archive) throws Exception {
    var process = start(archive);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out()).isZero();
    return COUNTS
        .matcher(out())
        .results()
        .collect(
            Collectors.toMap(
                found -> found.group(1),
                found ->
                    IntStream.rangeClosed(2, 4)
                        .mapToObj(i -> Long.valueOf(found.group(i).replace(",", "")))
                        .toList()));
  }

  /// Whatever is there already, in the end all of it is there once.
  private void completes(Path archive, String when) throws Exception {
    var all = Map.of("comments", (long) COMMENTS, "translations", (long) TRANSLATIONS);
    var counts = complete(archive);
    assertThat(counts).as(when).containsKeys("comments", "translations");
    var again = complete(archive);
    all.forEach((what, count) -> {
      var found = Objects.requireNonNull(counts.get(what));
      assertThat(found.get(0) + found.get(2)).as(when).isEqualTo(count);
      assertThat(found.get(1)).as(when).isZero();
      assertThat(again.get(what)).as(when).containsExactly(0L, 0L, count);
    });
  }

  private Path archive() throws IOException {
    var lines =
        IntStream.range(0, COMMENTS)
            .mapToObj(i ->
                "{\"id\":\"c%d\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"messages\":[{\"body\":{\"text\":\"Text %d\"}}]}\n"
                    .formatted(i, i))
            .collect(Collectors.joining());
    var translations =
        IntStream.range(0, TRANSLATIONS)
            .mapToObj(i -> TestArchive.translation("c" + i, "Text " + i, "Translation " + i))
            .collect(Collectors.joining());
    return Files.write(
        folder.resolve("archive.tar"),
        TestArchive.ofSource(",\"language\":\"en\",\"should_translate\":true")
            .file("sources/reviews/comments-00001.jsonl", lines)
            .file("sources/reviews/translations-00001.jsonl", translations)
            .end(COMMENTS, 0, 0, 0, TRANSLATIONS)
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

    completes(archive, "seed " + seed);
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

      completes(archive, "beside a server");
    }
    assertThat(Files.readString(log.toPath(), StandardCharsets.UTF_8))
        .doesNotContain("SEVERE", "Exception");
  }
}
