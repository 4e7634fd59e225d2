package dev.hearken.loading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the mails of a source's bucket are loaded.
///
/// @param waiting how many mails wait for their turn, beside those that a walk will find
/// @param done how many have become comments
/// @param failed how many could not
/// @param backfill null when the bucket is not walked
/// @param failures some of them, for whoever may look at the mails
record Progress(
    long waiting, long done, long failed, @Nullable Backfill backfill, List<Failure> failures) {
  /// The source has no bucket.
  static final Progress NONE = new Progress(0, 0, 0, null, List.of());

  /// A walk through all mails of the bucket.
  ///
  /// @param done how many it has passed
  /// @param total how many there are
  record Backfill(long done, long total) {}

  /// @param reason a sentence that people understand
  /// @param attempts how often it was tried
  record Failure(String emailId, String reason, int attempts) {}
}
