package dev.hearken.volume;

import dev.hearken.load.Choice;
import dev.hearken.load.Instruments;
import dev.hearken.load.Options;
import dev.hearken.load.Part;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures comments, each part on a server of its own.
@Command(
    name = "comments",
    description =
        "Comments: sync and pages beside plain JDBC, what requests cost the database (effort) and beside millions of comments (growth), heap, mixed load, purge.",
    mixinStandardHelpOptions = true)
public final class CommentsCommand implements Callable<Integer> {
  private static final int PAGES = 200;
  private static final long FEW = 50_000;
  private static final long MOST = 100_000_000;

  private final Instruments instruments;

  @Mixin private Options options = new Options();

  @Mixin
  private Choice choice =
      new Choice("comments", "sync", "pages", "effort", "growth", "heap", "mixed", "purge");

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      defaultValue = "128,1000",
      description = "Sizes of the batches of sync; 128 and 1,000 unless given.")
  private List<Integer> batches = List.of();

  @Option(
      names = "--many",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Rows of growth, beside 50,000; 5,000,000 unless given.")
  private long many;

  @Option(
      names = "--large",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Comments of the source of heap and purge; 1,000,000 unless given.")
  private long large;

  @Option(
      names = "--last",
      paramLabel = "S",
      defaultValue = "30",
      description = "Seconds in each round of growth in which new ones go into the big source.")
  private int last;

  public CommentsCommand(Instruments instruments) {
    this.instruments = instruments;
  }

  /// @return 0, or 1 when an answer was wrong or a goal was not reached
  @Override
  public Integer call() throws Exception {
    choice.check();
    for (int size : batches) {
      choice.require(size > 1 && size <= 16_384, "--batch must be from 2 to 16384.");
    }
    choice.require(many >= FEW && many <= MOST, "--many must be from 50000 to 100000000.");
    choice.require(large >= FEW && large <= MOST, "--large must be from 50000 to 100000000.");
    choice.require(last > 0 && last <= 3_600, "--last must be from 1 to 3600.");
    return options.show(choice.run(this::run), instruments.out());
  }

  private Part run(String part, long seed) throws Exception {
    if (part.equals("heap")) {
      return HeapPart.run(instruments.launch(), seed, large);
    }
    try (var laboratory = instruments.laboratory()) {
      var subject = laboratory.subject();
      return switch (part) {
        case "sync" ->
            SyncPart.run(subject, seed, options.plan(1, 1), options.connections(1, 4), batches);
        case "pages" ->
            PagesPart.run(subject, seed, options.plan(1, 1), options.connections(1, 4), PAGES);
        case "effort" -> EffortPart.run(subject, seed);
        case "growth" -> {
          try (var other = instruments.laboratory()) {
            yield GrowthPart.run(
                subject,
                other.subject(),
                seed,
                options.plan(1, 2),
                FEW,
                many,
                Duration.ofSeconds(last));
          }
        }
        case "mixed" -> MixedPart.run(subject, seed, options.plan(64, 120), FEW);
        case "purge" -> PurgePart.run(subject, seed, options.plan(8, 20), large);
        default -> throw new IllegalStateException(part);
      };
    }
  }
}
