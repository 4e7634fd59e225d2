package dev.hearken.volume;

import dev.hearken.load.Load;
import dev.hearken.load.Part;
import dev.hearken.load.Plan;
import dev.hearken.load.Subject;
import dev.hearken.load.Summary;
import dev.hearken.stock.Batch;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Filler;
import dev.hearken.stock.Stock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long it takes to delete a large source, and what others notice while its comments go.
final class PurgePart {
  private static final double MOST_SECONDS = 1;
  private static final double MOST_RATIO = 2;
  private static final Duration PIECE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final String DOOMED = "doomed";
  private static final String OTHER = "other";
  private static final int SAMPLE = 256;
  private static final long OTHERS = 50_000;

  /// What others wait for one thing.
  record Wait(Summary before, Summary during, double ratio) {
    static Wait of(List<Load.Run> before, List<Load.Run> during) {
      var calm = Summary.of(before);
      var busy = Summary.of(during);
      return new Wait(calm, busy, busy.p99Millis() / calm.p99Millis());
    }

    boolean passed() {
      return before.errors() + during.errors() == 0 && ratio <= MOST_RATIO;
    }
  }

  record Result(
      long rows,
      int connections,
      double answerSeconds,
      double purgeSeconds,
      Map<Crowd.Doing, Wait> waits,
      @Nullable String firstError)
      implements Part {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add(
          String.format(
              Locale.ROOT,
              "a source of %,d comments deleted: answered in %.3f s%s, purged in %.1f s",
              rows,
              answerSeconds,
              answerSeconds <= MOST_SECONDS ? "" : " (more than %.0f)".formatted(MOST_SECONDS),
              purgeSeconds));
      lines.add(
          "%-34s %9s %9s %9s %9s %7s"
              .formatted(
                  "%d others, in ms".formatted(connections),
                  "p50",
                  "p99",
                  "p50 then",
                  "p99 then",
                  "ratio"));
      waits.forEach((doing, wait) -> lines.add(line(doing, wait)));
      if (firstError != null) {
        lines.add("first error: " + firstError);
      }
      return lines;
    }

    private static String line(Crowd.Doing doing, Wait wait) {
      return String.format(
          Locale.ROOT,
          "%-34s %9.2f %9.2f %9.2f %9.2f %7.2f%s",
          doing.name().toLowerCase(Locale.ROOT),
          wait.before.p50Millis(),
          wait.before.p99Millis(),
          wait.during.p50Millis(),
          wait.during.p99Millis(),
          wait.ratio,
          wait.passed() ? "" : "  more than " + MOST_RATIO);
    }

    @Override
    public boolean passed() {
      return answerSeconds <= MOST_SECONDS && waits.values().stream().allMatch(Wait::passed);
    }
  }

  private PurgePart() {}

  static Result run(Subject subject, long seed, Plan plan, long rows) throws Exception {
    try (var stock = Stock.of(subject)) {
      stock.make(DOOMED);
      stock.make(OTHER);
      var corpus = Corpus.plain(seed);
      var sample = Batch.of(stock, OTHER, corpus, 0, SAMPLE, 0).learn(stock, stock.reader());
      stock.clear();
      new Filler(stock, sample).fill(DOOMED, rows);
      new Filler(stock, sample).fill(OTHER, Math.min(rows, OTHERS));
      var crowd = new Crowd(stock, OTHER, corpus, Math.min(rows, OTHERS), plan.connections());
      var _ = crowd.run(plan.warmUp());
      var before = List.of(crowd.run(plan.round()));

      long start = System.nanoTime();
      stock.delete(DOOMED);
      double answered = (System.nanoTime() - start) / 1e9;
      var during = new ArrayList<Map<Crowd.Doing, Load.Run>>();
      var piece = plan.round().compareTo(PIECE) < 0 ? plan.round() : PIECE;
      while (!stock.isEmpty(DOOMED)) {
        during.add(crowd.run(piece));
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IOException("The comments of a deleted source are still there");
        }
      }
      double purged = (System.nanoTime() - start) / 1e9;
      var waits = new EnumMap<Crowd.Doing, Wait>(Crowd.Doing.class);
      var all = new ArrayList<Load.Run>();
      for (var doing : Crowd.Doing.values()) {
        var calm = before.stream().map(runs -> runs.get(doing)).toList();
        var busy = during.stream().map(runs -> runs.get(doing)).toList();
        waits.put(doing, Wait.of(calm, busy));
        all.addAll(calm);
        all.addAll(busy);
      }
      return new Result(rows, crowd.size(), answered, purged, waits, Load.firstError(all.stream()));
    }
  }
}
