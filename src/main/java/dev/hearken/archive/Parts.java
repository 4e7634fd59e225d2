package dev.hearken.archive;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongConsumer;

/// Lines of JSON in files of a size that tools can deal with: a part ends behind the line with
/// which it is large enough. What is said of the same things beside them is in parts of the same
/// things.
final class Parts implements Closeable {
  private static final int MOST_LINES = 10_000;
  private static final long MOST_BYTES = 8 << 20;

  private final ArchiveWriter archive;
  private final String path;
  private final String name;
  private final LongConsumer counted;
  private final Gathered lines = new Gathered();
  private final Gathered times = new Gathered();
  private int number;
  private int count;

  /// @param path before the name, such as `sources/reviews/`
  /// @param counted is told how many lines each part has
  Parts(ArchiveWriter archive, String path, String name, LongConsumer counted) {
    this.archive = archive;
    this.path = path;
    this.name = name;
    this.counted = counted;
  }

  /// Where the next line goes.
  Gathered lines() {
    return lines;
  }

  /// Where the times of the same thing go, a line too.
  Gathered times() {
    return times;
  }

  /// A line is complete.
  void ended() throws IOException {
    lines.write('\n');
    if (++count == MOST_LINES || lines.size() >= MOST_BYTES) {
      write();
    }
  }

  /// There are no more lines.
  void end() throws IOException {
    if (count > 0) {
      write();
    }
  }

  private void write() throws IOException {
    number++;
    archive.file(path + "%s-%05d.jsonl".formatted(name, number), lines);
    if (times.size() > 0) {
      archive.file(path + "times-%05d.jsonl".formatted(number), times);
    }
    counted.accept(count);
    count = 0;
  }

  @Override
  public void close() throws IOException {
    lines.close();
    times.close();
  }
}
