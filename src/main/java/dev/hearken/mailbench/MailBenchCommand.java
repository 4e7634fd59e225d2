package dev.hearken.mailbench;

import dev.hearken.load.Choice;
import dev.hearken.load.Instruments;
import dev.hearken.load.Options;
import dev.hearken.load.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures what becomes of mails, each part on a server of its own.
@Command(
    name = "mail",
    description =
        "Mails of a folder: what becomes of them (counts), parsing beside mime4j (parser), the way from PUT to comment beside parser and rows alone (pace), and many of them (many).",
    mixinStandardHelpOptions = true)
public final class MailBenchCommand implements Callable<Integer> {
  private static final int FEWEST = 10_000;
  private static final int MOST = 100_000_000;

  private final Instruments instruments;

  @Mixin private Options options = new Options();
  @Mixin private Choice choice = new Choice("mail", "counts", "parser", "pace", "many");

  @Parameters(paramLabel = "FOLDER", description = "Holds mails, each a file that ends in .eml.")
  private Path folder = Path.of("");

  @Option(
      names = "--many",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Mails of many; 100,000 unless given.")
  private int many;

  public MailBenchCommand(Instruments instruments) {
    this.instruments = instruments;
  }

  /// @return 0, or 1 when a mail was lost or a goal was not reached
  @Override
  public Integer call() throws Exception {
    choice.check();
    choice.require(many >= FEWEST && many <= MOST, "--many must be from 10000 to 100000000.");
    choice.require(Files.isDirectory(folder), "There is no folder %s.".formatted(folder));
    var letters = Letter.in(folder);
    choice.require(!letters.isEmpty(), "There is no .eml file in %s.".formatted(folder));
    return options.show(choice.run((part, seed) -> run(part, letters, seed)), instruments.out());
  }

  private Part run(String part, List<Letter> letters, long seed) throws Exception {
    return switch (part) {
      case "counts" -> {
        try (var laboratory = instruments.laboratory()) {
          yield CountsPart.run(laboratory.subject(), letters);
        }
      }
      case "parser" -> ParserPart.run(letters, options.plan(1, 1).warmUp());
      case "pace" -> {
        try (var laboratory = instruments.laboratory()) {
          int rounds = options.plan(1, 1).rounds();
          yield PacePart.run(laboratory.subject(), letters, seed, rounds);
        }
      }
      case "many" -> ManyPart.run(instruments.launch(), letters, seed, many);
      default -> throw new IllegalStateException(part);
    };
  }
}
