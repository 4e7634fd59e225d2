package dev.hearken.filebench;

import dev.hearken.load.Choice;
import dev.hearken.load.Instruments;
import dev.hearken.load.Options;
import dev.hearken.load.Part;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures files of comments, each part on a server of its own.
@Command(
    name = "attachments",
    description =
        "Files of comments: up and down beside a plain file through the same HTTP server (transfer), and a large one on a small heap (heap).",
    mixinStandardHelpOptions = true)
public final class AttachmentsCommand implements Callable<Integer> {
  /// As large as an attachment may be.
  private static final int MOST_MIB = 512;

  private final Instruments instruments;

  @Mixin private Options options = new Options();
  @Mixin private Choice choice = new Choice("attachments", "transfer", "heap");

  @Option(
      names = "--size",
      paramLabel = "MIB",
      defaultValue = "64",
      description = "Of the file of transfer; 64 unless given.")
  private int size;

  @Option(
      names = "--large",
      paramLabel = "MIB",
      defaultValue = "300",
      description = "Of the file of heap; 300 unless given.")
  private int large;

  public AttachmentsCommand(Instruments instruments) {
    this.instruments = instruments;
  }

  /// @return 0, or 1 when a byte was wrong or a goal was not reached
  @Override
  public Integer call() throws Exception {
    choice.check();
    choice.require(size > 0 && size <= MOST_MIB, "--size must be from 1 to 512.");
    choice.require(large > 0 && large <= MOST_MIB, "--large must be from 1 to 512.");
    return options.show(choice.run(this::run), instruments.out());
  }

  private Part run(String part, long seed) throws Exception {
    return switch (part) {
      case "transfer" -> {
        try (var laboratory = instruments.laboratory()) {
          int rounds = options.plan(1, 1).rounds();
          yield TransferPart.run(laboratory.subject(), seed, rounds, (long) size << 20);
        }
      }
      case "heap" -> HeapPart.run(instruments.launch(), seed, (long) large << 20);
      default -> throw new IllegalStateException(part);
    };
  }
}
