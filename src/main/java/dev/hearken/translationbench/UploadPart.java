package dev.hearken.translationbench;

import dev.hearken.load.Launch;
import dev.hearken.load.Part;
import dev.hearken.load.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What translation costs those who upload: comments into a source that is translated beside the
/// same into one that is not, in turns, while the service asks to be left alone, and while it
/// answers at once.
final class UploadPart {
  static final double GOAL_AT_REST = 0.9;
  static final double GOAL_AT_WORK = 0.5;

  private static final int BATCH = 200;
  private static final int BATCHES = 10;
  private static final int BACKLOG = 5;
  private static final int WARM_UP = 3;

  private UploadPart() {}

  /// @param ratio of the rate with the flag to that without, the median of all turns
  record Side(double plainASecond, double translatedASecond, double ratio) {}

  record Result(Side atRest, Side atWork) implements Part {
    @Override
    public List<String> lines() {
      return List.of(
          "upload: comments a second, in batches of " + BATCH,
          line("the service left alone", atRest, GOAL_AT_REST),
          line("translating meanwhile", atWork, GOAL_AT_WORK));
    }

    private static String line(String name, Side side, double goal) {
      return String.format(
          Locale.ROOT,
          "  %-24s without %,.0f  with %,.0f  ratio %.2f%s",
          name,
          side.plainASecond,
          side.translatedASecond,
          side.ratio,
          side.ratio >= goal ? "" : "  less than " + goal);
    }

    @Override
    public boolean passed() {
      return atRest.ratio >= GOAL_AT_REST && atWork.ratio >= GOAL_AT_WORK;
    }
  }

  static Result run(Launch launch, long seed, int rounds) throws IOException, InterruptedException {
    try (var interpreter = new Interpreter(seed, 0, 0);
        var stage = new Stage(launch, interpreter)) {
      stage.source("plain", false);
      stage.source("translated", true);
      stage.source("working", true);
      interpreter.rest(true);
      var atRest = side(stage, "translated", rounds, 0);
      interpreter.rest(false);
      stage.kill();
      var atWork = side(stage, "working", rounds, 1L << 32);
      return new Result(atRest, atWork);
    }
  }

  private static Side side(Stage stage, String translated, int rounds, long first)
      throws IOException, InterruptedException {
    var plain = new ArrayList<Double>();
    var with = new ArrayList<Double>();
    var ratios = new ArrayList<Double>();
    long from = first;
    for (int round = -WARM_UP; round < rounds; round++) {
      // Each side is the first one as often as the other.
      boolean plainFirst = round % 2 == 0;
      double one = plainFirst ? rate(stage, "plain", from) : 0;
      double other = rate(stage, translated, from);
      settle(stage, translated);
      one = plainFirst ? one : rate(stage, "plain", from);
      from += (BATCHES + BACKLOG) * BATCH;
      if (round >= 0) {
        plain.add(one);
        with.add(other);
        ratios.add(other / one);
      }
    }
    return new Side(median(plain), median(with), median(ratios));
  }

  /// Until all is translated that was uploaded, unless the service is left alone.
  private static void settle(Stage stage, String source) throws IOException, InterruptedException {
    while (stage.translation(source).get("halted").isNull()
        && stage.translation(source).get("waiting").asLong() > 0) {
      Thread.sleep(20);
    }
  }

  /// Behind some that are not counted, so that translating has begun.
  private static double rate(Stage stage, String source, long from) throws IOException {
    var requests = new ArrayList<byte[]>();
    for (int i = 0; i < BACKLOG + BATCHES; i++) {
      requests.add(stage.sync(source, from + (long) i * BATCH, BATCH));
    }
    for (var request : requests.subList(0, BACKLOG)) {
      stage.send(request);
    }
    long begun = System.nanoTime();
    for (var request : requests.subList(BACKLOG, requests.size())) {
      stage.send(request);
    }
    return BATCH * BATCHES / ((System.nanoTime() - begun) / 1e9);
  }

  private static double median(List<Double> figures) {
    return Summary.median(figures.stream().mapToDouble(each -> each).toArray());
  }
}
