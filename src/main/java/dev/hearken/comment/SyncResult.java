package dev.hearken.comment;

/// What a sync did with the different ids of a body: the first three add up to their number.
///
/// @param updatedTextChanged how many of the updated ones have other messages now
/// @param updatedPropertiesOnly how many of them differ in nothing but their properties
public record SyncResult(
    long added, long updated, long unchanged, long updatedTextChanged, long updatedPropertiesOnly) {
  public static final SyncResult NOTHING = new SyncResult(0, 0, 0, 0, 0);

  /// Of both.
  public SyncResult plus(SyncResult other) {
    return new SyncResult(
        added + other.added,
        updated + other.updated,
        unchanged + other.unchanged,
        updatedTextChanged + other.updatedTextChanged,
        updatedPropertiesOnly + other.updatedPropertiesOnly);
  }
}
