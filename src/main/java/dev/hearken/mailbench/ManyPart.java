package dev.hearken.mailbench;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.load.HeapLog;
import dev.hearken.load.Launch;
import dev.hearken.load.Launched;
import dev.hearken.load.Part;
import dev.hearken.load.Summary;
import dev.hearken.user.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Many mails in one bucket that feeds two sources, on a server in a process of its own with little
/// memory: how long it takes, and what the last thousand costs beside the first. Then a third
/// source comes to the bucket, and new mail of a fourth one is not to wait for it.
final class ManyPart {
  private static final int MIB = 256;
  private static final int THOUSAND = 1_000;

  /// How many thousands at the beginning and at the end are waited for, one by one.
  private static final int SAMPLES = 5;

  /// Of other mails, before any counts.
  private static final int WARM = 6;

  private static final double MOST = 1.5;

  /// @param first seconds from PUT until both sources have a thousand, the median of the first ones
  /// @param last of the last ones
  /// @param comments of both sources, as their failures
  /// @param wrong mails that are neither a comment nor a failure, and comments too many
  record Measured(
      double seconds, double first, double last, int comments, int failures, int wrong) {
    double ratio() {
      return last / first;
    }
  }

  record Result(int mails, Measured measured, Backfill backfill, int heapMib, HeapLog heap)
      implements Part {
    @Override
    public List<String> lines() {
      return List.of(
          String.format(
              Locale.ROOT,
              "many: %,d recombined mails in one bucket, two sources, heap of -Xmx%dm: %.0f s, %,.0f mails a second",
              mails,
              heapMib,
              measured.seconds,
              mails / measured.seconds),
          String.format(
              Locale.ROOT,
              "  a thousand until both sources have it: first %.2f s, last %.2f s, ratio %.2f%s",
              measured.first,
              measured.last,
              measured.ratio(),
              measured.ratio() <= MOST ? "" : "  more than " + MOST),
          String.format(
              Locale.ROOT,
              "  %,d comments in both, %,d failures, %,d wrong; heap: peak %d MiB, after a full collection %d MiB at most",
              measured.comments,
              measured.failures,
              measured.wrong,
              heap.peakMib(),
              heap.liveMib()),
          String.format(
              Locale.ROOT,
              "  backfill of a third source: %.0f s; new mail of a fourth one meanwhile, from PUT to comment: median %.2f s, slowest of %d %.2f s%s",
              backfill.seconds(),
              backfill.median(),
              backfill.delays().size(),
              backfill.slowest(),
              backfill.slowest() <= Backfill.MOST ? "" : "  more than " + Backfill.MOST));
    }

    @Override
    public boolean passed() {
      return measured.wrong == 0 && measured.ratio() <= MOST && backfill.slowest() <= Backfill.MOST;
    }
  }

  private static final String TOLD =
      """
      SELECT
        (SELECT count(*) FROM comment WHERE source_id = ?) AS comments,
        (SELECT count(DISTINCT comment_key) FROM mail_comment WHERE source_id = ?) AS made,
        (SELECT count(*) FROM mail_comment WHERE source_id = ?) AS done,
        (SELECT count(*) FROM email_load WHERE source_id = ?) AS failed
      """;

  private final Mailroom room;
  private final Recombined letters;

  private ManyPart(Mailroom room, Recombined letters) {
    this.room = room;
    this.letters = letters;
  }

  /// @param mails at least ten thousand more or less
  static Result run(Launch launch, List<Letter> folder, long seed, int mails) throws Exception {
    var home = Files.createTempDirectory("hearken-many");
    var token = Token.random().text();
    var log = home.resolve("gc.log");
    var options = List.of("-Xmx%dm".formatted(MIB), HeapLog.option(log));
    try (var server =
        Launched.start(
            launch.of(home.resolve("data"), token, options), home.resolve("server.log").toFile())) {
      var database = EmbeddedDatabase.running(home.resolve("data")).orElseThrow();
      var room = new Mailroom(server.address(), database, "DefaultProject", token);
      var letters = new Recombined(folder, seed);
      var bucket = room.bucket("many");
      var measured = new ManyPart(room, letters).run(bucket, mails);
      var backfill = Backfill.run(room, bucket, letters);
      return new Result(mails, measured, backfill, MIB, HeapLog.read(log));
    } finally {
      EmbeddedDatabase.delete(home);
    }
  }

  private Measured run(Mailroom.Bucket bucket, int mails) throws Exception {
    var warm = room.bucket("warm");
    var warming = List.of(room.source("warm-1", warm), room.source("warm-2", warm));
    for (int i = 0; i < WARM; i++) {
      // Copies that do not come again.
      var _ = thousand(warm, warming, mails + i * THOUSAND, THOUSAND);
    }
    var sources = List.of(room.source("many-1", bucket), room.source("many-2", bucket));
    for (var source : sources) {
      room.await(source);
    }
    int sampled = Math.min(SAMPLES, Math.max(1, mails / THOUSAND / 2));
    int size = Math.min(THOUSAND, mails / 2);
    var first = new double[sampled];
    var last = new double[sampled];
    long begun = System.nanoTime();
    for (int i = 0; i < sampled; i++) {
      first[i] = thousand(bucket, sources, i * size, size);
    }
    for (int from = sampled * size; from < mails - sampled * size; from += size) {
      put(bucket, from, Math.min(size, mails - sampled * size - from));
    }
    for (var source : sources) {
      room.await(source);
    }
    for (int i = 0; i < sampled; i++) {
      last[i] = thousand(bucket, sources, mails - (sampled - i) * size, size);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return told(sources, mails, seconds, Summary.median(first), Summary.median(last));
  }

  private Measured told(
      List<Mailroom.Fed> sources, int mails, double seconds, double first, double last)
      throws SQLException {
    int comments = 0;
    int failures = 0;
    int wrong = 0;
    try (var connection = room.connect();
        var statement = connection.prepareStatement(TOLD)) {
      for (var source : sources) {
        for (int i = 1; i <= 4; i++) {
          statement.setLong(i, source.number());
        }
        try (var row = statement.executeQuery()) {
          row.next();
          comments += row.getInt("comments");
          failures += row.getInt("failed");
          wrong += Math.abs(row.getInt("comments") - row.getInt("made"));
          wrong += Math.abs(mails - row.getInt("done") - row.getInt("failed"));
        }
      }
    }
    return new Measured(seconds, first, last, comments, failures, wrong);
  }

  private void put(Mailroom.Bucket bucket, int from, int count) throws IOException {
    room.put(List.of(request(bucket, from, count)));
  }

  private byte[] request(Mailroom.Bucket bucket, int from, int count) {
    var some = IntStream.range(from, from + count).mapToObj(letters::letter).toList();
    return room.request(bucket, some, Form.TEXT);
  }

  /// @return seconds until all of them are comments of all sources
  private double thousand(Mailroom.Bucket bucket, List<Mailroom.Fed> sources, int from, int count)
      throws Exception {
    var request = request(bucket, from, count);
    long begun = System.nanoTime();
    room.put(List.of(request));
    for (var source : sources) {
      room.await(source);
    }
    return (System.nanoTime() - begun) / 1e9;
  }
}
