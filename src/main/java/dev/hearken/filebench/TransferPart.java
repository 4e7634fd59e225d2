package dev.hearken.filebench;

import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import dev.hearken.http.Listener;
import dev.hearken.http.Server;
import dev.hearken.load.Part;
import dev.hearken.load.Subject;
import dev.hearken.load.Summary;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Files up and down, beside copies to and from a plain file through the same HTTP server, in
/// turns.
final class TransferPart {
  private static final double NANOS = 1e9;
  private static final double MIB = 1 << 20;

  /// What is done in each round.
  enum Turn {
    COPY_UP("up, a plain file"),
    SUMMED_UP("up, a plain file and its hash"),
    UP("up"),
    COPY_DOWN("down, a plain file"),
    DOWN("down");

    private final String title;

    Turn(String title) {
      this.title = title;
    }
  }

  /// @param rates of the rounds, in MiB a second
  /// @param up the ratio to a plain copy, the median of the rounds; so with others
  /// @param hashedUp to a copy with its hash: the rest is what the database takes
  record Result(long size, Map<Turn, List<Double>> rates, double up, double hashedUp, double down)
      implements Part {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add(String.format(Locale.ROOT, "a file of %,.0f MiB, one at a time", size / MIB));
      lines.add("%-34s %12s %10s %10s".formatted("MiB a second", "median", "least", "most"));
      rates.forEach((turn, each) ->
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%-34s %12.0f %10.0f %10.0f",
                  turn.title,
                  Summary.median(each.stream().mapToDouble(rate -> rate).toArray()),
                  each.stream().mapToDouble(rate -> rate).min().orElse(Double.NaN),
                  each.stream().mapToDouble(rate -> rate).max().orElse(Double.NaN))));
      lines.add(
          String.format(
              Locale.ROOT,
              "up %.2f of a plain file, %.2f of one with its hash; down %.2f of a plain file",
              up,
              hashedUp,
              down));
      return lines;
    }

    /// Every byte was looked at; how fast it is to be nobody has said.
    @Override
    public boolean passed() {
      return rates.values().stream().flatMap(List::stream).allMatch(rate -> rate > 0);
    }
  }

  private final long seed;
  private final long size;
  private final Map<Turn, List<Double>> rates = new EnumMap<>(Turn.class);

  private TransferPart(long seed, long size) {
    this.seed = seed;
    this.size = size;
  }

  static Result run(Subject subject, long seed, int rounds, long size) throws Exception {
    return new TransferPart(seed, size).run(subject, rounds);
  }

  private Result run(Subject subject, int rounds) throws Exception {
    var file = Files.createTempFile("hearken-copy", "");
    var caller = new Caller(new Id(1), "bench", Set.of());
    try (var shelf = Shelf.of(subject);
        var copies =
            Server.start(
                Listener.local(""), List.of(new CopyRoutes(file)), _ -> Optional.of(caller));
        var courier = new Courier(copies.address(), "any")) {
      // The first round is for the compiler.
      for (int round = 0; round <= rounds; round++) {
        if (round == 1) {
          rates.clear();
        }
        // What is there already would be known by its hash.
        round(new Content(seed + round, size), shelf, courier);
      }
    } finally {
      Files.delete(file);
    }
    return new Result(
        size,
        rates,
        ratio(Turn.UP, Turn.COPY_UP),
        ratio(Turn.UP, Turn.SUMMED_UP),
        ratio(Turn.DOWN, Turn.COPY_DOWN));
  }

  private void round(Content content, Shelf shelf, Courier courier) throws Exception {
    time(Turn.COPY_UP, () -> courier.send(CopyRoutes.COPY, content));
    time(Turn.SUMMED_UP, () -> courier.send(CopyRoutes.SUMMED, content));
    var hash = time(Turn.UP, () -> shelf.put(content));
    var path = shelf.attach(hash);
    time(
        Turn.COPY_DOWN,
        () -> {
          courier.fetch(CopyRoutes.COPY, content);
          return path;
        });
    time(
        Turn.DOWN,
        () -> {
          shelf.fetch(path, content);
          return path;
        });
  }

  private interface Doing<T> {
    T once() throws Exception;
  }

  private <T> T time(Turn turn, Doing<T> doing) throws Exception {
    long start = System.nanoTime();
    var done = doing.once();
    double seconds = (System.nanoTime() - start) / NANOS;
    rates.computeIfAbsent(turn, _ -> new ArrayList<>()).add(size / MIB / seconds);
    return done;
  }

  private double ratio(Turn product, Turn yardstick) {
    var one = Objects.requireNonNull(rates.get(product));
    var other = Objects.requireNonNull(rates.get(yardstick));
    var ratios = new double[one.size()];
    Arrays.setAll(ratios, i -> one.get(i) / other.get(i));
    return Summary.median(ratios);
  }
}
