package dev.hearken.translationbench;

import dev.hearken.load.Launch;
import dev.hearken.load.Launched;
import dev.hearken.load.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Comments that a service translates which fails and is silent, while it and the server are killed
/// again and again: in the end all are translated, each as it should be.
final class TroublePart {
  static final double GOAL = 1.2;

  private static final int BATCH = 1_000;
  private static final int TEXTS_IN_A_CALL = 25;
  private static final double FAILING = 0.1;
  private static final double SILENT = 0.01;
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration AWAY = Duration.ofSeconds(1);

  /// At which part of the work the server is killed, and the service.
  private static final List<Double> SERVER = List.of(0.2, 0.45, 0.7);

  private static final List<Double> SERVICE = List.of(0.3, 0.6);
  private static final String SOURCE = "trouble";

  private TroublePart() {}

  /// @param right how many are served as they should be
  /// @param again how many texts were translated more than once, because nobody could know
  /// @param calls how many calls the service had
  /// @param least how many would have been enough, had none failed
  record Result(
      int comments,
      long right,
      long again,
      long calls,
      long least,
      int serverKilled,
      int serviceKilled,
      double seconds)
      implements Part {
    double ratio() {
      return (double) calls / least;
    }

    @Override
    public List<String> lines() {
      return List.of(
          String.format(
              Locale.ROOT,
              "trouble: %,d comments, a service that fails %.0f %% and is silent %.0f %% of the time",
              comments,
              FAILING * 100,
              SILENT * 100),
          String.format(
              Locale.ROOT,
              "  server killed %d times, service %d times; %,.0f s in all",
              serverKilled,
              serviceKilled,
              seconds),
          String.format(
              Locale.ROOT,
              "  served right %,d  texts translated again %,d  calls %,d, %.3f times the least%s",
              right,
              again,
              calls,
              ratio(),
              ratio() <= GOAL ? "" : "  more than " + GOAL));
    }

    @Override
    public boolean passed() {
      return right == comments && ratio() <= GOAL;
    }
  }

  static Result run(Launch launch, int comments, long seed)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    try (var interpreter = new Interpreter(seed, FAILING, SILENT);
        var stage = new Stage(launch, interpreter)) {
      stage.source(SOURCE, true);
      for (int from = 0; from < comments; from += BATCH) {
        stage.send(stage.sync(SOURCE, from, Math.min(BATCH, comments - from)));
      }
      int serverKilled = 0;
      int serviceKilled = 0;
      long done = 0;
      while (done < comments) {
        if (Launched.since(begun).compareTo(PATIENCE) > 0) {
          throw new IOException("It does not end: " + stage.translation(SOURCE));
        }
        if (serverKilled < SERVER.size() && done >= SERVER.get(serverKilled) * comments) {
          stage.kill();
          serverKilled++;
        } else if (serviceKilled < SERVICE.size()
            && done >= SERVICE.get(serviceKilled) * comments) {
          interpreter.kill();
          Thread.sleep(AWAY);
          interpreter.comeBack();
          serviceKilled++;
        }
        Thread.sleep(LOOK);
        done = stage.translation(SOURCE).get("done").asLong();
      }
      return new Result(
          comments,
          stage.right(SOURCE),
          interpreter.again(),
          interpreter.calls(),
          (comments + TEXTS_IN_A_CALL - 1) / TEXTS_IN_A_CALL,
          serverKilled,
          serviceKilled,
          Launched.since(begun).toMillis() / 1e3);
    }
  }
}
