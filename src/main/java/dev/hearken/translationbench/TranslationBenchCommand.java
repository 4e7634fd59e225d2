package dev.hearken.translationbench;

import dev.hearken.language.Languages;
import dev.hearken.load.Choice;
import dev.hearken.load.Options;
import dev.hearken.load.Part;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Measures detection of languages and translation.
@Command(
    name = "translation",
    description =
        "Sentences of a folder: how well their language is told (detection), and what Apertium makes of them where it is installed (apertium).",
    mixinStandardHelpOptions = true)
public final class TranslationBenchCommand implements Callable<Integer> {
  private final Supplier<Languages> languages;
  private final Optional<Path> testData;
  private final PrintStream out;

  @Mixin private Options options = new Options();
  @Mixin private Choice choice = new Choice("translation", "detection", "apertium");

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description =
          "Holds languages with en.txt and others; what HEARKEN_TEST_DATA names unless given.")
  private @Nullable Path folder;

  /// @param languages that are configured
  /// @param testData the folder that is measured unless another is given
  public TranslationBenchCommand(
      Supplier<Languages> languages, Optional<Path> testData, PrintStream out) {
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
        data.filter(Files::isDirectory).isPresent(),
        "Name a FOLDER that holds a folder languages, or set HEARKEN_TEST_DATA.");
    var sentences = Sentences.in(data.orElseThrow());
    return options.show(choice.run((part, _) -> run(part, sentences)), out);
  }

  private Part run(String part, Sentences sentences) {
    return switch (part) {
      case "detection" -> DetectionPart.run(sentences, languages.get());
      case "apertium" -> ApertiumPart.run(sentences);
      default -> throw new IllegalStateException(part);
    };
  }
}
