package dev.hearken.intake;

/// What became of some lines, or would become of them.
///
/// @param bad how many were left out, for they are wrong
public record Counts(long added, long updated, long unchanged, long bad) {
  static final Counts NOTHING = new Counts(0, 0, 0, 0);

  Counts plus(Counts other) {
    return new Counts(
        added + other.added, updated + other.updated, unchanged + other.unchanged, bad + other.bad);
  }

  Counts withBad(long more) {
    return new Counts(added, updated, unchanged, bad + more);
  }

  /// How many were looked at.
  long all() {
    return added + updated + unchanged + bad;
  }

  /// For people.
  @Override
  public String toString() {
    var text = "%,d new, %,d updated, %,d unchanged".formatted(added, updated, unchanged);
    return bad == 0 ? text : text + ", %,d bad".formatted(bad);
  }
}
