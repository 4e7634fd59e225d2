package dev.hearken.bench;

import java.util.Arrays;
import java.util.List;

/// What the runs of one side say together.
///
/// @param perSecond the median of the runs
/// @param p50Millis of all runs together, as are those after it
record Summary(
    double perSecond, double p50Millis, double p99Millis, double maxMillis, long done, int errors) {

  static Summary of(List<Load.Run> runs) {
    var all = runs.stream().flatMapToLong(Load.Run::nanos).sorted().toArray();
    return new Summary(
        median(runs.stream().mapToDouble(Load.Run::perSecond).toArray()),
        millis(all, 0.5),
        millis(all, 0.99),
        millis(all, 1),
        all.length,
        runs.stream().mapToInt(Load.Run::errors).sum());
  }

  static double median(double[] values) {
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
