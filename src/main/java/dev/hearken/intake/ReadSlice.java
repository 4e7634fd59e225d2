package dev.hearken.intake;

import dev.hearken.body.BodyLines;
import dev.hearken.body.Elements;
import dev.hearken.http.Refusal;
import dev.hearken.http.Spool;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A slice of lines that was read, to be stored.
final class ReadSlice<T extends Elements.Element> implements Closeable {
  /// Of a bad line so much is shown, in bytes.
  private static final int MOST_SHOWN = 1 << 20;

  private final LineSlices.Slice lines;
  private final Spool spool;
  private final Target<T> target;
  private final List<BadLine> bad = new ArrayList<>();
  private final Elements<T> elements;

  /// A line that is wrong.
  ///
  /// @param number from 0
  /// @param begin where it stands in the slice, in bytes
  private record BadLine(int number, long begin, long length, Refusal.Invalid reason) {}

  /// @param spool has the lines, and is closed with this
  ReadSlice(LineSlices.Slice lines, Spool spool, Target<T> target) {
    this.lines = lines;
    this.spool = spool;
    this.target = target;
    this.elements = target.reading().of(spool, this::note);
  }

  private void note(int number, long begin, long length, Refusal.Invalid reason) {
    bad.add(new BadLine(number, begin, length, reason));
  }

  /// Stores what is right, once it has been said what is not.
  Counts store(BadLines told) {
    bad.forEach(each -> tell(each, told));
    BodyLines.Bad late =
        (number, begin, length, reason) -> {
          note(number, begin, length, reason);
          tell(bad.getLast(), told);
        };
    return target.storing().of(elements, late).withBad(bad.size());
  }

  private void tell(BadLine line, BadLines told) {
    try (var in = spool.from(line.begin)) {
      int shown = (int) Math.min(line.length, MOST_SHOWN);
      var text = new String(in.readNBytes(shown), StandardCharsets.UTF_8);
      told.found(new BadLines.Fault(lines.name(line.number), line.reason.getMessage(), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    elements.close();
    spool.close();
  }
}
