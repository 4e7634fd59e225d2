package dev.hearken.volume;

import dev.hearken.load.Launch;
import dev.hearken.load.Part;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Pager;
import dev.hearken.stock.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// The heap of a server in a process of its own while a large source is read in pages, as its
/// garbage collector tells it.
final class HeapPart {
  private static final int MIB = 256;

  /// What is left after a full collection may be so much.
  private static final int MOST_LIVE_MIB = 64;

  private static final int READERS = 4;

  /// @param peakMib before a collection
  /// @param liveMib the most that was left after a full one, for others leave old garbage; 0 when
  ///   none was needed
  record Result(
      long rows, long read, double seconds, int heapMib, int collections, int peakMib, int liveMib)
      implements Part {
    @Override
    public List<String> lines() {
      return List.of(
          String.format(
              Locale.ROOT,
              "heap of -Xmx%dm while %,d comments were read by %d at once in %.1f s (%,.0f a second)",
              heapMib,
              read,
              READERS,
              seconds,
              read / seconds),
          String.format(
              Locale.ROOT,
              "peak %d MiB; after a full collection %d MiB at most; %d collections%s",
              peakMib,
              liveMib,
              collections,
              passed() ? "" : "  not all was read, or more than %d MiB".formatted(MOST_LIVE_MIB)));
    }

    @Override
    public boolean passed() {
      return read == rows && liveMib <= MOST_LIVE_MIB;
    }
  }

  private HeapPart() {}

  static Result run(Launch launch, long seed, long rows) throws Exception {
    try (var server = FilledServer.start(launch, seed, MIB, rows)) {
      long start = System.nanoTime();
      long read = read(server.stock(), rows);
      double seconds = (System.nanoTime() - start) / 1e9;
      var heap = server.heap();
      return new Result(rows, read, seconds, MIB, heap.count(), heap.peakMib(), heap.liveMib());
    }
  }

  /// Each reads a span of time to its end.
  private static long read(Stock stock, long rows) throws Exception {
    var parts = new ArrayList<Callable<Long>>();
    for (int i = 0; i < READERS; i++) {
      var query =
          "&from_timestamp=%s&to_timestamp=%s"
              .formatted(
                  Corpus.time(rows * i / READERS), Corpus.time(rows * (i + 1) / READERS - 1));
      var pager = new Pager(stock, stock.reader(), FilledServer.SOURCE, query);
      parts.add(() -> {
        long count = pager.read();
        while (pager.more()) {
          count += pager.read();
        }
        return count;
      });
    }
    long read = 0;
    try (var executor = Executors.newFixedThreadPool(READERS)) {
      for (var part : executor.invokeAll(parts)) {
        read += part.get();
      }
    }
    return read;
  }
}
