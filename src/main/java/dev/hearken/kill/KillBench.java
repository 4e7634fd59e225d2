package dev.hearken.kill;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.load.HttpReader;
import dev.hearken.load.Launch;
import dev.hearken.load.Launched;
import dev.hearken.user.Token;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// Kills a server again and again while it is written to, and looks each time whether everything is
/// there that was acknowledged.
final class KillBench {
  private static final List<Victim> VICTIMS = List.of(Victim.values());
  private static final Duration RECOVERED = Duration.ofSeconds(60);
  private static final int PROBE_MILLIS = 10;

  /// @param seed of the moments, the victims' order and what is written; the same gives the same as
  ///   far as the machine allows
  /// @param writers how many of each kind write at once; of those who put mails or import, half as
  ///   many
  /// @param least the shortest time under load before a kill
  /// @param most the longest
  record Plan(int rounds, long seed, int writers, int importers, Duration least, Duration most) {}

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
    var prey = start();
    try {
      for (int round = 0; round < plan.rounds(); round++) {
        var victim = VICTIMS.get(round % VICTIMS.size());
        prey = survive(prey, victim);
        inspect(prey, round, victim);
      }
      bringToTheEnd(prey);
      awaitPurges();
      compareMails(prey);
    } finally {
      prey.close();
    }
    return tally.report(plan, acknowledged(), comments, mails, archives, wrong.toString());
  }

  private Launched start() throws IOException {
    return Launched.start(launch.of(folder.resolve("data"), token, List.of()), log);
  }

  /// Writes, kills, and returns the server that is there afterwards.
  private Launched survive(Launched prey, Victim victim) throws IOException, InterruptedException {
    var writers =
        Stream.of(sources, comments, mails, archives)
            .flatMap(List::stream)
            .map(ledger -> writer(prey, ledger))
            .toList();
    var threads =
        writers.stream().map(writer -> Thread.ofPlatform().daemon().start(writer::run)).toList();
    Thread.sleep(random.nextLong(plan.least().toMillis(), plan.most().toMillis()));
    long killed = System.nanoTime();
    victim.kill(prey.process(), random);
    writers.forEach(Writer::stop);
    if (!victim.endsServer()) {
      awaitRecovery(prey, killed);
    }
    for (var thread : threads) {
      thread.join();
    }
    if (!victim.endsServer()) {
      return prey;
    }
    prey.close();
    var next = start();
    tally.restarted(next.startedIn());
    return next;
  }

  private Writer writer(Launched prey, Ledger ledger) {
    return new Writer(ledger, new Random(random.nextLong()), token, prey.address(), wrong);
  }

  private void awaitRecovery(Launched prey, long since) throws IOException, InterruptedException {
    var writer = writer(prey, probes);
    while (!writer.once()) {
      if (Launched.since(since).compareTo(RECOVERED) > 0) {
        throw new IOException("The server did not come back by itself; its log is " + log);
      }
      Thread.sleep(PROBE_MILLIS);
    }
    writer.disconnect();
    tally.recovered(Launched.since(since));
  }

  private void inspect(Launched prey, int round, Victim victim) throws IOException, SQLException {
    var found = Inspection.of(database());
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
    tally.inspected("round " + (round + 1) + ", " + victim + ": ", lost, uneven);
  }

  /// What the server itself counts in a source of comments, where it is not as it must be.
  private List<String> recount(Launched prey, CommentLedger ledger) throws IOException {
    try (var reader = new HttpReader(prey.address())) {
      return ledger.recount(reader.exchange(ledger.counting(token)), reader.body());
    }
  }

  /// An import that was begun is done again, and then all of it is there once.
  private void bringToTheEnd(Launched prey) throws IOException, SQLException {
    try (var reader = new HttpReader(prey.address())) {
      for (var ledger : archives) {
        var last = ledger.last();
        if (last != null) {
          int status = reader.exchange(last.request(token));
          if (status != 200) {
            throw new IOException("%d %s".formatted(status, reader.body()));
          }
          last.acknowledge(reader.body());
        }
      }
    }
    var found = Inspection.of(database());
    var uneven = new ArrayList<String>();
    archives.forEach(ledger -> uneven.addAll(ledger.settle(found)));
    tally.inspected("imported to the end: ", List.of(), uneven);
  }

  /// Work that a killed server had begun is begun again when nobody has heard of it for a while.
  private void awaitPurges() throws IOException, InterruptedException, SQLException {
    long since = System.nanoTime();
    while (Inspection.left(database()) > 0) {
      if (Launched.since(since).compareTo(RECOVERED) > 0) {
        throw new IOException("Comments of deleted sources are still there; the log is " + log);
      }
      Thread.sleep(PROBE_MILLIS);
    }
  }

  /// Every mail is to be a comment of its source, as it was put last.
  private void compareMails(Launched prey) throws IOException, InterruptedException, SQLException {
    var there = mails.stream().filter(MailLedger::isThere).toList();
    try (var reader = new HttpReader(prey.address())) {
      for (var ledger : there) {
        int status = reader.exchange(ledger.last().request(token));
        if (status != 200) {
          throw new IOException("%d %s".formatted(status, reader.body()));
        }
      }
    }
    long since = System.nanoTime();
    while (Inspection.waiting(database()) > 0) {
      if (Launched.since(since).compareTo(RECOVERED) > 0) {
        throw new IOException("Mails still wait to be loaded; the log is " + log);
      }
      Thread.sleep(PROBE_MILLIS);
    }
    var uneven = new ArrayList<String>();
    for (var ledger : there) {
      uneven.addAll(ledger.compare(Inspection.loaded(database(), ledger.name())));
    }
    tally.inspected("at rest: ", List.of(), uneven);
  }

  private DataSource database() {
    return EmbeddedDatabase.running(folder.resolve("data")).orElseThrow();
  }

  private Stream<SourceLedger> sources() {
    return Stream.concat(sources.stream(), Stream.of(probes));
  }

  private List<Ledger> all() {
    return Stream.<Stream<? extends Ledger>>of(
            sources(), comments.stream(), mails.stream(), archives.stream())
        .<Ledger>flatMap(ledgers -> ledgers)
        .toList();
  }

  private long acknowledged() {
    return all().stream().mapToLong(Ledger::acknowledged).sum();
  }
}
