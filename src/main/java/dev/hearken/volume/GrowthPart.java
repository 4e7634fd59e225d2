package dev.hearken.volume;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Load;
import dev.hearken.load.Part;
import dev.hearken.load.Plan;
import dev.hearken.load.Subject;
import dev.hearken.load.Summary;
import dev.hearken.stock.Batch;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Filler;
import dev.hearken.stock.Pager;
import dev.hearken.stock.Stock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a page and a batch cost beside many rows, compared with few: two servers are asked the same
/// in turns.
final class GrowthPart {
  private static final String BIG = "big";
  private static final String SMALL = "small";
  private static final int BATCH = 128;

  /// Shorter texts than elsewhere: what grows is the number of rows.
  private static final int TEXT = 200;

  private static final double MOST = 1.3;
  private static final double MOST_OF_NEW = 2;

  /// New comments have numbers from here on.
  private static final long NEW = 100_000_000L;

  private static final String CHECKPOINTS =
      "SELECT num_timed + num_requested FROM pg_stat_checkpointer";

  /// Before PostgreSQL 17.
  private static final String CHECKPOINTS_OF_OLD =
      "SELECT checkpoints_timed + checkpoints_req FROM pg_stat_bgwriter";

  /// @param few where there are few rows
  /// @param ratio of the medians; of what writes much log, of the means
  record Cost(String name, Summary few, Summary many, double ratio, double most) {
    boolean passed() {
      return few.errors() + many.errors() == 0 && ratio <= most;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-34s %9.2f %9.2f %9.2f %9.2f %7.2f%s",
          name,
          few.p50Millis(),
          few.p99Millis(),
          many.p50Millis(),
          many.p99Millis(),
          ratio,
          passed() ? "" : "  more than " + most);
    }
  }

  record Result(
      long fewRows,
      long manyRows,
      double fillSeconds,
      long fewCheckpoints,
      long manyCheckpoints,
      List<Cost> costs,
      @Nullable String firstError)
      implements Part {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d rows beside %,d, texts of %d characters, filled in %.0f s; %d and %d checkpoints",
              manyRows,
              fewRows,
              TEXT,
              fillSeconds,
              manyCheckpoints,
              fewCheckpoints));
      lines.add(
          "%-34s %9s %9s %9s %9s %7s"
              .formatted("in ms", "p50 few", "p99 few", "p50 many", "p99 many", "ratio"));
      costs.forEach(cost -> lines.add(cost.line()));
      if (firstError != null) {
        lines.add("first error: " + firstError);
      }
      return lines;
    }

    @Override
    public boolean passed() {
      return costs.stream().allMatch(Cost::passed);
    }
  }

  /// One of the two servers.
  private static final class Side implements AutoCloseable {
    private final Stock stock;
    private HttpReader reader;
    private final Corpus corpus;
    private final long rows;
    private final SplittableRandom random;
    private final List<Load.Run> pages = new ArrayList<>();
    private final List<Load.Run> beside = new ArrayList<>();
    private final List<Load.Run> within = new ArrayList<>();
    private long next = NEW;

    Side(Subject subject, long seed, long rows) throws Exception {
      this.stock = Stock.of(subject);
      this.reader = stock.reader();
      this.corpus = new Corpus(seed, TEXT, false);
      this.rows = rows;
      this.random = new SplittableRandom(seed);
      stock.make(BIG);
      stock.make(SMALL);
      var sample = Batch.of(stock, BIG, corpus, 0, 1_000, 0).learn(stock, reader);
      stock.clear();
      new Filler(stock, sample).fill(BIG, rows);
    }

    /// Its connection has been idle for too long when the other side has been filled.
    void connect() throws IOException {
      reader = stock.reader();
    }

    Load.Run page(Duration duration) throws InterruptedException {
      return Load.run(List.of(new Asker()), duration);
    }

    Load.Run batch(String source, Duration duration) throws InterruptedException {
      return Load.run(List.of(new Sender(source)), duration);
    }

    long checkpoints() throws Exception {
      long version = stock.number("SELECT current_setting('server_version_num')");
      return stock.number(version < 170_000 ? CHECKPOINTS_OF_OLD : CHECKPOINTS);
    }

    /// Asks for pages that begin anywhere.
    private final class Asker implements Load.Worker {
      private byte[] request = new byte[0];

      @Override
      public void prepare(int number) {
        var from = Corpus.time(random.nextLong(Math.max(1, rows - Pager.PAGE)));
        request = stock.page(BIG, "limit=%d&from_timestamp=%s".formatted(Pager.PAGE, from));
      }

      @Override
      public void once(int number) throws IOException {
        int status = reader.exchange(request);
        int found =
            reader.occurrences("\"uid\":".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        if (status != 200 || found != Pager.PAGE) {
          throw new IOException("%d comments: %d %.500s".formatted(found, status, reader.body()));
        }
      }
    }

    /// Sends comments that are new, one batch after the other.
    private final class Sender implements Load.Worker {
      private final String source;
      private @Nullable Batch batch;

      Sender(String source) {
        this.source = source;
      }

      @Override
      public void prepare(int number) {
        batch = Batch.of(stock, source, corpus, next, BATCH, 0);
        next += BATCH;
      }

      @Override
      public void once(int number) throws IOException {
        java.util.Objects.requireNonNull(batch).send(reader);
      }
    }

    @Override
    public void close() throws IOException {
      stock.close();
    }
  }

  private GrowthPart() {}

  /// @param last how long new ones are sent into the big source in each round
  static Result run(
      Subject few, Subject many, long seed, Plan plan, long fewRows, long manyRows, Duration last)
      throws Exception {
    long start = System.nanoTime();
    try (var one = new Side(few, seed, fewRows);
        var other = new Side(many, seed, manyRows)) {
      double filled = (System.nanoTime() - start) / 1e9;
      var both = List.of(one, other);
      for (var side : both) {
        side.connect();
        var _ = side.page(plan.warmUp().dividedBy(2));
        var _ = side.batch(SMALL, plan.warmUp().dividedBy(2));
      }
      for (int round = 0; round < plan.rounds(); round++) {
        for (var side : both) {
          side.pages.add(side.page(plan.round()));
        }
        for (var side : both) {
          side.beside.add(side.batch(SMALL, plan.round()));
        }
      }
      long fewBefore = one.checkpoints();
      long manyBefore = other.checkpoints();
      for (int round = 0; round < plan.rounds(); round++) {
        for (var side : both) {
          side.within.add(side.batch(BIG, last));
        }
      }
      var costs =
          List.of(
              cost("page of 256", one.pages, other.pages),
              cost("128 new ones into a small source", one.beside, other.beside),
              ofMeans("128 new ones into the big source", one.within, other.within));
      return new Result(
          fewRows,
          manyRows,
          filled,
          one.checkpoints() - fewBefore,
          other.checkpoints() - manyBefore,
          costs,
          Load.firstError(
              both.stream()
                  .flatMap(side -> Stream.of(side.pages, side.beside, side.within))
                  .flatMap(List::stream)));
    }
  }

  private static Cost cost(String name, List<Load.Run> few, List<Load.Run> many) {
    var little = Summary.of(few);
    var much = Summary.of(many);
    return new Cost(name, little, much, much.p50Millis() / little.p50Millis(), MOST);
  }

  private static Cost ofMeans(String name, List<Load.Run> few, List<Load.Run> many) {
    return new Cost(
        name + ", means", Summary.of(few), Summary.of(many), mean(many) / mean(few), MOST_OF_NEW);
  }

  private static double mean(List<Load.Run> runs) {
    return runs.stream().flatMapToLong(Load.Run::nanos).average().orElse(Double.NaN);
  }
}
