package dev.hearken.translationbench;

import dev.hearken.language.Languages;
import dev.hearken.load.Choice;
import dev.hearken.load.Launch;
import dev.hearken.load.Options;
import dev.hearken.load.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures detection of languages and translation.
@Command(
    name = "translation",
    description =
        "Sentences of a folder: how well their language is told (detection), and what Apertium makes of them where it is installed (apertium). Then what translation costs uploads (upload), how soon a comment is translated (soon), and whether all are when a service fails and everything is killed (trouble).",
    mixinStandardHelpOptions = true)
public final class TranslationBenchCommand implements Callable<Integer> {
  private static final int MOST_COMMENTS = 10_000_000;
  private static final int ROUNDS = 20;

  private final Launch launch;
  private final Supplier<Languages> languages;
  private final Optional<Path> testData;
  private final PrintStream out;

  @Mixin private Options options = new Options();

  @Mixin
  private Choice choice =
      new Choice("translation", "detection", "apertium", "upload", "soon", "trouble");

  @Option(
      names = "--comments",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many comments get into trouble; 10000 unless given.")
  private int comments;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description =
          "Holds languages with en.txt and others; what HEARKEN_TEST_DATA names unless given.")
  private @Nullable Path folder;

  /// @param launch starts a server in a process of its own
  /// @param languages that are configured
  /// @param testData the folder that is measured unless another is given
  public TranslationBenchCommand(
      Launch launch, Supplier<Languages> languages, Optional<Path> testData, PrintStream out) {
    this.launch = launch;
    this.languages = languages;
    this.testData = testData;
    this.out = out;
  }

  /// @return 0, or 1 when a goal was not reached
  @Override
  public Integer call() throws Exception {
    choice.check();
    var data =
        Optional.ofNullable(folder).or(() -> testData).map(each -> each.resolve("languages"));
    choice.require(
        comments >= 1 && comments <= MOST_COMMENTS,
        "--comments must be from 1 to %d.".formatted(MOST_COMMENTS));
    return options.show(choice.run((part, seed) -> run(part, data, seed)), out);
  }

  private Sentences sentences(Optional<Path> data) throws IOException {
    choice.require(
        data.filter(Files::isDirectory).isPresent(),
        "Name a FOLDER that holds a folder languages, or set HEARKEN_TEST_DATA.");
    return Sentences.in(data.orElseThrow());
  }

  private Part run(String part, Optional<Path> data, long seed)
      throws IOException, InterruptedException {
    return switch (part) {
      case "detection" -> DetectionPart.run(sentences(data), languages.get());
      case "apertium" -> ApertiumPart.run(sentences(data));
      case "upload" -> UploadPart.run(launch, seed, ROUNDS);
      case "soon" -> SoonPart.run(launch, seed);
      case "trouble" -> TroublePart.run(launch, comments, seed);
      default -> throw new IllegalStateException(part);
    };
  }
}
