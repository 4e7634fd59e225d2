package dev.hearken.kill;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.http.Json;
import dev.hearken.load.Choice;
import dev.hearken.load.Launch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Kills servers of its own again and again.
@Command(
    name = "kill",
    description =
        "Kill processes under write load, again and again, and look for what was acknowledged: those of a server with its database (one), and of two servers on one database (two).",
    mixinStandardHelpOptions = true)
public final class KillCommand implements Callable<Integer> {
  private static final int MOST_ROUNDS = 100_000;
  private static final int WRITERS = 4;
  private static final int IMPORTERS = 1;
  private static final Duration LEAST = Duration.ofMillis(50);
  private static final Duration MOST = Duration.ofMillis(800);

  private final Launch launch;
  private final PrintStream out;

  @Mixin private Choice choice = new Choice("kill", "one", "two");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "300",
      description = "How many kills in each part; 300 unless given.")
  private int rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
  private @Nullable Path json;

  /// @param launch starts a server in a process of its own
  public KillCommand(Launch launch, PrintStream out) {
    this.launch = launch;
    this.out = out;
  }

  /// @return 0, or 1 when something acknowledged was lost, or anything else is not as it must be
  @Override
  public Integer call() throws Exception {
    choice.check();
    choice.require(
        rounds >= 1 && rounds <= MOST_ROUNDS,
        "--rounds must be from 1 to %d.".formatted(MOST_ROUNDS));
    var report = choice.run((part, seed) -> run(part.equals("one") ? 1 : 2, seed));
    out.println(report.table());
    if (json != null) {
      Files.write(json, Json.bytes(report));
    }
    return report.passed() ? 0 : 1;
  }

  private KillReport run(int servers, long seed)
      throws IOException, InterruptedException, SQLException {
    var folder = Files.createTempDirectory("hearken-kill");
    var plan = new KillBench.Plan(servers, rounds, seed, WRITERS, IMPORTERS, LEAST, MOST);
    var report = new KillBench(launch, plan, folder).run();
    if (report.passed()) {
      EmbeddedDatabase.delete(folder);
    } else {
      out.println("The data and the log are kept in " + folder);
    }
    return report;
  }
}
