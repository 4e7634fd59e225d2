package dev.hearken.translator;

import java.util.List;
import java.util.Optional;

/// What must not be in a message: the key of a service, and the texts that were sent to it.
///
/// @param key none for a service that needs none
record Secrets(Optional<Key> key) {
  /// Shorter pieces of a text are words that any message may hold.
  private static final int PIECE = 16;

  /// Still shorter texts are no secrets.
  private static final int SHORTEST = 4;

  private static final int LONGEST = 200;

  /// What a service said, as it may be shown: in a line, and not at all when there is something of
  /// the key or of the texts in it.
  String shown(String message, List<String> texts) {
    var line = message.codePoints().limit(LONGEST).map(Secrets::visible);
    var shown =
        line.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    boolean secret =
        key.filter(each -> each.within(shown)).isPresent()
            || texts.stream()
                .map(String::strip)
                .anyMatch(text -> text.length() >= SHORTEST && Pieces.shared(shown, text, PIECE));
    return secret ? "" : shown;
  }

  private static int visible(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE
        ? ' '
        : character;
  }
}
