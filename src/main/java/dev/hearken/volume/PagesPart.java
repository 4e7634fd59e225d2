package dev.hearken.volume;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Load;
import dev.hearken.load.Part;
import dev.hearken.load.Plan;
import dev.hearken.load.Subject;
import dev.hearken.stock.Batch;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Filler;
import dev.hearken.stock.Keyset;
import dev.hearken.stock.Pager;
import dev.hearken.stock.Stock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All comments of a source in pages, with their markup, beside the bare statement for the same
/// rows.
final class PagesPart {
  static final double GOAL = 0.6;

  private static final String SOURCE = "paged";
  private static final int SAMPLE = 256;

  record Result(long rows, List<Comparison> comparisons) implements Part {
    @Override
    public List<String> lines() {
      return Stream.concat(
              Stream.of(
                  "pages of %d with markup, of %,d comments".formatted(Pager.PAGE, rows),
                  Comparison.HEAD),
              comparisons.stream().map(Comparison::line))
          .toList();
    }

    @Override
    public boolean passed() {
      return comparisons.stream().allMatch(Comparison::passed);
    }
  }

  private PagesPart() {}

  /// @param pages how many there are
  static Result run(Subject subject, long seed, Plan plan, List<Integer> connections, int pages)
      throws Exception {
    try (var stock = Stock.of(subject)) {
      stock.make(SOURCE);
      var readers = new ArrayList<HttpReader>();
      for (int i = 0; i < connections.stream().mapToInt(each -> each).max().orElse(1); i++) {
        readers.add(stock.reader());
      }
      var corpus = Corpus.withMarkup(seed);
      var sample = Batch.of(stock, SOURCE, corpus, 0, SAMPLE, 0).learn(stock, readers.getFirst());
      stock.clear();
      long rows = (long) pages * Pager.PAGE;
      new Filler(stock, sample).fill(SOURCE, rows);
      var warm = new Plan(connections.getLast(), 1, plan.warmUp(), plan.warmUp());
      var _ = compare(stock, readers, warm);
      var comparisons = new ArrayList<Comparison>();
      for (int count : connections) {
        comparisons.add(compare(stock, readers, plan.with(count)));
      }
      return new Result(rows, List.copyOf(comparisons));
    }
  }

  private static Comparison compare(Stock stock, List<HttpReader> readers, Plan plan)
      throws Exception {
    return Comparison.of(
        "pages",
        Pager.PAGE,
        GOAL,
        plan,
        () -> {},
        () ->
            readers.stream()
                .limit(plan.connections())
                .map(reader -> (Load.Worker) new Pager(stock, reader, SOURCE, "")::next)
                .toList(),
        () ->
            IntStream.range(0, plan.connections())
                .mapToObj(_ -> overJdbc(new Keyset(stock.source(SOURCE)), stock))
                .toList());
  }

  private static Load.Worker overJdbc(Keyset keyset, Stock stock) {
    return _ -> {
      try (var connection = stock.database().getConnection()) {
        int read = keyset.next(connection, Pager.PAGE);
        if (read != Pager.PAGE && read != 0) {
          throw new SQLException("A page has %d rows".formatted(read));
        }
      }
    };
  }
}
