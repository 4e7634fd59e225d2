package dev.hearken.intake;

import dev.hearken.http.Refusal;

/// What happens when something that was to come in is wrong.
@FunctionalInterface
interface BadLines {
  /// Something wrong.
  ///
  /// @param place the file, and the line or mail in it
  /// @param reason a sentence
  /// @param text as it stands there; empty where that would say nothing
  record Fault(String place, String reason, String text) {
    String sentence() {
      return place + ": " + reason;
    }

    /// What ends it here.
    Refusal stop() {
      return new Refusal.Invalid(
          "%s It stopped there: what stood before it in whole slices is in, and will be found unchanged next time. Mend it, or leave out what is wrong (--skip-bad FILE, or skip_bad=true)."
              .formatted(sentence()));
    }
  }

  /// Returns when it may be left out.
  void found(Fault fault);
}
