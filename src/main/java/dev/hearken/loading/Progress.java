package dev.hearken.loading;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the mails of a source's bucket are loaded.
///
/// @param waiting how many mails wait for their turn, beside those that a walk will find
/// @param done how many have become comments
/// @param failed how many could not
/// @param backfill null when the bucket is not walked
/// @param walk what the last walk changed, or the one that is under way so far; null before the
///   first one
/// @param failures some of them, for whoever may look at the mails
/// @param translation how far its comments are translated; null when they are not to be
record Progress(
    long waiting,
    long done,
    long failed,
    @Nullable Backfill backfill,
    @Nullable Walk walk,
    List<Failure> failures,
    dev.hearken.translation.@Nullable Progress translation) {
  /// The source has no bucket.
  static Progress without(dev.hearken.translation.@Nullable Progress translation) {
    return new Progress(0, 0, 0, null, null, List.of(), translation);
  }

  /// A walk through all mails of the bucket.
  ///
  /// @param done how many it has passed
  /// @param total how many there are
  record Backfill(long done, long total) {}

  /// How many comments a walk made, changed and left as they were.
  ///
  /// @param endedAt null while it is under way
  record Walk(long added, long updated, long unchanged, @Nullable Instant endedAt) {}

  /// @param reason a sentence that people understand
  /// @param attempts how often it was tried
  record Failure(String emailId, String reason, int attempts) {}
}
