package dev.hearken.bench;

import dev.hearken.load.Load;
import dev.hearken.load.Machine;
import dev.hearken.load.Plan;
import dev.hearken.load.Report;
import dev.hearken.load.Summary;
import dev.hearken.mix.Mix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a bench of two sides in turns has found.
///
/// @param ratio requests a second of the server, by those of the yardstick in the same round; the
///   median of the rounds
/// @param spread the slowest hundredth of the server's answers, by the middle one
/// @param statementsPerRequest as the server counts them
/// @param itemsPerRequest on average
/// @param firstError what went wrong first, if anything did
record TurnsReport(
    String bench,
    String what,
    int connections,
    int rounds,
    double seconds,
    double warmUpSeconds,
    Summary product,
    Summary yardstick,
    double ratio,
    double leastRatio,
    double mostRatio,
    double spread,
    double statementsPerRequest,
    double itemsPerRequest,
    @Nullable String firstError,
    Machine machine)
    implements Report {

  /// @param product one run a round, as are those of the yardstick
  /// @param statements how many the server executed in them
  static TurnsReport of(
      Mix mix, Plan plan, List<Load.Run> product, List<Load.Run> yardstick, long statements) {
    var ratios =
        IntStream.range(0, product.size())
            .mapToDouble(i -> product.get(i).perSecond() / yardstick.get(i).perSecond())
            .sorted()
            .toArray();
    var served = Summary.of(product);
    return new TurnsReport(
        mix.name(),
        mix.what(),
        plan.connections(),
        plan.rounds(),
        plan.seconds(),
        plan.warmUp().toMillis() / 1e3,
        served,
        Summary.of(yardstick),
        Summary.median(ratios),
        ratios[0],
        ratios[ratios.length - 1],
        served.p99Millis() / served.p50Millis(),
        (double) statements / (served.done() + served.errors()),
        mix.items(),
        Load.firstError(Stream.concat(product.stream(), yardstick.stream())),
        Machine.here());
  }

  int errors() {
    return product.errors() + yardstick.errors();
  }

  @Override
  public boolean passed() {
    return errors() == 0;
  }

  @Override
  public String table() {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s, %d connections, %d rounds of %s s each in turns, after %s s each",
            bench,
            what,
            connections,
            rounds,
            seconds,
            warmUpSeconds));
    lines.add("");
    lines.add(Summary.HEAD);
    lines.add(product.line("Hearken, over HTTP"));
    lines.add(yardstick.line("yardstick, over JDBC"));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "ratio                  %.3f of the yardstick (%.3f to %.3f)",
            ratio,
            leastRatio,
            mostRatio));
    lines.add(String.format(Locale.ROOT, "p99 by p50             %.1f", spread));
    lines.add(String.format(Locale.ROOT, "statements a request   %.2f", statementsPerRequest));
    if (itemsPerRequest > 1) {
      lines.add(
          String.format(
              Locale.ROOT,
              "items a second         %,.0f, yardstick %,.0f",
              product.perSecond() * itemsPerRequest,
              yardstick.perSecond() * itemsPerRequest));
    }
    lines.add(machine.lines());
    if (firstError != null) {
      lines.add("first error            " + firstError);
    }
    return String.join("\n", lines);
  }
}
