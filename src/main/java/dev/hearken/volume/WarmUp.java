package dev.hearken.volume;

import dev.hearken.load.Load;
import dev.hearken.load.Plan;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Has both sides run in turns, as when they are measured, until the compiler has settled: with two
/// cores it took a fifth of the machine from the server for most of a minute, and from the few
/// methods of the other side for a few seconds (measured).
final class WarmUp {
  /// The compiler has settled when it is at work for less than this share of a turn.
  private static final double SETTLED = 0.1;

  /// So many times as long as was asked for it goes on at most.
  private static final int PATIENCE = 6;

  private WarmUp() {}

  static void run(
      Plan plan, Comparison.Reset reset, Comparison.Side overHttp, Comparison.Side overJdbc)
      throws Exception {
    boolean settled = false;
    for (var spent = Duration.ZERO;
        spent.compareTo(plan.warmUp()) < 0
            || (!settled && spent.compareTo(plan.warmUp().multipliedBy(PATIENCE)) < 0);
        spent = spent.plus(plan.round())) {
      long before = compiledMillis();
      turn(plan, reset, overHttp);
      settled = compiledMillis() - before < SETTLED * plan.round().toMillis();
      turn(plan, reset, overJdbc);
    }
  }

  private static void turn(Plan plan, Comparison.Reset reset, Comparison.Side side)
      throws Exception {
    reset.run();
    var _ = Load.run(side.workers(), plan.round());
  }

  private static long compiledMillis() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }
}
