package dev.hearken.intake;

import dev.hearken.http.Spool;
import dev.hearken.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Brings lines where they belong, slice by slice: the next one is read while the last one is
/// stored, and memory holds these two. Each slice is a transaction, and doing it twice changes
/// nothing: so whatever ends an import, it is begun again from the beginning, and what was there
/// already is passed over without being written.
final class LineImport {
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

  Counts run(LineSlices lines, Target<?> target) throws IOException {
    try (var storing = new Storing(bad, progress)) {
      for (var next = next(lines, target, storing);
          next != null;
          next = next(lines, target, storing)) {
        storing.store(next);
      }
      return storing.end();
    }
  }

  /// @throws IOException when it cannot be read, once all that stands before it is in
  private @Nullable ReadSlice<?> next(LineSlices lines, Target<?> target, Storing storing)
      throws IOException {
    try {
      var slice = lines.next();
      return slice == null ? null : read(slice, target);
    } catch (IOException | RuntimeException e) {
      var _ = storing.end();
      throw e;
    }
  }

  private ReadSlice<?> read(LineSlices.Slice slice, Target<?> target) throws IOException {
    var spool = spooling.of(slice);
    try {
      return new ReadSlice<>(slice, spool, target);
    } catch (RuntimeException e) {
      spool.close();
      throw e;
    }
  }
}
