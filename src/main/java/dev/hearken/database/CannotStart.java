package dev.hearken.database;

/// Something outside the server stands in the way of starting. The message is one or two sentences
/// for the person at the terminal: what is wrong and what to do about it.
public final class CannotStart extends RuntimeException {
  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
