package dev.hearken.bench;

import dev.hearken.load.Laboratory;
import dev.hearken.load.Options;
import dev.hearken.load.Subject;
import dev.hearken.mix.Mix;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Measures a server of its own, on a fresh database in a temporary folder, which goes with it.
@Command(
    name = "bench",
    description = "Measure how fast Hearken is on this machine.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand {
  private static final int CONNECTIONS = 16;
  private static final double SECONDS = 3;

  private final Subject.Opening opening;
  private final PrintStream out;

  public BenchCommand(Subject.Opening opening, PrintStream out) {
    this.opening = opening;
    this.out = out;
  }

  /// @return 0, or 1 when an answer was wrong, as for those that follow
  @Command(
      description = "GET of one source by its name, beside the same statements over plain JDBC.",
      mixinStandardHelpOptions = true)
  int read(@Mixin Options options) throws IOException, InterruptedException {
    return turns(Mix.read(), options);
  }

  @Command(
      description = "Create and update sources, beside the same statements over plain JDBC.",
      mixinStandardHelpOptions = true)
  int write(@Mixin Options options) throws IOException, InterruptedException {
    return turns(Mix.write(), options);
  }

  @Command(
      description = "List 1,000 sources of a project, beside the same statements over plain JDBC.",
      mixinStandardHelpOptions = true)
  int list(@Mixin Options options) throws IOException, InterruptedException {
    return turns(Mix.list(), options);
  }

  @Command(
      description =
          "80 %% get, 10 %% update, 5 %% create, 5 %% list of 100 sources, beside the same over plain JDBC.",
      mixinStandardHelpOptions = true)
  int mixed(@Mixin Options options) throws IOException, InterruptedException {
    return turns(Mix.mixed(), options);
  }

  /// @return 0, or 1 when something costs more the more there is, or an answer was wrong
  @Command(
      description = "What requests cost with 100,000 sources and 10,000 users, beside 100 of each.",
      mixinStandardHelpOptions = true)
  int scale(@Mixin Options options) throws IOException, InterruptedException {
    var plan = options.plan(1, 0.5);
    try (var few = Laboratory.open(opening);
        var many = Laboratory.open(opening)) {
      return options.show(
          new ScaleBench(few.subject(), many.subject(), plan, ScaleBench.FEW, ScaleBench.MANY)
              .run(),
          out);
    }
  }

  /// @return 0, or 1 when the server keeps more than before, or an answer was wrong
  @Command(
      description = "Much at once for a while, and whether memory, threads and connections return.",
      mixinStandardHelpOptions = true)
  int soak(@Mixin Options options) throws IOException, InterruptedException {
    var plan = options.plan(64, 120);
    try (var laboratory = Laboratory.open(opening)) {
      return options.show(new SoakBench(laboratory.subject(), plan).run(), out);
    }
  }

  private int turns(Mix mix, Options options) throws IOException, InterruptedException {
    var plan = options.plan(CONNECTIONS, SECONDS);
    try (var laboratory = Laboratory.open(opening)) {
      return options.show(new Turns(laboratory.subject(), mix, plan).run(), out);
    }
  }
}
