package dev.hearken.bench;

import dev.hearken.load.Machine;
import dev.hearken.load.Report;
import dev.hearken.load.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What requests cost where there is much, beside where there is little.
///
/// @param firstError what went wrong first, if anything did
record ScaleReport(
    String bench,
    int connections,
    int rounds,
    double seconds,
    Size little,
    Size much,
    List<Cost> costs,
    @Nullable String firstError,
    Machine machine)
    implements Report {
  /// More than so many times the cost is too much.
  static final double MOST = 1.3;

  /// What one kind of request costs.
  ///
  /// @param items in the answer where there is little
  /// @param manyItems in the answer where there is much
  /// @param ratio of the medians, for each item
  record Cost(String name, int items, int manyItems, Summary few, Summary many, double ratio) {
    static Cost of(String name, int items, int manyItems, Summary few, Summary many) {
      return new Cost(
          name,
          items,
          manyItems,
          few,
          many,
          (many.p50Millis() / manyItems) / (few.p50Millis() / items));
    }

    /// Neither is no number at all, which is what comes of nothing done.
    boolean passed() {
      return ratio <= MOST;
    }
  }

  int errors() {
    return costs.stream().mapToInt(cost -> cost.few.errors() + cost.many.errors()).sum();
  }

  @Override
  public boolean passed() {
    return errors() == 0 && costs.stream().allMatch(Cost::passed);
  }

  @Override
  public String table() {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "scale: %,d sources and %,d users beside %,d and %,d, %d connections, %d rounds of %s s"
                + " each in turns",
            much.sources(),
            much.users(),
            little.sources(),
            little.users(),
            connections,
            rounds,
            seconds));
    lines.add("");
    lines.add(
        "%-22s %9s %9s %9s %9s %7s %7s"
            .formatted(
                "p50, p99 in ms an item", "p50", "p99", "p50 many", "p99 many", "ratio", "errors"));
    costs.forEach(cost -> lines.add(line(cost)));
    lines.add("");
    lines.add(machine.lines());
    if (firstError != null) {
      lines.add("first error            " + firstError);
    }
    return String.join("\n", lines);
  }

  private static String line(Cost cost) {
    return String.format(
        Locale.ROOT,
        "%-22s %9.4f %9.4f %9.4f %9.4f %7.2f %7d%s",
        cost.name,
        cost.few.p50Millis() / cost.items,
        cost.few.p99Millis() / cost.items,
        cost.many.p50Millis() / cost.manyItems,
        cost.many.p99Millis() / cost.manyItems,
        cost.ratio,
        cost.few.errors() + cost.many.errors(),
        cost.passed() ? "" : "  more than " + MOST);
  }
}
