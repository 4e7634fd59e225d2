package dev.hearken.translation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the comments of a source are translated.
///
/// @param service what they are translated with; null when no server has a service
/// @param halted why nothing is translated at the moment, a sentence; null when something is
/// @param waiting how many wait for their turn, beside those that a walk will find
/// @param done how many are served translated
/// @param failed how many could not be translated
/// @param skipped how many are in a language that the service does not translate
/// @param backfill how far those are that were there before; null when all of them have been seen
/// @param failures the most frequent reasons
/// @param skips the most frequent reasons
/// @param charactersThisMonth how many were sent for this source
public record Progress(
    @Nullable String service,
    @Nullable String halted,
    long waiting,
    long done,
    long failed,
    long skipped,
    @Nullable Backfill backfill,
    List<Reason> failures,
    List<Reason> skips,
    long charactersThisMonth) {
  /// @param done how many comments have been looked at
  /// @param total how many there are
  public record Backfill(long done, long total) {}

  /// @param reason a sentence
  /// @param count how many comments it holds for
  public record Reason(String reason, long count) {}
}
