package dev.hearken.volume;

import dev.hearken.load.Load;
import dev.hearken.load.Part;
import dev.hearken.load.Plan;
import dev.hearken.load.Subject;
import dev.hearken.stock.Batch;
import dev.hearken.stock.Copy;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Filler;
import dev.hearken.stock.Stock;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// All comments of a source as an archive over HTTP, not packed, beside COPY of the same rows.
final class ExportPart {
  private static final double GOAL = 0.6;
  private static final String SOURCE = "exported";
  private static final int SAMPLE = 256;

  /// @param bytes of an archive
  record Result(long rows, long bytes, Comparison comparison) implements Part {
    @Override
    public List<String> lines() {
      return List.of(
          String.format(
              Locale.ROOT,
              "archives of %,d comments, %,d MiB each, beside COPY TO STDOUT of the same rows in their order",
              rows,
              bytes >> 20),
          Comparison.HEAD.replace("JDBC", "COPY"),
          comparison.line());
    }

    @Override
    public boolean passed() {
      return comparison.passed();
    }
  }

  private ExportPart() {}

  static Result run(Subject subject, long seed, Plan plan, long rows) throws Exception {
    try (var stock = Stock.of(subject)) {
      stock.make(SOURCE);
      var sample =
          Batch.of(stock, SOURCE, Corpus.plain(seed), 0, SAMPLE, 0).learn(stock, stock.reader());
      stock.clear();
      new Filler(stock, sample).fill(SOURCE, rows);
      long bytes = stock.drain(SOURCE, rows);
      var _ = compare(stock, new Plan(1, 1, plan.warmUp(), plan.warmUp()), rows);
      return new Result(rows, bytes, compare(stock, plan.with(1), rows));
    }
  }

  private static Comparison compare(Stock stock, Plan plan, long rows) throws Exception {
    return Comparison.of(
        "export",
        Math.toIntExact(rows),
        GOAL,
        plan,
        () -> {},
        () -> List.<Load.Worker>of(_ -> stock.drain(SOURCE, rows)),
        () -> List.<Load.Worker>of(_ -> copy(stock, rows)));
  }

  private static void copy(Stock stock, long rows) throws SQLException {
    try (var connection = stock.database().getConnection()) {
      long read = Copy.read(connection, stock.source(SOURCE));
      if (read != rows) {
        throw new SQLException("COPY gave %d rows".formatted(read));
      }
    }
  }
}
