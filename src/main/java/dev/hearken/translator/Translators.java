package dev.hearken.translator;

import dev.hearken.translator.TranslatorSettings.Kind;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/// Makes the translator that the settings ask for, with a [CircuitBreaker] around it.
public final class Translators {
  private Translators() {}

  /// Nothing when no service is configured. Nobody is asked yet.
  public static Optional<Translator> of(TranslatorSettings settings, Clock clock) {
    return settings.kind() == Kind.NONE
        ? Optional.empty()
        : Optional.of(new CircuitBreaker(service(settings, clock), clock));
  }

  /// The service alone.
  static Translator service(TranslatorSettings settings, Clock clock) {
    var timeout = settings.timeout();
    return switch (settings.kind()) {
      case LIBRETRANSLATE -> new LibreTranslate(address(settings), settings.key(), timeout, clock);
      default -> throw new IllegalStateException(settings.kind().toString());
    };
  }

  private static URI address(TranslatorSettings settings) {
    return settings.address().orElseThrow();
  }
}
