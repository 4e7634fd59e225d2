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

  private final Stock stock;
  private final List<HttpReader> readers;

  private PagesPart(Stock stock, List<HttpReader> readers) {
    this.stock = stock;
    this.readers = readers;
  }

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
      var part = new PagesPart(stock, readers);
      part.warmUp(plan.with(connections.getLast()));
      var comparisons = new ArrayList<Comparison>();
      for (int count : connections) {
        comparisons.add(part.compare(plan.with(count)));
      }
      return new Result(rows, List.copyOf(comparisons));
    }
  }

  private void warmUp(Plan plan) throws Exception {
    WarmUp.run(plan, () -> {}, () -> overHttp(plan), () -> overJdbc(plan));
  }

  private Comparison compare(Plan plan) throws Exception {
    return Comparison.of(
        "pages", Pager.PAGE, GOAL, plan, () -> {}, () -> overHttp(plan), () -> overJdbc(plan));
  }

  private List<Load.Worker> overHttp(Plan plan) {
    return readers.stream()
        .limit(plan.connections())
        .map(reader -> (Load.Worker) new Pager(stock, reader, SOURCE, "")::next)
        .toList();
  }

  private List<Load.Worker> overJdbc(Plan plan) {
    return IntStream.range(0, plan.connections())
        .mapToObj(_ -> overJdbc(new Keyset(stock.source(SOURCE)), stock))
        .toList();
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
