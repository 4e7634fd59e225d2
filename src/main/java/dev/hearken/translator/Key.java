package dev.hearken.translator;

/// What opens a service. It is shown nowhere: neither in a log nor in a message.
///
/// @param text visible ASCII characters
public record Key(String text) {
  /// Shorter pieces of a key tell nothing of it.
  private static final int PIECE = 6;

  /// Does a message hold the key, or a piece of it?
  boolean within(String message) {
    return Pieces.shared(message, text, PIECE);
  }

  @Override
  public String toString() {
    return "Key[********]";
  }
}
