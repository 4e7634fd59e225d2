package dev.hearken.mix;

import dev.hearken.load.Load;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One of those who do what a mix says, over HTTP or in another way. What he sends is made before,
/// for he shares the machine with what is measured.
public final class Worker implements Load.Worker {
  /// A way to do it.
  @FunctionalInterface
  public interface Way {
    /// @throws Exception when the answer is not the right one
    void go(Action action, Action.Once once) throws Exception;
  }

  private final int number;
  private final List<Action> pattern;
  private final Map<Action, List<Action.Once>> turns = new HashMap<>();
  private final Map<Action, Integer> next = new HashMap<>();
  private final Scene scene;
  private final Way way;

  public Worker(int number, Mix mix, Scene scene, Way way) {
    this.number = number;
    this.pattern = mix.pattern();
    this.scene = scene;
    this.way = way;
    for (var action : pattern) {
      if (!turns.containsKey(action)) {
        turns.put(
            action,
            java.util.stream.IntStream.range(0, Action.TURNS)
                .mapToObj(turn -> action.once(number, turn, scene.token()))
                .toList());
        // Not all of them read the same at the same time.
        next.put(action, action.shared() ? number * 31 % Action.TURNS : 0);
      }
    }
  }

  /// From the beginning, after the scene was cleared.
  public void restart() {
    next.replaceAll((action, turn) -> action.shared() ? turn : 0);
  }

  @Override
  public void prepare(int attempt) {
    var action = pattern.get(attempt % pattern.size());
    if (action.things() == 0 && turn(action) == Action.TURNS) {
      scene.clear(number);
      next.put(action, 0);
    }
  }

  @Override
  public void once(int attempt) throws Exception {
    var action = pattern.get(attempt % pattern.size());
    int turn = turn(action);
    next.put(action, turn + 1);
    way.go(action, java.util.Objects.requireNonNull(turns.get(action)).get(turn % Action.TURNS));
  }

  private int turn(Action action) {
    return next.getOrDefault(action, 0);
  }
}
