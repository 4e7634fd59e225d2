package dev.hearken.volume;

import dev.hearken.load.Choice;
import dev.hearken.load.Instruments;
import dev.hearken.load.Options;
import dev.hearken.load.Part;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures imports.
@Command(
    name = "import",
    description = "Import of comments beside their sync over HTTP (sync), and its heap (heap).",
    mixinStandardHelpOptions = true)
public final class ImportBenchCommand implements Callable<Integer> {
  private static final int LEAST = 1_000;
  private static final int MOST = 100_000_000;

  private final Instruments instruments;
  private final ImportPart.Importing importing;
  private final ImportHeapPart.Commanding commanding;

  @Mixin private Options options = new Options();
  @Mixin private Choice choice = new Choice("import", "sync", "heap");

  @Option(
      names = "--comments",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Comments of a turn; 20,000 unless given.")
  private int comments;

  @Option(
      names = "--large",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Comments of the file of heap; 1,000,000 unless given.")
  private long large;

  /// @param importing brings a file in, in this process
  /// @param commanding starts a command in a process of its own
  public ImportBenchCommand(
      Instruments instruments,
      ImportPart.Importing importing,
      ImportHeapPart.Commanding commanding) {
    this.instruments = instruments;
    this.importing = importing;
    this.commanding = commanding;
  }

  /// @return 0, or 1 when an answer was wrong or a goal was not reached
  @Override
  public Integer call() throws Exception {
    choice.check();
    choice.require(
        comments >= LEAST && comments <= MOST, "--comments must be from 1000 to 100000000.");
    choice.require(large >= LEAST && large <= MOST, "--large must be from 1000 to 100000000.");
    return options.show(choice.run(this::run), instruments.out());
  }

  private Part run(String part, long seed) throws Exception {
    if (part.equals("heap")) {
      return ImportHeapPart.run(instruments.launch(), commanding, seed, large);
    }
    try (var laboratory = instruments.laboratory()) {
      return ImportPart.run(laboratory.subject(), importing, seed, options.plan(1, 1), comments);
    }
  }
}
