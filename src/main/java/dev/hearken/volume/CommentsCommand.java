package dev.hearken.volume;

import dev.hearken.load.Laboratory;
import dev.hearken.load.Launch;
import dev.hearken.load.Machine;
import dev.hearken.load.Options;
import dev.hearken.load.Part;
import dev.hearken.load.Subject;
import java.io.PrintStream;
import java.time.Duration;
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
import picocli.CommandLine.Spec;

/// Measures comments, each part on a server of its own.
@Command(
    name = "comments",
    description =
        "Sync and pages of comments beside plain JDBC; what requests cost the database, and beside millions of comments; memory; a mix; purges.",
    mixinStandardHelpOptions = true)
public final class CommentsCommand implements Callable<Integer> {
  private static final int PAGES = 200;
  private static final long FEW = 50_000;
  private static final long MOST = 100_000_000;
  private static final List<String> PARTS =
      List.of("sync", "pages", "effort", "growth", "heap", "mixed", "purge");

  private final Subject.Opening opening;
  private final Launch launch;
  private final PrintStream out;

  @Mixin private Options options = new Options();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these of sync, pages, effort, growth, heap, mixed and purge; all unless given.")
  private List<String> parts = PARTS;

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      defaultValue = "128,1000",
      description = "Sizes of the batches of sync; 128 and 1,000 unless given.")
  private List<Integer> batches = List.of();

  @Option(names = "--seed", paramLabel = "N", description = "Of all texts; a new one unless given.")
  private @Nullable Long seed;

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

  /// @param launch starts a server in a process of its own
  public CommentsCommand(Subject.Opening opening, Launch launch, PrintStream out) {
    this.opening = opening;
    this.launch = launch;
    this.out = out;
  }

  /// @return 0, or 1 when an answer was wrong or a goal was not reached
  @Override
  public Integer call() throws Exception {
    for (var part : parts) {
      require(PARTS.contains(part), "--part must be of " + String.join(", ", PARTS) + ".");
    }
    for (int size : batches) {
      require(size > 1 && size <= 16_384, "--batch must be from 2 to 16384.");
    }
    require(many >= FEW && many <= MOST, "--many must be from 50000 to 100000000.");
    require(large >= FEW && large <= MOST, "--large must be from 50000 to 100000000.");
    require(last > 0 && last <= 3_600, "--last must be from 1 to 3600.");
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed;
    var found = new LinkedHashMap<String, Part>();
    for (var part : PARTS) {
      if (parts.contains(part)) {
        found.put(part, run(part, chosen));
      }
    }
    return options.show(new CommentsReport("comments", chosen, found, Machine.here()), out);
  }

  private void require(boolean right, String otherwise) {
    if (!right) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
    }
  }

  private Part run(String part, long seed) throws Exception {
    if (part.equals("heap")) {
      return HeapPart.run(launch, seed, large);
    }
    try (var laboratory = Laboratory.open(opening)) {
      var subject = laboratory.subject();
      return switch (part) {
        case "sync" ->
            SyncPart.run(subject, seed, options.plan(1, 1), options.connections(1, 4), batches);
        case "pages" ->
            PagesPart.run(subject, seed, options.plan(1, 1), options.connections(1, 4), PAGES);
        case "effort" -> EffortPart.run(subject, seed);
        case "growth" -> {
          try (var other = Laboratory.open(opening)) {
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
