package dev.hearken.translator;

import java.util.Optional;

/// A text as the programs of Apertium pass it on, and back. Apertium has filters of its own for
/// this, which cannot be used in a pipe that stays open: they wait for more behind the end of a
/// text.
final class ApertiumText {
  /// Characters that mean something in the stream.
  private static final String RESERVED = "\\[]^$/<>{}@*#+";

  /// Behind each text, so that its last sentence ends there; what is in brackets is passed on as it
  /// is.
  private static final String END = ".[]";

  private ApertiumText() {}

  static String toStream(String text) {
    var stream = new StringBuilder(text.length() + text.length() / 8);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (RESERVED.indexOf(character) >= 0) {
        stream.append('\\').append(character);
      } else if (character == '\n' || character == '\r' || character == '~') {
        // The last of the programs would swallow a tilde, even behind a backslash.
        stream.append('[').append(character).append(']');
      } else if (character != 0) {
        stream.append(character);
      }
    }
    return stream.append(END).toString();
  }

  /// Nothing when it is no whole text.
  static Optional<String> fromStream(String stream) {
    if (!stream.endsWith(END)) {
      return Optional.empty();
    }
    int end = stream.length() - END.length();
    var text = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char character = stream.charAt(i);
      if (character == '\\' && i + 1 < end) {
        text.append(stream.charAt(++i));
      } else if (character != '[' && character != ']') {
        text.append(character);
      }
    }
    return Optional.of(text.toString());
  }
}
