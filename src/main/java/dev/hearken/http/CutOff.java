package dev.hearken.http;

import java.io.IOException;

/// What is being sent is not sent to its end, which is no fault of ours.
public final class CutOff extends IOException {
  /// @param reason as the end of a sentence
  public CutOff(String reason) {
    super(reason);
  }
}
