package dev.hearken.volume;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Load;
import dev.hearken.stock.Batch;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Pager;
import dev.hearken.stock.Stock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Many who do different things with one source at once, each over a connection of his own.
final class Crowd {
  private static final int SYNCED = 64;
  private static final int DELETED = 10;
  private static final byte[] ALL_RIGHT = "\"status\":\"ok\"".getBytes(StandardCharsets.US_ASCII);

  /// What somebody does, and in which share of a crowd.
  enum Doing {
    GET(4),
    PAGE(1),
    SYNC(2),
    DELETE(1);

    private final int share;

    Doing(int share) {
      this.share = share;
    }
  }

  /// Of these shares together.
  private static final int SHARES = 8;

  private final Stock stock;
  private final String source;
  private final Corpus corpus;
  private final long rows;
  private final Map<Doing, List<Load.Worker>> members = new EnumMap<>(Doing.class);

  /// @param rows those numbers are there, or are deleted and come back
  /// @param count a multiple of 8
  Crowd(Stock stock, String source, Corpus corpus, long rows, int count) throws IOException {
    this.stock = stock;
    this.source = source;
    this.corpus = corpus;
    this.rows = rows;
    int number = 0;
    for (var doing : Doing.values()) {
      var workers = new ArrayList<Load.Worker>();
      for (int i = 0; i < Math.max(1, count * doing.share / SHARES); i++) {
        workers.add(worker(doing, new SplittableRandom(corpus.seed() * 1_000 + number++)));
      }
      members.put(doing, List.copyOf(workers));
    }
  }

  private Load.Worker worker(Doing doing, SplittableRandom random) throws IOException {
    var reader = stock.reader();
    return switch (doing) {
      case GET -> _ -> get(reader, random);
      case PAGE -> {
        var pager = new Pager(stock, reader, source, "");
        yield _ -> pager.read();
      }
      case SYNC ->
          new Load.Worker() {
            private final List<Batch> batches = batches(random);

            @Override
            public void once(int number) throws IOException {
              batches.get(random.nextInt(batches.size())).send(reader);
            }
          };
      case DELETE -> _ -> delete(reader, random);
    };
  }

  /// Made before, for it shares the machine with what is measured. Some have other texts than are
  /// there.
  private List<Batch> batches(SplittableRandom random) {
    var batches = new ArrayList<Batch>();
    for (int i = 0; i < 16; i++) {
      long first = random.nextLong(Math.max(1, rows - SYNCED));
      batches.add(Batch.of(stock, source, corpus, first, SYNCED, i % 2 * SYNCED / 2));
    }
    return batches;
  }

  /// It may have been deleted.
  private void get(HttpReader reader, SplittableRandom random) throws IOException {
    var path = source + "/comments/" + Corpus.id(random.nextLong(rows));
    int status = reader.exchange(stock.request("GET", path, ""));
    if (status != 404 && (status != 200 || reader.occurrences(ALL_RIGHT) != 1)) {
      throw new IOException("The answer to a get is %d: %.500s".formatted(status, reader.body()));
    }
  }

  private void delete(HttpReader reader, SplittableRandom random) throws IOException {
    var path = new StringBuilder(source + "/comments?ids=");
    for (int i = 0; i < DELETED; i++) {
      path.append(i == 0 ? "" : ",").append(Corpus.id(random.nextLong(rows)));
    }
    int status = reader.exchange(stock.request("DELETE", path.toString(), ""));
    if (status != 200) {
      throw new IOException(
          "The answer to a delete is %d: %.500s".formatted(status, reader.body()));
    }
  }

  int size() {
    return members.values().stream().mapToInt(List::size).sum();
  }

  /// All of them for a while.
  Map<Doing, Load.Run> run(Duration duration) throws Exception {
    var all = new ArrayList<Callable<Load.Run>>();
    members.values().forEach(workers -> all.add(() -> Load.run(workers, duration)));
    var runs = new EnumMap<Doing, Load.Run>(Doing.class);
    try (var executor = Executors.newFixedThreadPool(all.size())) {
      var done = executor.invokeAll(all).iterator();
      for (var doing : members.keySet()) {
        runs.put(doing, done.next().get());
      }
    }
    return runs;
  }
}
