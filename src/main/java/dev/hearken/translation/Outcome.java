package dev.hearken.translation;

import java.time.Duration;

/// What became of a text.
sealed interface Outcome {
  /// Nobody asked the service, for it is not the time to.
  Outcome UNASKED = new Unasked();

  record Known(String text) implements Outcome {}

  /// @param why a sentence
  record Skipped(String why) implements Outcome {}

  /// @param why a sentence
  record Failed(String why) implements Outcome {}

  /// It may be known when it is tried again.
  ///
  /// @param why a sentence
  /// @param after not before
  record Later(String why, Duration after) implements Outcome {}

  record Unasked() implements Outcome {}
}
