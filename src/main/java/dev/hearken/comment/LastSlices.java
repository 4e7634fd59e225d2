package dev.hearken.comment;

import dev.hearken.project.FullName;

/// Whether something of the last slice for a source differed from what was there. So it will be
/// with the next one, probably: clients bring what is new, or all of it again, for a while. To be
/// wrong costs time and nothing else, so sources may share a place, and threads may see an older
/// answer.
final class LastSlices {
  private static final int PLACES = 1 << 12;

  private final boolean[] same = new boolean[PLACES];

  private static int place(FullName source) {
    return source.hashCode() & (PLACES - 1);
  }

  /// Also where there was none yet.
  boolean differed(FullName source) {
    return !same[place(source)];
  }

  void note(FullName source, Compared found) {
    same[place(source)] = found.same();
  }
}
