package dev.hearken.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the garbage collector of a process tells of its heap, in a log that was asked for with
/// `-Xlog:gc:file=`.
///
/// @param peakMib before a collection
/// @param liveMib the most that was left after a full one, for others leave old garbage; 0 when
///   none was needed
public record HeapLog(int count, int peakMib, int liveMib) {
  /// As in `GC(5) Pause Young (Allocation Failure) 70M->12M(247M) 3.2ms`.
  private static final Pattern COLLECTION =
      Pattern.compile("GC\\(\\d+\\) Pause (\\w+) .* (\\d+)M->(\\d+)M\\(");

  /// An option for Java that has the log written.
  public static String option(Path log) {
    return "-Xlog:gc:file=" + log;
  }

  public static HeapLog read(Path log) throws IOException {
    int count = 0;
    int peak = 0;
    int live = 0;
    for (var line : Files.readAllLines(log)) {
      var collection = COLLECTION.matcher(line);
      if (collection.find()) {
        count++;
        peak = Math.max(peak, Integer.parseInt(collection.group(2)));
        if (collection.group(1).equals("Full")) {
          live = Math.max(live, Integer.parseInt(collection.group(3)));
        }
      }
    }
    return new HeapLog(count, peak, live);
  }
}
