package dev.hearken.mailbench;

import dev.hearken.load.Laboratory;
import dev.hearken.load.Launch;
import dev.hearken.load.Machine;
import dev.hearken.load.Options;
import dev.hearken.load.Part;
import dev.hearken.load.Subject;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures what becomes of mails, each part on a server of its own.
@Command(
    name = "mail",
    description =
        "What becomes of the mails of a folder; their way from PUT to comment beside parser and rows alone; the parser beside mime4j; many mails.",
    mixinStandardHelpOptions = true)
public final class MailBenchCommand implements Callable<Integer> {
  private static final int FEWEST = 10_000;
  private static final int MOST = 100_000_000;
  private static final List<String> PARTS = List.of("counts", "parser", "pace", "many");

  private final Subject.Opening opening;
  private final Launch launch;
  private final PrintStream out;

  @Mixin private Options options = new Options();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Holds mails, each a file that ends in .eml.")
  private Path folder = Path.of("");

  @Option(
      names = "--part",
      paramLabel = "NAME",
      split = ",",
      description = "Only these of counts, parser, pace and many; all unless given.")
  private List<String> parts = PARTS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of mails that are recombined; a new one unless given.")
  private @Nullable Long seed;

  @Option(
      names = "--many",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Mails of many; 100,000 unless given.")
  private int many;

  /// @param launch starts a server in a process of its own
  public MailBenchCommand(Subject.Opening opening, Launch launch, PrintStream out) {
    this.opening = opening;
    this.launch = launch;
    this.out = out;
  }

  /// @return 0, or 1 when a mail was lost or a goal was not reached
  @Override
  public Integer call() throws Exception {
    for (var part : parts) {
      require(PARTS.contains(part), "--part must be of " + String.join(", ", PARTS) + ".");
    }
    require(many >= FEWEST && many <= MOST, "--many must be from 10000 to 100000000.");
    require(Files.isDirectory(folder), "There is no folder %s.".formatted(folder));
    var letters = Letter.in(folder);
    require(!letters.isEmpty(), "There is no .eml file in %s.".formatted(folder));
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed;
    var found = new LinkedHashMap<String, Part>();
    for (var part : PARTS) {
      if (parts.contains(part)) {
        found.put(part, run(part, letters, chosen));
      }
    }
    return options.show(new MailBenchReport("mail", chosen, found, Machine.here()), out);
  }

  private void require(boolean right, String otherwise) {
    if (!right) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
    }
  }

  private Part run(String part, List<Letter> letters, long seed) throws Exception {
    return switch (part) {
      case "counts" -> {
        try (var laboratory = Laboratory.open(opening)) {
          yield CountsPart.run(laboratory.subject(), letters);
        }
      }
      case "parser" -> ParserPart.run(letters, options.plan(1, 1).warmUp());
      case "pace" -> {
        try (var laboratory = Laboratory.open(opening)) {
          int rounds = options.plan(1, 1).rounds();
          yield PacePart.run(laboratory.subject(), letters, seed, rounds);
        }
      }
      case "many" -> ManyPart.run(launch, letters, seed, many);
      default -> throw new IllegalStateException(part);
    };
  }
}
