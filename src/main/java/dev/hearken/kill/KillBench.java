package dev.hearken.kill;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Launch;
import dev.hearken.load.Launched;
import dev.hearken.user.Token;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Kills servers again and again while they are written to, and looks each time whether everything
/// is there that was acknowledged.
final class KillBench {
  private static final int PROBE_MILLIS = 10;

  /// @param servers one with its own database, or two on one database
  /// @param seed of the moments, the victims' order and what is written; the same gives the same as
  ///   far as the machine allows
  /// @param writers how many of each kind write at once; of those who put mails or import, half as
  ///   many
  /// @param least the shortest time under load before a kill
  /// @param most the longest
  record Plan(
      int servers,
      int rounds,
      long seed,
      int writers,
      int importers,
      Duration least,
      Duration most) {}

  /// Something that is to come true in the end.
  private interface Condition {
    boolean holds() throws IOException, SQLException;
  }

  private final Launch launch;
  private final Plan plan;
  private final Path folder;
  private final File log;
  private final Random random;
  private final String token = Token.random().text();
  private final StringBuilder wrong = new StringBuilder();
  private final KillReport.Tally tally = new KillReport.Tally();
  private final List<SourceLedger> sources;
  private final List<CommentLedger> comments;
  private final List<MailLedger> mails;
  private final List<ArchiveLedger> archives;
  private final SourceLedger probes = new SourceLedger("probe-");

  /// @param folder an empty one, for the data and the log
  KillBench(Launch launch, Plan plan, Path folder) {
    this.launch = launch;
    this.plan = plan;
    this.folder = folder;
    this.log = folder.resolve("server.log").toFile();
    this.random = new Random(plan.seed());
    this.sources =
        IntStream.range(0, plan.writers())
            .mapToObj(i -> new SourceLedger("writer-" + i + "-"))
            .toList();
    this.comments = IntStream.range(0, plan.writers()).mapToObj(CommentLedger::new).toList();
    this.mails = IntStream.range(0, plan.writers() / 2).mapToObj(MailLedger::new).toList();
    this.archives = IntStream.range(0, plan.importers()).mapToObj(ArchiveLedger::new).toList();
  }

  KillReport run() throws IOException, InterruptedException, SQLException {
    try (var prey = prey()) {
      for (int round = 0; round < plan.rounds(); round++) {
        var killed = survive(prey, round);
        inspect(prey, "round %d, %s: ".formatted(round + 1, killed));
      }
      bringToTheEnd(prey);
      await(
          () -> Inspection.left(prey.database()) == 0,
          "Comments of deleted sources are still there");
      compareMails(prey);
    }
    return tally.report(plan, acknowledged(), comments, mails, archives, wrong.toString());
  }

  private Prey prey() throws IOException {
    var data = folder.resolve("data");
    return plan.servers() == 1
        ? new OneServer(data, () -> start(data, Map.of()))
        : new TwoServers(data, settings -> start(data, settings));
  }

  private Launched start(Path data, Map<String, String> settings) throws IOException {
    var command = launch.of(data, token, List.of());
    command.environment().putAll(settings);
    return Launched.start(command, log);
  }

  /// Writes, kills, and brings back.
  ///
  /// @return who was killed
  private String survive(Prey prey, int round)
      throws IOException, InterruptedException, SQLException {
    var writers = new ArrayList<Writer>();
    ledgers().forEach(ledger -> writers.add(writer(prey.address(writers.size()), ledger)));
    var threads =
        writers.stream().map(writer -> Thread.ofPlatform().daemon().start(writer::run)).toList();
    Thread.sleep(random.nextLong(plan.least().toMillis(), plan.most().toMillis()));
    // However slow the machine is, each kind of write is to have been tried.
    await(() -> writers.stream().noneMatch(Writer::isWanting), "No answers come");
    long since = System.nanoTime();
    var killed = prey.kill(round, random);
    writers.forEach(Writer::stop);
    if (killed.comesBack()) {
      awaitRecovery(prey, since);
    }
    for (var thread : threads) {
      thread.join();
    }
    if (!killed.comesBack()) {
      prey.bringBack().forEach(tally::restarted);
    }
    return killed.name();
  }

  private Writer writer(URI address, Ledger ledger) {
    return new Writer(ledger, new Random(random.nextLong()), token, address, wrong);
  }

  private void awaitRecovery(Prey prey, long since)
      throws IOException, InterruptedException, SQLException {
    var writer = writer(prey.address(0), probes);
    await(writer::once, "The server does not come back by itself");
    writer.disconnect();
    tally.recovered(Launched.since(since));
  }

  private void await(Condition condition, String otherwise)
      throws IOException, InterruptedException, SQLException {
    long since = System.nanoTime();
    while (!condition.holds()) {
      if (Launched.since(since).compareTo(Prey.PATIENCE) > 0) {
        throw new IOException(otherwise + "; the log is " + log);
      }
      Thread.sleep(PROBE_MILLIS);
    }
  }

  private void inspect(Prey prey, String when) throws IOException, SQLException {
    var found = Inspection.of(prey.database());
    var lost = new ArrayList<String>();
    all().forEach(ledger -> lost.addAll(ledger.settle(found)));
    long written = sources().mapToLong(each -> each.acknowledged() + each.landed()).sum();
    int present = sources().mapToInt(SourceLedger::present).sum();
    var uneven = new ArrayList<String>(found.torn());
    if (found.written() != written) {
      uneven.add(
          "%d writes were done, but the audit log tells of %d".formatted(written, found.written()));
    }
    if (found.titles().size() != present) {
      uneven.add(
          "%d sources are there, but %d were made".formatted(found.titles().size(), present));
    }
    for (var ledger : comments) {
      uneven.addAll(recount(prey, ledger));
    }
    tally.inspected(when, lost, uneven);
  }

  /// What the server itself counts in a source of comments, where it is not as it must be.
  private List<String> recount(Prey prey, CommentLedger ledger) throws IOException {
    try (var reader = reader(prey)) {
      return ledger.recount(reader.exchange(ledger.counting(token)), reader.body());
    }
  }

  private static HttpReader reader(Prey prey) throws IOException {
    return new HttpReader(prey.address(0), Prey.PATIENCE);
  }

  private void send(HttpReader reader, Ledger.Write write) throws IOException {
    int status = reader.exchange(write.request(token));
    if (status != 200) {
      throw new IOException("%d %s".formatted(status, reader.body()));
    }
    write.acknowledge(reader.body());
  }

  /// An import that was begun is done again, and then all of it is there once.
  private void bringToTheEnd(Prey prey) throws IOException, SQLException {
    try (var reader = reader(prey)) {
      for (var ledger : archives) {
        var last = ledger.last();
        if (last != null) {
          send(reader, last);
        }
      }
    }
    var found = Inspection.of(prey.database());
    var uneven = new ArrayList<String>();
    archives.forEach(ledger -> uneven.addAll(ledger.settle(found)));
    tally.inspected("imported to the end: ", List.of(), uneven);
  }

  /// Every mail is to be a comment of its source, as it was put last.
  private void compareMails(Prey prey) throws IOException, InterruptedException, SQLException {
    var there = mails.stream().filter(MailLedger::isThere).toList();
    try (var reader = reader(prey)) {
      for (var ledger : there) {
        send(reader, ledger.last());
      }
    }
    await(() -> Inspection.waiting(prey.database()) == 0, "Mails still wait to be loaded");
    var uneven = new ArrayList<String>();
    for (var ledger : there) {
      uneven.addAll(ledger.compare(Inspection.loaded(prey.database(), ledger.name())));
    }
    tally.inspected("at rest: ", List.of(), uneven);
  }

  private Stream<SourceLedger> sources() {
    return Stream.concat(sources.stream(), Stream.of(probes));
  }

  private List<Ledger> all() {
    return Stream.<Ledger>concat(ledgers().stream(), Stream.of(probes)).toList();
  }

  private List<Ledger> ledgers() {
    return Stream.of(sources, comments, mails, archives).<Ledger>flatMap(List::stream).toList();
  }

  private long acknowledged() {
    return all().stream().mapToLong(Ledger::acknowledged).sum();
  }
}
