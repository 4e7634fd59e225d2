package dev.hearken.translator;

/// What two texts have in common.
final class Pieces {
  private Pieces() {}

  /// Does `message` hold `secret`, or any piece of it of so many characters?
  static boolean shared(String message, String secret, int length) {
    if (secret.isBlank()) {
      return false;
    }
    if (secret.length() <= length) {
      return message.contains(secret);
    }
    for (int i = 0; i + length <= message.length(); i++) {
      if (secret.contains(message.substring(i, i + length))) {
        return true;
      }
    }
    return false;
  }
}
