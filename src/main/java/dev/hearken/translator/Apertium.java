package dev.hearken.translator;

import dev.hearken.translator.Dialect.Nonsense;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Apertium as programs on this machine. The programs of a pair start with its first text, which
/// takes half a second, and stay: some 170 MB each, of at most four pairs at a time.
final class Apertium implements Translator {
  static final String NAME = "apertium";

  /// Where Debian and others put the modes.
  static final Path USUAL = Path.of("/usr/share/apertium/modes");

  private static final int MOST_PAIRS = 4;

  /// One text at a time: a second one would only wait for the first, and share its failure.
  private static final Limits LIMITS = new Limits(1, 80_000, 20_000);

  private final Path modes;
  private final Duration timeout;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /// The way of the texts of one pair.
  private static final class Lane {
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable ApertiumPipe pipe;

    void end() {
      if (pipe != null) {
        pipe.close();
        pipe = null;
      }
    }
  }

  /// @param modes folder of the files that name the programs of each pair
  /// @param timeout of one text
  Apertium(Path modes, Duration timeout) {
    this.modes = modes;
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Limits limits() {
    return LIMITS;
  }

  @Override
  public Answer translate(List<String> texts, String from, String to) {
    if (!Files.isDirectory(modes)) {
      return later("There is no folder %s: Apertium is not installed.".formatted(modes));
    }
    try {
      var mode = ApertiumMode.find(modes, from, to);
      if (mode.isEmpty()) {
        return new Answer.Skipped(
            "Apertium has no mode from '%s' to '%s' in %s.".formatted(from, to, modes));
      }
      return translate(texts, mode.get(), from + "-" + to);
    } catch (IOException e) {
      return later("Apertium cannot be started: a program of it is missing.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later("Apertium was not waited for.");
    }
  }

  private Answer translate(List<String> texts, ApertiumMode mode, String pair)
      throws IOException, InterruptedException {
    var lane = lanes.computeIfAbsent(pair, _ -> new Lane());
    if (!lane.turn.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      return later(
          "Apertium had other texts to translate for %s s.".formatted(timeout.toSeconds()));
    }
    try {
      var translated = new ArrayList<String>(texts.size());
      for (var text : texts) {
        translated.add(text.isBlank() ? text : translate(text, lane, mode));
      }
      return new Answer.Translated(Plausible.texts(texts, translated));
    } catch (Nonsense e) {
      // Whatever else is in the pipe belongs to no text.
      lane.end();
      return later("Apertium answered with nonsense: " + e.getMessage());
    } catch (ApertiumPipe.Ended e) {
      return e.slow()
          ? later("Apertium took longer than %s s for a text.".formatted(timeout.toSeconds()))
          : new Answer.Failed("Apertium ended twice over the same text.", false, Duration.ZERO);
    } finally {
      lane.turn.unlock();
    }
  }

  /// A pipe that ends over a text may have been about to end anyway: it is tried on a new one.
  private String translate(String text, Lane lane, ApertiumMode mode)
      throws IOException, InterruptedException, Nonsense, ApertiumPipe.Ended {
    var stream = ApertiumText.toStream(text);
    String answer;
    try {
      answer = pipe(lane, mode).ask(stream, timeout);
    } catch (ApertiumPipe.Ended e) {
      if (e.slow()) {
        throw e;
      }
      answer = pipe(lane, mode).ask(stream, timeout);
    }
    return ApertiumText.fromStream(answer)
        .orElseThrow(() -> new Nonsense("a text came back without its end"));
  }

  private ApertiumPipe pipe(Lane lane, ApertiumMode mode) throws IOException {
    if (lane.pipe == null || !lane.pipe.alive()) {
      lane.end();
      makeRoom();
      lane.pipe = ApertiumPipe.start(mode);
    }
    return lane.pipe;
  }

  /// Ends the programs of pairs that have nothing to do, when there are too many.
  private void makeRoom() {
    long open = lanes.values().stream().filter(lane -> lane.pipe != null).count();
    for (var lane : lanes.values()) {
      if (open >= MOST_PAIRS && !lane.turn.isHeldByCurrentThread() && lane.turn.tryLock()) {
        try {
          open -= lane.pipe == null ? 0 : 1;
          lane.end();
        } finally {
          lane.turn.unlock();
        }
      }
    }
  }

  private static Answer later(String why) {
    return new Answer.Failed(why, true, Duration.ZERO);
  }

  @Override
  public void close() {
    for (var lane : lanes.values()) {
      lane.turn.lock();
      try {
        lane.end();
      } finally {
        lane.turn.unlock();
      }
    }
  }
}
