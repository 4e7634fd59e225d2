package dev.hearken.comment;

import dev.hearken.project.FullName;

/// Will something of the next slice for a source differ from what is there? As with the last one:
/// clients bring what is new or bring all of it again, for a while. A wrong guess costs time and
/// nothing else, so sources may share a place, and threads may see an older guess.
final class Guess {
  private static final int PLACES = 1 << 12;

  private final boolean[] same = new boolean[PLACES];

  private static int place(FullName source) {
    return source.hashCode() & (PLACES - 1);
  }

  boolean differs(FullName source) {
    return !same[place(source)];
  }

  void was(FullName source, boolean differing) {
    same[place(source)] = !differing;
  }
}
