package dev.hearken.volume;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Load;
import dev.hearken.load.Part;
import dev.hearken.load.Plan;
import dev.hearken.load.Subject;
import dev.hearken.stock.Batch;
import dev.hearken.stock.Corpus;
import dev.hearken.stock.Stock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;

/// Sync of comments in batches beside the upsert by hand: of new ones, of unchanged ones, and of
/// batches of which half is changed.
final class SyncPart {
  static final double GOAL = 0.7;

  private static final String SOURCE = "synced";

  /// Different batches of each who sends them.
  private static final int EACH = 4;

  /// Apart from the numbers of comments that stay.
  private static final long NEW = 100_000_000_000L;

  private enum Kind {
    NEW,
    UNCHANGED,
    HALF_CHANGED;

    String what() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  record Result(List<Comparison> comparisons) implements Part {
    @Override
    public List<String> lines() {
      return Stream.concat(
              Stream.of("sync beside the upsert by hand", Comparison.HEAD),
              comparisons.stream().map(Comparison::line))
          .toList();
    }

    @Override
    public boolean passed() {
      return comparisons.stream().allMatch(Comparison::passed);
    }
  }

  private final Stock stock;
  private final Corpus corpus;
  private final Plan plan;
  private final List<HttpReader> readers = new ArrayList<>();
  private List<Sender> senders = List.of();

  private SyncPart(Stock stock, Corpus corpus, Plan plan) {
    this.stock = stock;
    this.corpus = corpus;
    this.plan = plan;
  }

  /// @param sizes of batches
  static Result run(
      Subject subject, long seed, Plan plan, List<Integer> connections, List<Integer> sizes)
      throws Exception {
    try (var stock = Stock.of(subject)) {
      stock.make(SOURCE);
      var part = new SyncPart(stock, Corpus.plain(seed), plan);
      var comparisons = new ArrayList<Comparison>();
      for (int size : sizes) {
        for (int count : connections) {
          part.prepare(size, count);
          for (var kind : Kind.values()) {
            part.warmUp(kind, count);
            comparisons.add(part.compare(kind, plan.with(count)));
          }
        }
      }
      return new Result(List.copyOf(comparisons));
    }
  }

  /// What one of those who send has: batches, and the same ones with their first half changed.
  ///
  /// @param fresh its comments get other numbers each time
  private record Sender(
      int number, HttpReader reader, Batch fresh, List<Batch> plain, List<Batch> changed) {}

  private void prepare(int size, int count) throws Exception {
    while (readers.size() < count) {
      readers.add(stock.reader());
    }
    var made = new ArrayList<Sender>();
    for (int i = 0; i < count; i++) {
      var plain = new ArrayList<Batch>();
      var changed = new ArrayList<Batch>();
      for (int j = 0; j < EACH; j++) {
        long first = (long) (i * EACH + j) * size;
        plain.add(Batch.of(stock, SOURCE, corpus, first, size, 0).learn(stock, readers.get(i)));
        changed.add(
            Batch.of(stock, SOURCE, corpus, first, size, size / 2).learn(stock, readers.get(i)));
      }
      var fresh = Batch.of(stock, SOURCE, corpus, (long) i * EACH * size, size, 0);
      made.add(new Sender(i, readers.get(i), fresh.learn(stock, readers.get(i)), plain, changed));
    }
    senders = List.copyOf(made);
  }

  /// Before each comparison, for what is compiled for one kind is compiled again when the next one
  /// comes: of unchanged and half changed batches right after new ones up to a sixth was lost to it
  /// for half a minute (measured).
  private void warmUp(Kind kind, int count) throws Exception {
    var share = plan.warmUp().dividedBy(Kind.values().length);
    WarmUp.run(
        new Plan(count, 1, plan.round(), share),
        () -> reset(kind),
        () -> overHttp(kind),
        () -> overJdbc(kind));
  }

  private Comparison compare(Kind kind, Plan plan) throws Exception {
    int size = senders.getFirst().plain.getFirst().size();
    return Comparison.of(
        "%s, %,d a batch".formatted(kind.what(), size),
        size,
        GOAL,
        plan,
        () -> reset(kind),
        () -> overHttp(kind),
        () -> overJdbc(kind));
  }

  private List<Load.Worker> overHttp(Kind kind) {
    return senders.stream().map(sender -> overHttp(kind, sender)).toList();
  }

  private List<Load.Worker> overJdbc(Kind kind) {
    return senders.stream().map(sender -> overJdbc(kind, sender)).toList();
  }

  private void reset(Kind kind) throws Exception {
    stock.clear();
    if (kind != Kind.NEW) {
      for (var sender : senders) {
        for (var batch : sender.plain) {
          batch.store(stock, batch.size());
        }
      }
    }
    stock.settle();
  }

  private static Load.Worker overHttp(Kind kind, Sender sender) {
    var expected = expected(kind, sender.plain.getFirst().size());
    return new Turn(kind, sender, Batch::renumberRequest) {
      @Override
      void go(Batch batch) throws Exception {
        batch.send(sender.reader, expected);
      }
    };
  }

  private static List<byte[]> expected(Kind kind, int size) {
    var counts =
        switch (kind) {
          case NEW -> Stream.of("\"new\":" + size);
          case UNCHANGED -> Stream.of("\"unchanged\":" + size);
          case HALF_CHANGED ->
              Stream.of("\"updated\":" + size / 2, "\"unchanged\":" + (size - size / 2));
        };
    return counts.map(count -> count.getBytes(StandardCharsets.US_ASCII)).toList();
  }

  private Load.Worker overJdbc(Kind kind, Sender sender) {
    return new Turn(kind, sender, Batch::renumberRows) {
      @Override
      void go(Batch batch) throws Exception {
        int written =
            switch (kind) {
              case NEW -> batch.size();
              case UNCHANGED -> 0;
              case HALF_CHANGED -> batch.size() / 2;
            };
        batch.store(stock, written);
      }
    };
  }

  /// Goes through the batches of one who sends. What is new has numbers that were not there before;
  /// what is changed changes again and back.
  private abstract static class Turn implements Load.Worker {
    private final Kind kind;
    private final Sender sender;
    private final ObjLongConsumer<Batch> renumber;
    private int turn;

    Turn(Kind kind, Sender sender, ObjLongConsumer<Batch> renumber) {
      this.kind = kind;
      this.sender = sender;
      this.renumber = renumber;
    }

    abstract void go(Batch batch) throws Exception;

    @Override
    public void prepare(int attempt) {
      if (kind == Kind.NEW) {
        renumber.accept(
            sender.fresh, NEW * (sender.number + 1) + (long) turn * sender.fresh.size());
      }
    }

    @Override
    public void once(int attempt) throws Exception {
      int now = turn++;
      boolean change = kind == Kind.HALF_CHANGED && now / EACH % 2 == 0;
      var batches = change ? sender.changed : sender.plain;
      go(kind == Kind.NEW ? sender.fresh : batches.get(now % EACH));
    }
  }
}
