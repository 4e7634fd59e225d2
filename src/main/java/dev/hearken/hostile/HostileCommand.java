package dev.hearken.hostile;

import dev.hearken.http.Json;
import dev.hearken.load.Laboratory;
import dev.hearken.load.Subject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Attacks a server of its own, on a fresh database in a temporary folder, which goes with it.
@Command(
    name = "hostile",
    description = "Send hostile requests to every path, and see that all of them are refused well.",
    mixinStandardHelpOptions = true)
public final class HostileCommand implements Callable<Integer> {
  private static final int MOST_REQUESTS = 100_000_000;
  private static final int WORKERS = 32;
  private static final int SLOW = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WARM_UP = 1_000;

  private final Subject.Opening opening;
  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many; 100000 unless given.")
  private int requests;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Where chance begins; the same seed makes the same requests.")
  private @Nullable Long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
  private @Nullable Path json;

  public HostileCommand(Subject.Opening opening, PrintStream out) {
    this.opening = opening;
    this.out = out;
  }

  /// @return 0, or 1 when something but the envelope came back or the server did not come to rest
  @Override
  public Integer call() throws IOException, InterruptedException {
    if (requests < 1 || requests > MOST_REQUESTS) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--requests must be from 1 to %d.".formatted(MOST_REQUESTS));
    }
    long start = seed == null ? System.nanoTime() & 0xffff_ffffL : seed;
    var plan = new HostileBench.Plan(requests, start, WORKERS, SLOW, PATIENCE, WARM_UP);
    try (var laboratory = Laboratory.open(opening)) {
      var report = new HostileBench(laboratory.subject(), plan).run();
      out.println(report.table());
      if (json != null) {
        Files.write(json, Json.bytes(report));
      }
      return report.passed() ? 0 : 1;
    }
  }
}
