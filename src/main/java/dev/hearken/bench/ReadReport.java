package dev.hearken.bench;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the bench of reads has found.
///
/// @param ratio requests a second of the server, by those of the yardstick in the same round; the
///   median of the rounds
/// @param statementsPerRequest as the server counts them
/// @param firstError what went wrong first, if anything did
record ReadReport(
    String bench,
    int connections,
    int rounds,
    double seconds,
    Summary product,
    Summary yardstick,
    double ratio,
    double leastRatio,
    double mostRatio,
    double statementsPerRequest,
    @Nullable String firstError,
    Machine machine) {

  /// @param product one run a round, as are those of the yardstick
  /// @param statements how many the server executed in them
  static ReadReport of(
      ReadBench.Plan plan, List<Load.Run> product, List<Load.Run> yardstick, long statements) {
    var ratios =
        IntStream.range(0, product.size())
            .mapToDouble(i -> product.get(i).perSecond() / yardstick.get(i).perSecond())
            .sorted()
            .toArray();
    var served = Summary.of(product);
    return new ReadReport(
        "read",
        plan.connections(),
        plan.rounds(),
        plan.round().toMillis() / 1e3,
        served,
        Summary.of(yardstick),
        Summary.median(ratios),
        ratios[0],
        ratios[ratios.length - 1],
        (double) statements / (served.done() + served.errors()),
        Stream.concat(product.stream(), yardstick.stream())
            .map(Load.Run::firstError)
            .filter(Objects::nonNull)
            .map(Object::toString)
            .findFirst()
            .orElse(null),
        Machine.here());
  }

  int errors() {
    return product.errors() + yardstick.errors();
  }

  /// For people.
  String table() {
    var lines =
        Stream.of(
            String.format(
                Locale.ROOT,
                "GET of one source by name, %d connections, %d rounds of %s s each in turns",
                connections,
                rounds,
                seconds),
            "",
            String.format(
                Locale.ROOT,
                "%-22s %10s %9s %9s %9s %9s %7s",
                "",
                "median/s",
                "p50 ms",
                "p99 ms",
                "max ms",
                "done",
                "errors"),
            line("Hearken, over HTTP", product),
            line("yardstick, over JDBC", yardstick),
            "",
            String.format(
                Locale.ROOT,
                "ratio                  %.3f of the yardstick (%.3f to %.3f)",
                ratio,
                leastRatio,
                mostRatio),
            String.format(Locale.ROOT, "statements a request   %.2f", statementsPerRequest),
            "machine                " + machine.shown(),
            String.format(
                Locale.ROOT,
                "Java                   %s, heap up to %,d MiB, %s",
                machine.jvm(),
                machine.heapMib(),
                String.join(" ", machine.options())));
    var error = firstError == null ? "" : "\nfirst error            " + firstError;
    return String.join("\n", lines.toList()) + error;
  }

  private static String line(String name, Summary summary) {
    return String.format(
        Locale.ROOT,
        "%-22s %10.0f %9.3f %9.3f %9.3f %9d %7d",
        name,
        summary.perSecond(),
        summary.p50Millis(),
        summary.p99Millis(),
        summary.maxMillis(),
        summary.done(),
        summary.errors());
  }
}
