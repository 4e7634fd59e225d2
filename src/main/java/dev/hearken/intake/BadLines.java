package dev.hearken.intake;

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
  }

  /// Returns when it may be left out.
  void found(Fault fault);
}
