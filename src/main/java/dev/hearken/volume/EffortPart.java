package dev.hearken.volume;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Part;
import dev.hearken.load.Subject;
import dev.hearken.stock.Batch;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Stock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What single requests cost the database: statements, and bytes of its write-ahead log.
final class EffortPart {
  /// A batch in which nothing has changed may write so much of what it wrote when it was new.
  private static final double UNCHANGED = 0.02;

  private static final String SOURCE = "counted";
  private static final int SIZE = 1_000;
  private static final int SLICES = 16;
  private static final int DELETED = 100;

  record Cost(String request, double statements, long logBytes) {}

  record Result(List<Cost> costs, double unchangedShare) implements Part {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add("%-34s %12s %14s".formatted("one request", "statements", "log bytes"));
      for (var cost : costs) {
        lines.add(
            String.format(
                Locale.ROOT, "%-34s %12.2f %,14d", cost.request, cost.statements, cost.logBytes));
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "unchanged beside new               %.2f %% of the log bytes%s",
              unchangedShare * 100,
              passed() ? "" : "  more than %.0f %%".formatted(UNCHANGED * 100)));
      return lines;
    }

    @Override
    public boolean passed() {
      return unchangedShare <= UNCHANGED;
    }
  }

  private static final String LOG = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')";

  private final Subject subject;
  private final Stock stock;
  private final HttpReader reader;
  private final List<Cost> costs = new ArrayList<>();

  private EffortPart(Subject subject, Stock stock) throws IOException {
    this.subject = subject;
    this.stock = stock;
    this.reader = stock.reader();
  }

  static Result run(Subject subject, long seed) throws Exception {
    try (var stock = Stock.of(subject)) {
      stock.make(SOURCE);
      return new EffortPart(subject, stock).measure(Corpus.plain(seed));
    }
  }

  private Result measure(Corpus corpus) throws Exception {
    // The first requests of a server, and the first after a checkpoint, cost more than those after.
    for (int i = 0; i < 2; i++) {
      batch(corpus, 900_000, 300, 0).send(reader);
      var _ = reader.exchange(stock.page(SOURCE, "limit=256"));
    }
    var whole = batch(corpus, 0, SIZE, 0);
    long fresh = count("sync of 1,000 new ones", whole);
    long unchanged = count("the same again", whole);
    count("half of them changed", batch(corpus, 0, SIZE, SIZE / 2));
    count("sync of 128 new ones", batch(corpus, 10_000, 128, 0));
    count("sync of 16,000 new ones", batch(corpus, 100_000, SIZE * SLICES, 0));
    count("get", stock.request("GET", SOURCE + "/comments/" + Corpus.id(1), ""));
    count("page of 256", stock.page(SOURCE, "limit=256"));
    var ids = LongStream.range(0, DELETED).mapToObj(Corpus::id).collect(Collectors.joining("&id="));
    count("delete of 100", stock.request("DELETE", SOURCE + "/comments?id=" + ids, ""));
    return new Result(List.copyOf(costs), (double) unchanged / fresh);
  }

  private Batch batch(Corpus corpus, long first, int size, int changed) {
    return Batch.of(stock, SOURCE, corpus, first, size, changed);
  }

  private long count(String name, Batch batch) throws Exception {
    return count(name, batch.request());
  }

  /// @return bytes of the log
  private long count(String name, byte[] request) throws Exception {
    long log = stock.number(LOG);
    long statements = subject.database().statements();
    int status = reader.exchange(request);
    if (status != 200) {
      throw new IOException("%s: %d %.500s".formatted(name, status, reader.body()));
    }
    long executed = subject.database().statements() - statements;
    long written = stock.number(LOG) - log;
    costs.add(new Cost(name, executed, written));
    return written;
  }
}
