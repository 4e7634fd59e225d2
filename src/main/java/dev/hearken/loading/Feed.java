package dev.hearken.loading;

import dev.hearken.database.Id;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A source and what feeds it.
///
/// @param bucketId null when nothing feeds it any more
/// @param epoch what is begun in one must not be finished in another
/// @param tag names the recipe
/// @param recipeVersion of the recipe with which the walk through the bucket began
/// @param walked how far its bucket has been walked, nothing at the beginning; null when it is not
///   being walked
record Feed(
    Id sourceId,
    @Nullable Id bucketId,
    long epoch,
    @Nullable String tag,
    int recipeVersion,
    @Nullable ByteBuffer walked) {
  /// The same a little later.
  ///
  /// @param to null when the walk is over
  Feed walkedTo(@Nullable ByteBuffer to, int version) {
    return new Feed(sourceId, bucketId, epoch, tag, version, to);
  }

  /// Has another bucket, or none, just become its own?
  boolean begins() {
    return bucketId == null || (walked != null && !walked.hasRemaining());
  }
}
