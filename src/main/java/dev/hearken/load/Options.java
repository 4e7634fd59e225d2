package dev.hearken.load;

import dev.hearken.http.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What every command that measures can be told. Each has defaults of its own.
public final class Options {
  private static final int MOST_CONNECTIONS = 1_000;
  private static final int MOST_ROUNDS = 1_000;
  private static final double MOST_SECONDS = 24 * 60 * 60;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "How many at once; 16 unless given, 1 for scale, 64 for soak.")
  private @Nullable Integer connections;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often both sides take turns; 5 unless given. Soak has one.")
  private @Nullable Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long each turn takes; 3 unless given, 0.5 for scale, 120 for soak.")
  private @Nullable Double seconds;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      description =
          "How long each side runs before it counts; 10 unless given. Comments go on up to six times as long, until the compiler has settled.")
  private @Nullable Double warmUp;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
  private @Nullable Path json;

  /// What was asked for, or else these.
  public Plan plan(int otherConnections, double otherSeconds) {
    return new Plan(
        (int) within("--connections", connections, otherConnections, 1, MOST_CONNECTIONS),
        (int) within("--rounds", rounds, 5, 1, MOST_ROUNDS),
        time("--seconds", seconds, otherSeconds),
        time("--warmup", warmUp, 10));
  }

  /// How many at once was asked for, or else each of these, one after the other.
  public List<Integer> connections(Integer... others) {
    return connections == null
        ? List.of(others)
        : List.of((int) within("--connections", connections, 1, 1, MOST_CONNECTIONS));
  }

  private Duration time(String option, @Nullable Double value, double other) {
    return Duration.ofMillis((long) (within(option, value, other, 0.1, MOST_SECONDS) * 1e3));
  }

  private double within(
      String option, @Nullable Number given, double other, double least, double most) {
    double value = given == null ? other : given.doubleValue();
    if (value >= least && value <= most) {
      return value;
    }
    throw new ParameterException(
        Objects.requireNonNull(command).commandLine(),
        "%s must be from %s to %s.".formatted(option, least, most));
  }

  /// Shows a report, and writes it where it was asked for.
  ///
  /// @return the exit code
  public int show(Report report, PrintStream out) throws IOException {
    out.println(report.table());
    if (json != null) {
      Files.write(json, Json.bytes(report));
    }
    return report.passed() ? 0 : 1;
  }
}
