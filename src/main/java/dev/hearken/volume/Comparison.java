package dev.hearken.volume;

import dev.hearken.load.Load;
import dev.hearken.load.Plan;
import dev.hearken.load.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The server over HTTP beside what is written by hand over JDBC, in turns.
///
/// @param items comments in each request
/// @param ratio of the rates, the median of the rounds
/// @param goal the ratio is to be this at least
record Comparison(
    String name,
    int connections,
    int items,
    Summary product,
    Summary yardstick,
    double ratio,
    double leastRatio,
    double mostRatio,
    double goal,
    @Nullable String firstError) {

  /// Brings about what is there when a turn begins, the same each time.
  @FunctionalInterface
  interface Reset {
    void run() throws Exception;
  }

  /// One side: those who do it, new ones for each turn.
  @FunctionalInterface
  interface Side {
    List<? extends Load.Worker> workers() throws Exception;
  }

  static Comparison of(
      String name, int items, double goal, Plan plan, Reset reset, Side overHttp, Side overJdbc)
      throws Exception {
    var product = new ArrayList<Load.Run>();
    var yardstick = new ArrayList<Load.Run>();
    for (int round = 0; round < plan.rounds(); round++) {
      reset.run();
      product.add(Load.run(overHttp.workers(), plan.round()));
      reset.run();
      yardstick.add(Load.run(overJdbc.workers(), plan.round()));
    }
    var ratios =
        IntStream.range(0, plan.rounds())
            .mapToDouble(i -> product.get(i).perSecond() / yardstick.get(i).perSecond())
            .sorted()
            .toArray();
    return new Comparison(
        name,
        plan.connections(),
        items,
        Summary.of(product),
        Summary.of(yardstick),
        Summary.median(ratios),
        ratios[0],
        ratios[ratios.length - 1],
        goal,
        Load.firstError(Stream.concat(product.stream(), yardstick.stream())));
  }

  boolean passed() {
    return product.errors() + yardstick.errors() == 0 && ratio >= goal;
  }

  static final String HEAD =
      "%-34s %10s %10s %9s %9s %6s %15s"
          .formatted(
              "comments a second", "Hearken", "JDBC", "p50 ms", "JDBC p50", "ratio", "from, to");

  String line() {
    return String.format(
        Locale.ROOT,
        "%-34s %,10.0f %,10.0f %9.2f %9.2f %6.2f    %5.2f, %5.2f%s%s",
        "%s, %d connection%s".formatted(name, connections, connections == 1 ? "" : "s"),
        product.perSecond() * items,
        yardstick.perSecond() * items,
        product.p50Millis(),
        yardstick.p50Millis(),
        ratio,
        leastRatio,
        mostRatio,
        ratio >= goal ? "" : "  less than " + goal,
        firstError == null ? "" : "\n  first error: " + firstError);
  }
}
