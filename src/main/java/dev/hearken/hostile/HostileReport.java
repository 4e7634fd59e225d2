package dev.hearken.hostile;

import dev.hearken.load.Machine;
import dev.hearken.load.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What became of all the attacks.
///
/// @param results by kind of attack, how often each result was met
/// @param failures the first of them
record HostileReport(
    String bench,
    long seed,
    long requests,
    double seconds,
    Map<String, Map<String, Integer>> results,
    double slowestMillis,
    String slowest,
    Rest before,
    Rest after,
    long failed,
    List<Failure> failures,
    Machine machine) {

  /// An attack that was met wrongly.
  ///
  /// @param bytes what was sent, or its beginning, as text of one character a byte
  record Failure(long number, String kind, String result, String problem, String bytes) {}

  boolean passed() {
    return failed == 0 && after.isLike(before);
  }

  /// For people.
  String table() {
    var all = new TreeMap<String, Integer>();
    results
        .values()
        .forEach(each -> each.forEach((result, count) -> all.merge(result, count, Integer::sum)));
    var lines = new ArrayList<String>();
    lines.add("%,d hostile requests in %.0f s, seed %d".formatted(requests, seconds, seed));
    lines.add("");
    var head = new StringBuilder("%-16s".formatted(""));
    all.keySet().forEach(result -> head.append("%8s".formatted(result)));
    lines.add(head.toString());
    results.forEach((kind, counts) -> lines.add(line(kind, counts, all)));
    lines.add(line("all", all, all));
    lines.add("");
    lines.add("slowest answer   %,.0f ms: %s".formatted(slowestMillis, slowest));
    lines.add(
        "at rest          %8s %10s %12s %12s"
            .formatted("threads", "heap KiB", "direct KiB", "connections"));
    lines.add(line("before", before));
    lines.add(line("after", after) + (after.isLike(before) ? "" : "  more than 20 % above rest"));
    lines.add(
        "machine          %s, %d cores, %,d MiB"
            .formatted(machine.system(), machine.cores(), machine.memoryMib()));
    lines.add("failures         %,d".formatted(failed));
    for (var failure : failures) {
      lines.add(
          "  --seed %d, request %d, %s, %s: %s%n    %s"
              .formatted(
                  seed,
                  failure.number,
                  failure.kind,
                  failure.result,
                  failure.problem,
                  failure.bytes));
    }
    return String.join("\n", lines);
  }

  private static String line(String name, Rest rest) {
    return String.format(
        Locale.ROOT,
        "  %-14s %8d %,10d %,12d %12d",
        name,
        rest.threads(),
        rest.heapKib(),
        rest.directKib(),
        rest.connections());
  }

  private static String line(String name, Map<String, Integer> counts, Map<String, Integer> all) {
    var line = new StringBuilder("%-16s".formatted(name));
    for (var result : all.keySet()) {
      int count = counts.getOrDefault(result, 0);
      line.append("%8s".formatted(count == 0 ? "." : count));
    }
    return line.toString();
  }
}
