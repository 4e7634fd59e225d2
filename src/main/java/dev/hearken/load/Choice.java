package dev.hearken.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which parts of a bench are run, and with which seed.
public final class Choice {
  private final String bench;
  private final List<String> all;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      split = ",",
      description = "Only these of the parts; all unless given.")
  private List<String> parts = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all that is random; a new one unless given.")
  private @Nullable Long seed;

  /// @param all the parts that there are, in their order
  public Choice(String bench, String... all) {
    this.bench = bench;
    this.all = List.of(all);
  }

  /// Measures one of the parts.
  @FunctionalInterface
  public interface Runner {
    Part run(String part, long seed) throws Exception;
  }

  /// Runs what was chosen, in the order of all.
  public Report run(Runner runner) throws Exception {
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed;
    var found = new LinkedHashMap<String, Part>();
    for (var part : all) {
      if (parts.isEmpty() || parts.contains(part)) {
        found.put(part, runner.run(part, chosen));
      }
    }
    return new PartsReport(bench, chosen, found, Machine.here());
  }

  /// Ends the command unless every part that was named is one.
  public void check() {
    require(all.containsAll(parts), "--part must be of " + String.join(", ", all) + ".");
  }

  /// Ends the command, saying so, unless an argument is right.
  public void require(boolean right, String otherwise) {
    if (!right) {
      throw new ParameterException(Objects.requireNonNull(command).commandLine(), otherwise);
    }
  }
}
