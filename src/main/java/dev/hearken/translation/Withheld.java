package dev.hearken.translation;

import dev.hearken.database.Id;
import java.util.ArrayList;
import java.util.List;

/// Sources that no server translates for a while, because translations of what they hold are on
/// their way: it would buy what is about to come. When whoever withholds them dies, servers go on
/// by themselves as soon as he has been silent for long enough.
public final class Withheld implements AutoCloseable {
  private final TurnStore turns;
  private final List<Turn> held = new ArrayList<>();
  private final List<Beat> beats = new ArrayList<>();

  Withheld(TurnStore turns) {
    this.turns = turns;
  }

  /// From now on this one, too.
  public void add(Id source) {
    turns
        .seize(source)
        .ifPresent(turn -> {
          held.add(turn);
          beats.add(new Beat(turns, turn));
        });
  }

  /// What still has no translation is translated now.
  @Override
  public void close() {
    beats.forEach(Beat::close);
    held.forEach(turn -> turns.giveBack(turn, true));
  }
}
