package dev.hearken.volume;

import dev.hearken.load.Launch;
import dev.hearken.load.Part;
import java.util.List;
import java.util.Locale;

/// The heap of a server in a process of its own while a large source goes out as an archive.
final class ExportHeapPart {
  private static final int MIB = 64;

  /// What is left after a full collection may be so much.
  private static final int MOST_LIVE_MIB = 32;

  /// @param peakMib before a collection
  /// @param liveMib the most that was left after a full one; 0 when none was needed
  record Result(
      long rows, long bytes, double seconds, int heapMib, int collections, int peakMib, int liveMib)
      implements Part {
    @Override
    public List<String> lines() {
      return List.of(
          String.format(
              Locale.ROOT,
              "heap of -Xmx%dm while an archive of %,d comments, %,d MiB, went out in %.1f s (%,.0f a second)",
              heapMib,
              rows,
              bytes >> 20,
              seconds,
              rows / seconds),
          String.format(
              Locale.ROOT,
              "peak %d MiB; after a full collection %d MiB at most; %d collections%s",
              peakMib,
              liveMib,
              collections,
              passed() ? "" : "  more than %d MiB".formatted(MOST_LIVE_MIB)));
    }

    @Override
    public boolean passed() {
      return liveMib <= MOST_LIVE_MIB;
    }
  }

  private ExportHeapPart() {}

  /// @throws java.io.IOException when the archive is not whole
  static Result run(Launch launch, long seed, long rows) throws Exception {
    try (var server = FilledServer.start(launch, seed, MIB, rows)) {
      long start = System.nanoTime();
      long bytes = server.stock().drain(FilledServer.SOURCE, rows);
      double seconds = (System.nanoTime() - start) / 1e9;
      var heap = server.heap();
      return new Result(rows, bytes, seconds, MIB, heap.count(), heap.peakMib(), heap.liveMib());
    }
  }
}
