package dev.hearken.intake;

import dev.hearken.progress.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Tells how much was read.
final class Counted extends FilterInputStream {
  private final Progress progress;

  Counted(InputStream in, Progress progress) {
    super(in);
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    progress.passed(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    progress.passed(Math.max(count, 0));
    return count;
  }
}
