package dev.hearken.filebench;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.load.HeapLog;
import dev.hearken.load.Launch;
import dev.hearken.load.Launched;
import dev.hearken.load.Part;
import dev.hearken.user.Token;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/// A large file up and down on a server in a process of its own with a small heap.
final class HeapPart {
  private static final int HEAP_MIB = 128;

  /// @param peakMib before a collection
  record Result(long size, int collections, int peakMib) implements Part {
    @Override
    public List<String> lines() {
      return List.of(
          String.format(
              Locale.ROOT,
              "a file of %,d bytes up and down on -Xmx%dm: peak %d MiB, %d collections",
              size,
              HEAP_MIB,
              peakMib,
              collections));
    }

    @Override
    public boolean passed() {
      return peakMib <= HEAP_MIB;
    }
  }

  private HeapPart() {}

  static Result run(Launch launch, long seed, long size) throws Exception {
    var folder = Files.createTempDirectory("hearken-files");
    var token = Token.random().text();
    var log = folder.resolve("gc.log");
    var options = List.of("-Xmx%dm".formatted(HEAP_MIB), HeapLog.option(log));
    try (var server =
            Launched.start(
                launch.of(folder.resolve("data"), token, options),
                folder.resolve("server.log").toFile());
        var shelf = new Shelf(server.address(), token, "DefaultProject")) {
      var content = new Content(seed, size);
      shelf.fetch(shelf.attach(shelf.put(content)), content);
      var heap = HeapLog.read(log);
      return new Result(size, heap.count(), heap.peakMib());
    } finally {
      EmbeddedDatabase.delete(folder);
    }
  }
}
