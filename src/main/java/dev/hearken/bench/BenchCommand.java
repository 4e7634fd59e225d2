package dev.hearken.bench;

import dev.hearken.http.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures a server of its own, on a fresh database in a temporary folder, which goes with it.
@Command(
    name = "bench",
    description = "Measure how fast Hearken is on this machine.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand {
  private static final int MOST_CONNECTIONS = 1_000;
  private static final int MOST_ROUNDS = 1_000;
  private static final double MOST_SECONDS = 600;
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  private final Subject.Opening opening;
  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  public BenchCommand(Subject.Opening opening, PrintStream out) {
    this.opening = opening;
    this.out = out;
  }

  /// @return 0, or 1 when an answer was wrong
  @Command(
      description =
          "Read one source by its name over HTTP, beside the same statements over plain JDBC.",
      mixinStandardHelpOptions = true)
  int read(
      @Option(
              names = "--connections",
              paramLabel = "N",
              defaultValue = "16",
              description = "How many at once; 16 unless given.")
          int connections,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "5",
              description = "How often both take turns; 5 unless given.")
          int rounds,
      @Option(
              names = "--seconds",
              paramLabel = "S",
              defaultValue = "3",
              description = "How long each turn takes; 3 unless given.")
          double seconds,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
          @Nullable Path json)
      throws IOException, InterruptedException {
    var plan =
        new ReadBench.Plan(
            (int) within("--connections", connections, 1, MOST_CONNECTIONS),
            (int) within("--rounds", rounds, 1, MOST_ROUNDS),
            Duration.ofMillis((long) (within("--seconds", seconds, 0.1, MOST_SECONDS) * 1e3)),
            WARM_UP);
    var report = measured(plan);
    out.println(report.table());
    if (json != null) {
      Files.write(json, Json.bytes(report));
    }
    return report.errors() == 0 ? 0 : 1;
  }

  private ReadReport measured(ReadBench.Plan plan) throws IOException, InterruptedException {
    try (var laboratory = Laboratory.open(opening)) {
      return new ReadBench(laboratory.subject(), plan).run();
    }
  }

  private double within(String option, double value, double least, double most) {
    if (value >= least && value <= most) {
      return value;
    }
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "%s must be from %s to %s.".formatted(option, least, most));
  }
}
