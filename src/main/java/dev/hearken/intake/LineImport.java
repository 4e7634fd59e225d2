package dev.hearken.intake;

import dev.hearken.http.Refusal;
import dev.hearken.http.Spool;
import dev.hearken.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Brings lines where they belong, slice by slice. Each slice is a transaction, and doing it twice
/// changes nothing: so whatever ends an import, it is begun again from the beginning, and what was
/// there already is passed over without being written.
final class LineImport {
  /// Of a bad line so much is shown, in bytes.
  private static final int MOST_SHOWN = 1 << 20;

  private final Spooling spooling;
  private final BadLines bad;
  private final Progress progress;

  /// Takes a slice in, to be read more than once.
  @FunctionalInterface
  interface Spooling {
    Spool of(InputStream slice) throws IOException;
  }

  LineImport(Spooling spooling, BadLines bad, Progress progress) {
    this.spooling = spooling;
    this.bad = bad;
    this.progress = progress;
  }

  Counts run(LineSlices lines, Target target) throws IOException {
    var total = Counts.NOTHING;
    for (var slice = lines.next(); slice != null; slice = lines.next()) {
      try (var spool = spooling.of(slice)) {
        var done = take(lines, spool, target);
        total = total.plus(done);
        progress.done(done.all());
      }
    }
    return total;
  }

  private Counts take(LineSlices lines, Spool spool, Target target) {
    var left = new long[1];
    var done =
        target.take(
            spool,
            (number, begin, length, reason) -> {
              left[0]++;
              found(lines.name(number), reason, spool, begin, length);
            });
    return done.withBad(left[0]);
  }

  private void found(String place, Refusal.Invalid reason, Spool spool, long begin, long length) {
    try (var in = spool.from(begin)) {
      var text =
          new String(in.readNBytes((int) Math.min(length, MOST_SHOWN)), StandardCharsets.UTF_8);
      bad.found(new BadLines.Fault(place, reason.getMessage(), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
