package dev.hearken.mailbench;

import dev.hearken.conversion.Beside;
import dev.hearken.conversion.MailComment;
import dev.hearken.load.Part;
import dev.hearken.load.Subject;
import dev.hearken.load.Summary;
import dev.hearken.mime.Mail;
import dev.hearken.recipe.Recipes;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// From the first PUT until every mail is a comment, beside the least that this can cost: what
/// makes a comment of bytes, on one thread, and the same rows inserted by hand over plain JDBC, one
/// after the other. Beside that, where the rest goes: the parser without what cleans its text,
/// keeping the mails alone, and loading them alone.
final class PacePart {
  static final double GOAL = 0.7;

  private static final int BATCH = 128;

  /// Of a turn; the queue is looked at twice a second, which is not to count for much.
  private static final int LEAST_MAILS = 10_000;

  /// One turn of each, in seconds.
  record Turn(double whole, double put, double load, double parser, double comment, double rows) {
    double ratio() {
      return (comment + rows) / whole;
    }

    double parserRatio() {
      return (parser + rows) / whole;
    }
  }

  record Result(int mails, List<Turn> turns) implements Part {
    double ratio() {
      return median(Turn::ratio);
    }

    private double median(ToDoubleFunction<Turn> figure) {
      return Summary.median(turns.stream().mapToDouble(figure).toArray());
    }

    @Override
    public List<String> lines() {
      var ratios = turns.stream().mapToDouble(Turn::ratio).summaryStatistics();
      return List.of(
          String.format(
              Locale.ROOT,
              "pace of %,d mails in batches of %d, %d turns, medians",
              mails,
              BATCH,
              turns.size()),
          line("from PUT to comment", Turn::whole),
          line("PUT alone, without a source", Turn::put),
          line("loading alone, of a full bucket", Turn::load),
          line("parser alone, one thread", Turn::parser),
          line("parser, cleaning and comment alone", Turn::comment),
          line("the same rows by hand, one thread", Turn::rows),
          String.format(
              Locale.ROOT,
              "comment and rows beside PUT to comment: ratio %.2f (from %.2f to %.2f)%s; parser and rows %.2f",
              ratio(),
              ratios.getMin(),
              ratios.getMax(),
              ratio() >= GOAL ? "" : "  less than " + GOAL,
              median(Turn::parserRatio)));
    }

    private String line(String name, ToDoubleFunction<Turn> seconds) {
      double taken = median(seconds);
      return String.format(
          Locale.ROOT, "  %-36s %7.2f s %,10.0f a second", name, taken, mails / taken);
    }

    @Override
    public boolean passed() {
      return ratio() >= GOAL;
    }
  }

  private final Mailroom room;
  private final List<Letter> letters;
  private int number;

  private PacePart(Mailroom room, List<Letter> letters) {
    this.room = room;
    this.letters = letters;
  }

  /// @param folder of which as many copies are put as a turn needs
  static Result run(Subject subject, List<Letter> folder, long seed, int rounds)
      throws IOException, SQLException, InterruptedException {
    int copies = Math.max(1, (LEAST_MAILS + folder.size() - 1) / folder.size());
    var recombined = new Recombined(folder, seed);
    var letters = IntStream.range(0, copies * folder.size()).mapToObj(recombined::letter).toList();
    return run(subject, letters, rounds);
  }

  static Result run(Subject subject, List<Letter> letters, int rounds)
      throws IOException, SQLException, InterruptedException {
    var part = new PacePart(Mailroom.of(subject), letters);
    var _ = part.turn();
    var turns = new ArrayList<Turn>();
    for (int i = 0; i < rounds; i++) {
      turns.add(part.turn());
    }
    return new Result(letters.size(), List.copyOf(turns));
  }

  private Turn turn() throws IOException, SQLException, InterruptedException {
    var fed = fed();
    var requests = room.requests(fed.bucket(), letters, Form.TEXT, BATCH);
    long begun = System.nanoTime();
    room.put(requests);
    room.await(fed);
    double whole = since(begun);
    var rows = BareRows.read(room);
    room.clear();

    begun = System.nanoTime();
    rows.insert(room, BATCH);
    double bare = since(begun);
    room.clear();

    var bucket = room.bucket("bucket-" + number++);
    var others = room.requests(bucket, letters, Form.TEXT, BATCH);
    begun = System.nanoTime();
    room.put(others);
    double put = since(begun);
    begun = System.nanoTime();
    room.await(room.source("source-" + number++, bucket));
    double load = since(begun);
    room.clear();

    return new Turn(whole, put, load, read(PacePart::parsed), read(PacePart::made), bare);
  }

  private Mailroom.Fed fed() throws IOException, SQLException, InterruptedException {
    var fed = room.source("source-" + number, room.bucket("bucket-" + number));
    number++;
    room.await(fed);
    return fed;
  }

  private static int parsed(Letter letter) {
    return letter.read().map(mail -> mail.body().text().length()).orElse(0);
  }

  private static int made(Letter letter) {
    return letter.read().map(mail -> made(letter, mail)).orElse(0);
  }

  private static int made(Letter letter, Mail mail) {
    var id = mail.messageId().isEmpty() ? letter.name() : mail.messageId();
    var beside = new Beside(MailComment.commentId(id), id, "", Map.of(), Set.of(), null);
    return MailComment.of(mail, beside, Recipes.STANDARD.of(null)).id().length();
  }

  /// @return seconds that it took to read all
  private double read(ToIntFunction<Letter> reading) throws IOException {
    long begun = System.nanoTime();
    long read = letters.stream().mapToLong(reading::applyAsInt).sum();
    double seconds = since(begun);
    if (read == 0) {
      throw new IOException("The mails have no text");
    }
    return seconds;
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
