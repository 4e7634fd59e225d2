package dev.hearken.volume;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.load.HeapLog;
import dev.hearken.load.Launch;
import dev.hearken.load.Launched;
import dev.hearken.load.Part;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Stock;
import dev.hearken.user.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The heap of the command in a process of its own while it brings a large file into the database
/// of a server.
public final class ImportHeapPart {
  private static final int MIB = 64;

  /// What is left after a full collection may be so much.
  private static final int MOST_LIVE_MIB = 48;

  private static final String SOURCE = "large";

  /// Starts a command in a process of its own.
  @FunctionalInterface
  public interface Commanding {
    /// @param folder the data folder
    /// @param options for its Java
    ProcessBuilder of(Path folder, List<String> options, List<String> words);
  }

  /// @param there how many are there afterwards
  /// @param peakMib before a collection
  /// @param liveMib the most that was left after a full one; 0 when none was needed
  record Result(
      long comments, long there, double seconds, int collections, int peakMib, int liveMib)
      implements Part {
    @Override
    public List<String> lines() {
      return List.of(
          String.format(
              Locale.ROOT,
              "heap of -Xmx%dm while %,d comments came in from a file in %.1f s (%,.0f a second)",
              MIB,
              comments,
              seconds,
              comments / seconds),
          String.format(
              Locale.ROOT,
              "peak %d MiB; after a full collection %d MiB at most; %d collections%s",
              peakMib,
              liveMib,
              collections,
              passed() ? "" : "  not all came in, or more than %d MiB".formatted(MOST_LIVE_MIB)));
    }

    @Override
    public boolean passed() {
      return there == comments && liveMib <= MOST_LIVE_MIB;
    }
  }

  private ImportHeapPart() {}

  static Result run(Launch launch, Commanding commanding, long seed, long comments)
      throws Exception {
    var folder = Files.createTempDirectory("hearken-heap");
    var token = Token.random().text();
    var data = folder.resolve("data");
    try (var server =
        Launched.start(launch.of(data, token, List.of()), folder.resolve("server.log").toFile())) {
      var database = EmbeddedDatabase.running(data).orElseThrow();
      try (var stock = new Stock(server.address(), database, "DefaultProject", token)) {
        stock.make(SOURCE);
        var file = folder.resolve("comments.jsonl");
        Corpus.plain(seed).write(file, comments);
        var log = folder.resolve("gc.log");
        long begun = System.nanoTime();
        bring(commanding, data, log, file);
        double seconds = (System.nanoTime() - begun) / 1e9;
        var heap = HeapLog.read(log);
        long there =
            stock.number("SELECT count(*) FROM comment WHERE source_id = " + stock.source(SOURCE));
        return new Result(comments, there, seconds, heap.count(), heap.peakMib(), heap.liveMib());
      }
    } finally {
      EmbeddedDatabase.delete(folder);
    }
  }

  private static void bring(Commanding commanding, Path data, Path log, Path file)
      throws IOException, InterruptedException {
    var options = List.of("-Xmx%dm".formatted(MIB), HeapLog.option(log));
    var words = List.of("import", file.toString(), "--source", "DefaultProject/" + SOURCE);
    int code = commanding.of(data, options, words).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("The command ended with " + code);
    }
  }
}
