package dev.hearken.volume;

import dev.hearken.load.Choice;
import dev.hearken.load.Instruments;
import dev.hearken.load.Options;
import dev.hearken.load.Part;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures archives, each part on a server of its own.
@Command(
    name = "export",
    description =
        "Archives: their rate beside COPY, and the heap of a server that makes a large one.",
    mixinStandardHelpOptions = true)
public final class ExportBenchCommand implements Callable<Integer> {
  private static final long MOST = 10_000_000;

  private final Instruments instruments;

  @Mixin private Options options = new Options();

  @Mixin private Choice choice = new Choice("export", "rate", "heap");

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Comments of rate; 200,000 unless given.")
  private long rows;

  @Option(
      names = "--large",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Comments of heap; 1,000,000 unless given.")
  private long large;

  public ExportBenchCommand(Instruments instruments) {
    this.instruments = instruments;
  }

  /// @return 0, or 1 when an archive was wrong or a goal was not reached
  @Override
  public Integer call() throws Exception {
    choice.check();
    choice.require(rows > 0 && rows <= MOST, "--rows must be from 1 to 10000000.");
    choice.require(large > 0 && large <= MOST, "--large must be from 1 to 10000000.");
    return options.show(choice.run(this::run), instruments.out());
  }

  private Part run(String part, long seed) throws Exception {
    if (part.equals("heap")) {
      return ExportHeapPart.run(instruments.launch(), seed, large);
    }
    try (var laboratory = instruments.laboratory()) {
      return ExportPart.run(laboratory.subject(), seed, options.plan(1, 10), rows);
    }
  }
}
