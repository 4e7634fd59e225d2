package dev.hearken.bench;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.http.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures a server of its own, on a fresh database in a temporary folder, which goes with it; or
/// kills one.
@Command(
    name = "bench",
    description = "Measure how fast Hearken is on this machine, and what it survives.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand {
  private static final int MOST_CONNECTIONS = 1_000;
  private static final int MOST_ROUNDS = 1_000;
  private static final double MOST_SECONDS = 600;
  private static final int MOST_REQUESTS = 100_000_000;
  private static final int KILL_WRITERS = 8;
  private static final Duration KILL_LEAST = Duration.ofMillis(50);
  private static final Duration KILL_MOST = Duration.ofMillis(800);
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  private final Subject.Opening opening;
  private final Launch launch;
  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  /// @param opening starts a server in this process
  /// @param launch starts one in a process of its own
  public BenchCommand(Subject.Opening opening, Launch launch, PrintStream out) {
    this.opening = opening;
    this.launch = launch;
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

  /// @return 0, or 1 when something but the envelope came back or the server did not come to rest
  @Command(
      description =
          "Send hostile requests to every path, and see that all of them are refused well.",
      mixinStandardHelpOptions = true)
  int hostile(
      @Option(
              names = "--requests",
              paramLabel = "N",
              defaultValue = "100000",
              description = "How many; 100000 unless given.")
          int requests,
      @Option(
              names = "--seed",
              paramLabel = "S",
              description = "Where chance begins; the same seed makes the same requests.")
          @Nullable Long seed,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
          @Nullable Path json)
      throws IOException, InterruptedException {
    var plan =
        new HostileBench.Plan(
            (int) within("--requests", requests, 1, MOST_REQUESTS),
            seed == null ? System.nanoTime() & 0xffff_ffffL : seed,
            32,
            200,
            Duration.ofSeconds(60),
            1_000);
    try (var laboratory = Laboratory.open(opening)) {
      var report = new HostileBench(laboratory.subject(), plan).run();
      out.println(report.table());
      if (json != null) {
        Files.write(json, Json.bytes(report));
      }
      return report.passed() ? 0 : 1;
    }
  }

  private ReadReport measured(ReadBench.Plan plan) throws IOException, InterruptedException {
    try (var laboratory = Laboratory.open(opening)) {
      return new ReadBench(laboratory.subject(), plan).run();
    }
  }

  /// @return 0, or 1 when something acknowledged was lost, or anything else is not as it must be
  @Command(
      description =
          "Kill a server's processes under write load, again and again, and look for what was acknowledged.",
      mixinStandardHelpOptions = true)
  int kill(
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "300",
              description = "How many kills; 300 unless given.")
          int rounds,
      @Option(
              names = "--seed",
              paramLabel = "N",
              description = "Of all that is random; a new one unless given.")
          @Nullable Long seed,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
          @Nullable Path json)
      throws IOException, InterruptedException, SQLException {
    var plan =
        new KillBench.Plan(
            (int) within("--rounds", rounds, 1, MOST_ROUNDS),
            seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed,
            KILL_WRITERS,
            KILL_LEAST,
            KILL_MOST);
    var folder = Files.createTempDirectory("hearken-kill");
    var report = new KillBench(launch, plan, folder).run();
    out.println(report.table());
    if (json != null) {
      Files.write(json, Json.bytes(report));
    }
    if (!report.good()) {
      out.println("The data and the log are kept in " + folder);
      return 1;
    }
    EmbeddedDatabase.delete(folder);
    return 0;
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
