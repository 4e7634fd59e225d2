package dev.hearken.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the runs of one side say together.
///
/// @param perSecond the median of the runs
/// @param p50Millis of all runs together, as are those after it
public record Summary(
    double perSecond, double p50Millis, double p99Millis, double maxMillis, long done, int errors) {

  /// What stands above the lines.
  public static final String HEAD =
      "%-22s %10s %9s %9s %9s %9s %7s"
          .formatted("", "median/s", "p50 ms", "p99 ms", "max ms", "done", "errors");

  /// For people.
  public String line(String name) {
    return String.format(
        Locale.ROOT,
        "%-22s %10.0f %9.3f %9.3f %9.3f %9d %7d",
        name,
        perSecond,
        p50Millis,
        p99Millis,
        maxMillis,
        done,
        errors);
  }

  public static Summary of(List<Load.Run> runs) {
    var all = runs.stream().flatMapToLong(Load.Run::nanos).sorted().toArray();
    return new Summary(
        median(runs.stream().mapToDouble(Load.Run::perSecond).toArray()),
        millis(all, 0.5),
        millis(all, 0.99),
        millis(all, 1),
        all.length,
        runs.stream().mapToInt(Load.Run::errors).sum());
  }

  public static double median(double[] values) {
    var sorted = Arrays.stream(values).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /// The nearest rank; not a number when nothing was done.
  private static double millis(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
  }
}
