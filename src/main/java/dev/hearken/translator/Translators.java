package dev.hearken.translator;

import dev.hearken.translator.TranslatorSettings.Kind;
import java.nio.file.Path;
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
    var address = settings.address();
    var timeout = settings.timeout();
    return switch (settings.kind()) {
      case LIBRETRANSLATE ->
          new LibreTranslate(address.orElseThrow(), settings.key(), timeout, clock);
      case DEEPL -> new DeepL(address, key(settings), timeout, clock);
      case GOOGLE -> new GoogleTranslate(address, key(settings), timeout, clock);
      case AZURE -> new AzureTranslator(address, key(settings), settings.region(), timeout, clock);
      case APERTIUM -> new Apertium(address.map(Path::of).orElse(Apertium.USUAL), timeout);
      case NONE -> throw new IllegalArgumentException("No service is configured");
    };
  }

  private static Key key(TranslatorSettings settings) {
    return settings.key().orElseThrow();
  }
}
