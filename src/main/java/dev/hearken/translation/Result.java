package dev.hearken.translation;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of a comment.
///
/// @param state as in the table
/// @param messages JSON as it is served, when it is done
/// @param servedDigest of these
/// @param reason why not, a sentence
/// @param after how long to wait until it is tried again
record Result(
    Slice.Waiting waiting,
    String state,
    @Nullable String messages,
    @Nullable ByteBuffer servedDigest,
    @Nullable String reason,
    Duration after) {
  private static final String NOTHING = "nothing";
  private static final String WAITING = "waiting";

  /// There is nothing to translate in it.
  static Result nothing(Slice.Waiting waiting) {
    return new Result(waiting, NOTHING, null, null, null, Duration.ZERO);
  }

  static Result done(Slice.Waiting waiting, String messages, byte[] servedDigest) {
    return new Result(
        waiting, "done", messages, ByteBuffer.wrap(servedDigest), null, Duration.ZERO);
  }

  static Result failed(Slice.Waiting waiting, String reason) {
    return new Result(waiting, "failed", null, null, reason, Duration.ZERO);
  }

  static Result skipped(Slice.Waiting waiting, String reason) {
    return new Result(waiting, "skipped", null, null, reason, Duration.ZERO);
  }

  static Result later(Slice.Waiting waiting, String reason, Duration after) {
    return new Result(waiting, WAITING, null, null, reason, after);
  }

  boolean isNothing() {
    return state.equals(NOTHING);
  }

  boolean isLater() {
    return state.equals(WAITING);
  }
}
