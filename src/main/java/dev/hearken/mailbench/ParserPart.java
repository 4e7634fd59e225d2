package dev.hearken.mailbench;

import dev.hearken.load.Part;
import dev.hearken.load.Summary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/// The parser beside the token stream that it stands on, which reads every decoded body to its end
/// and makes nothing of it: in turns, over the same mails, on one thread.
final class ParserPart {
  static final double GOAL = 0.7;

  private static final int TURNS = 15;

  /// @param goal 0 for none
  record Comparison(String name, int mails, double parser, double stream, double goal) {
    double ratio() {
      return stream / parser;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "  %-13s %,6d mails  parser %,8.0f a second  token stream %,8.0f a second  ratio %.2f%s",
          name,
          mails,
          mails / parser,
          mails / stream,
          ratio(),
          ratio() >= goal ? "" : "  less than " + goal);
    }
  }

  record Result(List<Comparison> comparisons, long read) implements Part {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add("parser beside the token stream of mime4j, medians of " + TURNS);
      comparisons.forEach(each -> lines.add(each.line()));
      return lines;
    }

    @Override
    public boolean passed() {
      return read > 0 && comparisons.stream().allMatch(each -> each.ratio() >= each.goal);
    }
  }

  private final Duration warmUp;
  private long read;

  private ParserPart(Duration warmUp) {
    this.warmUp = warmUp;
  }

  /// @param warmUp before any turn counts, by when the compiler has settled
  static Result run(List<Letter> letters, Duration warmUp) throws IOException, MimeException {
    var part = new ParserPart(warmUp);
    var comparisons = new ArrayList<Comparison>();
    var plain = letters.stream().filter(each -> !hasHtml(each)).toList();
    if (!plain.isEmpty()) {
      comparisons.add(part.compare("without HTML", plain, GOAL));
    }
    var html = letters.stream().filter(ParserPart::hasHtml).toList();
    if (!html.isEmpty()) {
      comparisons.add(part.compare("with HTML", html, 0));
    }
    return new Result(List.copyOf(comparisons), part.read);
  }

  private static boolean hasHtml(Letter letter) {
    return new String(letter.bytes(), StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT)
        .contains("text/html");
  }

  private Comparison compare(String name, List<Letter> letters, double goal)
      throws IOException, MimeException {
    var ours = new double[TURNS];
    var theirs = new double[TURNS];
    long end = System.nanoTime() + warmUp.toNanos();
    for (int turn = 0; turn < TURNS; ) {
      long start = System.nanoTime();
      for (var letter : letters) {
        read += letter.read().map(mail -> mail.body().text().length()).orElse(0);
      }
      long between = System.nanoTime();
      for (var letter : letters) {
        stream(letter.bytes());
      }
      if (start > end) {
        ours[turn] = (between - start) / 1e9;
        theirs[turn++] = (System.nanoTime() - between) / 1e9;
      }
    }
    return new Comparison(name, letters.size(), Summary.median(ours), Summary.median(theirs), goal);
  }

  private void stream(byte[] mail) throws IOException, MimeException {
    var stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
    stream.parse(new ByteArrayInputStream(mail));
    var buffer = new byte[8_192];
    for (var state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      if (state == EntityState.T_BODY) {
        var body = stream.getDecodedInputStream();
        for (int count; (count = body.read(buffer)) >= 0; ) {
          read += count;
        }
      }
    }
  }
}
