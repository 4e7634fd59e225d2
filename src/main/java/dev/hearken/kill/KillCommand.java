package dev.hearken.kill;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.http.Json;
import dev.hearken.load.Launch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Kills a server of its own again and again.
@Command(
    name = "kill",
    description =
        "Kill a server's processes under write load, again and again, and look for what was acknowledged.",
    mixinStandardHelpOptions = true)
public final class KillCommand implements Callable<Integer> {
  private static final int MOST_ROUNDS = 100_000;
  private static final int WRITERS = 4;
  private static final int IMPORTERS = 1;
  private static final Duration LEAST = Duration.ofMillis(50);
  private static final Duration MOST = Duration.ofMillis(800);

  private final Launch launch;
  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "300",
      description = "How many kills; 300 unless given.")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all that is random; a new one unless given.")
  private @Nullable Long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
  private @Nullable Path json;

  /// @param launch starts a server in a process of its own
  public KillCommand(Launch launch, PrintStream out) {
    this.launch = launch;
    this.out = out;
  }

  /// @return 0, or 1 when something acknowledged was lost, or anything else is not as it must be
  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--rounds must be from 1 to %d.".formatted(MOST_ROUNDS));
    }
    long start = seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed;
    var folder = Files.createTempDirectory("hearken-kill");
    var report =
        new KillBench(
                launch, new KillBench.Plan(rounds, start, WRITERS, IMPORTERS, LEAST, MOST), folder)
            .run();
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
}
