package dev.hearken.translationbench;

import dev.hearken.load.Launch;
import dev.hearken.load.Part;
import dev.hearken.load.Summary;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// How soon a comment is served translated, when there is nothing else to do and the service
/// answers at once.
final class SoonPart {
  static final double GOAL_SECONDS = 1;

  private static final int COMMENTS = 40;
  private static final int LOOK_MILLIS = 10;
  private static final String SOURCE = "soon";

  private SoonPart() {}

  record Result(int comments, double medianSeconds, double slowestSeconds) implements Part {
    @Override
    public List<String> lines() {
      return List.of(
          String.format(
              Locale.ROOT,
              "soon: %d comments, from the upload to the translation: median %.2f s, slowest %.2f s",
              comments,
              medianSeconds,
              slowestSeconds));
    }

    @Override
    public boolean passed() {
      return medianSeconds < GOAL_SECONDS;
    }
  }

  static Result run(Launch launch, long seed) throws IOException, InterruptedException {
    try (var interpreter = new Interpreter(seed, 0, 0);
        var stage = new Stage(launch, interpreter)) {
      stage.source(SOURCE, true);
      var seconds = new double[COMMENTS];
      for (int i = -1; i < COMMENTS; i++) {
        long begun = System.nanoTime();
        long number = i + 1L;
        stage.send(stage.sync(SOURCE, number, 1));
        var wanted = Interpreter.translated(Stage.text(number));
        while (!stage.text(SOURCE, number).equals(wanted)) {
          Thread.sleep(LOOK_MILLIS);
        }
        if (i >= 0) {
          seconds[i] = (System.nanoTime() - begun) / 1e9;
        }
        Thread.sleep(100 + 37L * number % 250);
      }
      return new Result(
          COMMENTS, Summary.median(seconds), DoubleStream.of(seconds).max().orElse(0));
    }
  }
}
