package dev.hearken.replies;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;

/// What cleaning costs beside reading. Counted is the processor time of one thread, which tells the
/// same while others work.
///
/// @param parsed mails that are read in a second
/// @param cleaned mails that are cleaned in a second
/// @param ratio of the time for cleaning to that for reading, the median of the rounds
public record Pace(int mails, double parsed, double cleaned, double ratio) {
  static final double GOAL = 0.5;

  /// Until the compiler has nothing left to do.
  private static final int WARM = 12;

  private static final int ROUNDS = 5;
  private static final double SECOND = 1e9;

  boolean passed() {
    return ratio <= GOAL;
  }

  static Pace of(Path folder, MailText.Reading reading) throws IOException {
    var mails = new ArrayList<byte[]>();
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        mails.add(Files.readAllBytes(file));
      }
    }
    var ratios = new double[ROUNDS];
    long parsing = 0;
    long cleaning = 0;
    for (int round = -WARM; round < ROUNDS; round++) {
      long parsed = 0;
      long cleaned = 0;
      for (var bytes : mails) {
        long start = now();
        var mail = reading.parse(bytes);
        long read = now();
        mail.ifPresent(MailText.Parsed::clean);
        parsed += read - start;
        cleaned += now() - read;
      }
      if (round >= 0) {
        ratios[round] = cleaned / (double) Math.max(1, parsed);
        parsing += parsed;
        cleaning += cleaned;
      }
    }
    Arrays.sort(ratios);
    double all = mails.size() * SECOND * ROUNDS;
    return new Pace(
        mails.size(), all / Math.max(1, parsing), all / Math.max(1, cleaning), ratios[ROUNDS / 2]);
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
