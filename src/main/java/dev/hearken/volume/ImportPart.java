package dev.hearken.volume;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Part;
import dev.hearken.load.Plan;
import dev.hearken.load.Subject;
import dev.hearken.load.Summary;
import dev.hearken.stock.Batch;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Stock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// An import of comments from a file beside the sync of the same ones over HTTP, in turns: of new
/// ones, and of ones that are there.
public final class ImportPart {
  private static final double GOAL = 1.0;
  private static final int BATCH = 1_000;
  private static final String SOURCE = "imported";

  /// Brings a file into a source of the subject.
  @FunctionalInterface
  public interface Importing {
    /// @return how many were new, and how many unchanged
    long[] bring(Subject subject, Path file, String source) throws IOException;
  }

  /// @param imported comments a second
  /// @param synced the same over HTTP
  /// @param ratio the median of the rounds
  record Turns(
      String kind, double imported, double synced, double ratio, double least, double most) {
    static Turns of(String kind, double[] imported, double[] synced) {
      var ratios = new double[imported.length];
      Arrays.setAll(ratios, i -> imported[i] / synced[i]);
      return new Turns(
          kind,
          Summary.median(imported),
          Summary.median(synced),
          Summary.median(ratios),
          Arrays.stream(ratios).min().orElse(0),
          Arrays.stream(ratios).max().orElse(0));
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-10s %,10.0f %,10.0f %6.2f    %5.2f, %5.2f%s",
          kind,
          imported,
          synced,
          ratio,
          least,
          most,
          ratio >= GOAL ? "" : "  less than " + GOAL);
    }
  }

  /// @param comments in each turn
  record Result(int comments, List<Turns> turns) implements Part {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add(
          "import of a file of %,d comments beside their sync over HTTP, %,d a batch"
              .formatted(comments, BATCH));
      lines.add(
          "%-10s %10s %10s %6s %15s".formatted("a second", "import", "sync", "ratio", "from, to"));
      turns.forEach(each -> lines.add(each.line()));
      return lines;
    }

    @Override
    public boolean passed() {
      return turns.stream().allMatch(each -> each.ratio >= GOAL);
    }
  }

  private final Subject subject;
  private final Stock stock;
  private final HttpReader reader;
  private final Importing importing;
  private final Path file;
  private final List<Batch> batches = new ArrayList<>();
  private final int comments;

  private ImportPart(
      Subject subject, Stock stock, Importing importing, Path file, Corpus corpus, int comments)
      throws IOException {
    this.subject = subject;
    this.stock = stock;
    this.reader = stock.reader();
    this.importing = importing;
    this.file = file;
    this.comments = comments;
    for (int first = 0; first < comments; first += BATCH) {
      batches.add(Batch.of(stock, SOURCE, corpus, first, Math.min(BATCH, comments - first), 0));
    }
    corpus.write(file, comments);
  }

  static Result run(Subject subject, Importing importing, long seed, Plan plan, int comments)
      throws Exception {
    var file = Files.createTempFile("hearken-import", ".jsonl");
    try (var stock = Stock.of(subject)) {
      stock.make(SOURCE);
      var part = new ImportPart(subject, stock, importing, file, Corpus.plain(seed), comments);
      part.warmUp(plan);
      return part.measure(plan);
    } finally {
      Files.delete(file);
    }
  }

  private void warmUp(Plan plan) throws Exception {
    long end = System.nanoTime() + plan.warmUp().toNanos();
    do {
      stock.clear();
      sync();
      stock.clear();
      bring(comments);
    } while (System.nanoTime() < end);
  }

  private Result measure(Plan plan) throws Exception {
    var figures = new double[4][plan.rounds()];
    for (int round = 0; round < plan.rounds(); round++) {
      for (int turn = 0; turn < 2; turn++) {
        boolean imports = (round + turn) % 2 == 0;
        for (int again = 0; again < 2; again++) {
          if (again == 0) {
            stock.clear();
          }
          stock.settle();
          long begun = System.nanoTime();
          if (imports) {
            bring(again == 0 ? comments : 0);
          } else {
            sync();
          }
          figures[2 * again + (imports ? 0 : 1)][round] =
              comments * 1e9 / (System.nanoTime() - begun);
        }
      }
    }
    return new Result(
        comments,
        List.of(
            Turns.of("new", figures[0], figures[1]),
            Turns.of("unchanged", figures[2], figures[3])));
  }

  private void sync() throws IOException {
    for (var batch : batches) {
      batch.send(reader);
    }
  }

  private void bring(int expected) throws IOException {
    var counts = importing.bring(subject, file, stock.name(SOURCE));
    if (counts[0] != expected || counts[0] + counts[1] != comments) {
      throw new IOException(
          "%d comments were new and %d unchanged, not %d and %d"
              .formatted(counts[0], counts[1], expected, comments - expected));
    }
  }
}
