package dev.hearken.translationbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestLaunch;
import dev.hearken.language.Languages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TranslationBenchTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @BeforeEach
  void write() throws IOException {
    var languages = Files.createDirectory(folder.resolve("languages"));
    Files.writeString(
        languages.resolve("en.txt"),
        "1\tThe green house is very big and very old.\n2\tThe cat drinks milk in the kitchen.\n");
    Files.writeString(
        languages.resolve("es.txt"),
        "1\tLa casa verde es muy grande y muy vieja.\n2\tEl gato bebe leche en la cocina.\n");
  }

  private int run(Optional<Path> testData, String... arguments) {
    var command =
        new TranslationBenchCommand(
            TestLaunch::of,
            () -> Languages.parse("en,es").orElseThrow(),
            testData,
            new PrintStream(shown, true, StandardCharsets.UTF_8));
    return new CommandLine(command).execute(arguments);
  }

  @Test
  void sentencesAreToldByTheirLanguageAndTranslatedWhereApertiumIs() throws IOException {
    var json = folder.resolve("figures.json");

    assertThat(run(Optional.of(folder), "--part", "detection,apertium", "--json", json.toString()))
        .isZero();

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("detection among en, es")
        .contains("all words  right 1.0000  wrong 0.0000")
        .contains("apertium");
    assertThat(Files.readString(json)).contains("\"english_wrong\":0.0").contains("\"chr_f\"");
  }

  @Test
  void aSetInWhichEnglishIsTakenForAnotherDoesNotPass() throws IOException {
    var languages = folder.resolve("languages");
    Files.copy(
        languages.resolve("es.txt"),
        languages.resolve("en.txt"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThat(run(Optional.empty(), "--part", "detection", folder.toString())).isEqualTo(1);
  }

  @Test
  void allAreTranslatedThoughTheServiceFailsAndEverythingIsKilled() throws Exception {
    long seed = new Random().nextInt(Integer.MAX_VALUE);
    System.out.println("TranslationBenchTest, seed " + seed);

    var trouble = TroublePart.run(TestLaunch::of, 3_000, seed);

    assertThat(trouble.right()).as("seed " + seed).isEqualTo(3_000);
    assertThat(trouble.serverKilled()).isPositive();
    assertThat(trouble.serviceKilled()).isPositive();
  }

  @Test
  void withoutSentencesItSaysWhatIsMissing() {
    assertThat(run(Optional.empty())).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run(Optional.of(folder), "--part", "other")).isEqualTo(CommandLine.ExitCode.USAGE);
  }
}
