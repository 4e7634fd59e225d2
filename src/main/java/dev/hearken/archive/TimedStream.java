package dev.hearken.archive;

import dev.hearken.http.CutOff;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/// What may be written to for so long and no longer.
final class TimedStream extends FilterOutputStream {
  private final Duration most;
  private final LongSupplier nanoTime;
  private final long begun;

  /// @param nanoTime as of [System#nanoTime]
  TimedStream(OutputStream out, Duration most, LongSupplier nanoTime) {
    super(out);
    this.most = most;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (nanoTime.getAsLong() - begun > most.toNanos()) {
      throw new CutOff("it takes longer than %d hours".formatted(most.toHours()));
    }
    out.write(bytes, offset, length);
  }
}
