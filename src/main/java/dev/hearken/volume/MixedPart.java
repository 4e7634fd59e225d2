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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything at once for a while.
final class MixedPart {
  private static final String SOURCE = "mixed";
  private static final int SAMPLE = 256;

  record Result(
      int connections,
      double seconds,
      Map<Crowd.Doing, Summary> summaries,
      @Nullable String firstError)
      implements Part {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add("mixed, %d connections for %s s".formatted(connections, seconds));
      lines.add(Summary.HEAD);
      summaries.forEach(
          (doing, summary) -> lines.add(summary.line(doing.name().toLowerCase(Locale.ROOT))));
      if (firstError != null) {
        lines.add("first error: " + firstError);
      }
      return lines;
    }

    @Override
    public boolean passed() {
      return summaries.values().stream().allMatch(summary -> summary.errors() == 0);
    }
  }

  private MixedPart() {}

  static Result run(Subject subject, long seed, Plan plan, long rows) throws Exception {
    try (var stock = Stock.of(subject)) {
      stock.make(SOURCE);
      var corpus = Corpus.plain(seed);
      var sample = Batch.of(stock, SOURCE, corpus, 0, SAMPLE, 0).learn(stock, stock.reader());
      stock.clear();
      new Filler(stock, sample).fill(SOURCE, rows);
      var crowd = new Crowd(stock, SOURCE, corpus, rows, plan.connections());
      var _ = crowd.run(plan.warmUp());
      var runs = crowd.run(plan.round());
      var summaries = new EnumMap<Crowd.Doing, Summary>(Crowd.Doing.class);
      runs.forEach((doing, run) -> summaries.put(doing, Summary.of(List.of(run))));
      return new Result(
          crowd.size(), plan.seconds(), summaries, Load.firstError(runs.values().stream()));
    }
  }
}
