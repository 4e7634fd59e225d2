package dev.hearken.email;

/// What a put did with the different ids of a body: they add up to their number.
public record PutResult(long added, long updated, long unchanged) {
  public static final PutResult NOTHING = new PutResult(0, 0, 0);

  PutResult plus(PutResult other) {
    return new PutResult(added + other.added, updated + other.updated, unchanged + other.unchanged);
  }

  /// Was anything new, or did it differ?
  boolean changed() {
    return added + updated > 0;
  }
}
