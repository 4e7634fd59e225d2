package dev.hearken.translation;

import dev.hearken.translator.Translator;
import java.util.Optional;
import java.util.function.Function;

/// What a server translates with.
///
/// @param translator the service
/// @param detector the language of a text, an ISO 639-1 code; nothing when it is not sure
/// @param cacheBytes how much of what was translated once is kept for other comments; 0 for none
/// @param monthlyCharacters how many characters may be sent in a month
public record Means(
    Translator translator,
    Function<String, Optional<String>> detector,
    long cacheBytes,
    long monthlyCharacters) {
  /// For a service that costs nothing.
  public static final long UNLIMITED = Long.MAX_VALUE;
}
