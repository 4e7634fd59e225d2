package dev.hearken.volume;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.load.HeapLog;
import dev.hearken.load.Launch;
import dev.hearken.load.Launched;
import dev.hearken.stock.Batch;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Filler;
import dev.hearken.stock.Stock;
import dev.hearken.user.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A server in a process of its own with a small heap and a large source, whose garbage collector
/// tells what it finds.
final class FilledServer implements AutoCloseable {
  static final String SOURCE = "read";
  private static final int SAMPLE = 256;

  private final Path folder;
  private final Path collections;
  private final Launched server;
  private final Stock stock;

  private FilledServer(Path folder, Path collections, Launched server, Stock stock) {
    this.folder = folder;
    this.collections = collections;
    this.server = server;
    this.stock = stock;
  }

  static FilledServer start(Launch launch, long seed, int heapMib, long rows) throws Exception {
    var folder = Files.createTempDirectory("hearken-heap");
    var token = Token.random().text();
    var collections = folder.resolve("gc.log");
    var options = List.of("-Xmx%dm".formatted(heapMib), HeapLog.option(collections));
    var server =
        Launched.start(
            launch.of(folder.resolve("data"), token, options),
            folder.resolve("server.log").toFile());
    var database = EmbeddedDatabase.running(folder.resolve("data")).orElseThrow();
    var stock = new Stock(server.address(), database, "DefaultProject", token);
    var filled = new FilledServer(folder, collections, server, stock);
    try {
      stock.make(SOURCE);
      var sample =
          Batch.of(stock, SOURCE, Corpus.plain(seed), 0, SAMPLE, 0).learn(stock, stock.reader());
      stock.clear();
      new Filler(stock, sample).fill(SOURCE, rows);
      return filled;
    } catch (Exception e) {
      filled.close();
      throw e;
    }
  }

  Stock stock() {
    return stock;
  }

  HeapLog heap() throws IOException {
    return HeapLog.read(collections);
  }

  @Override
  public void close() throws IOException {
    stock.close();
    server.close();
    EmbeddedDatabase.delete(folder);
  }
}
