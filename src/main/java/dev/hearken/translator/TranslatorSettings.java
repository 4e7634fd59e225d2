package dev.hearken.translator;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Which service translates, and how it is reached.
///
/// @param kind [Kind#NONE] for none
/// @param address of the service; none for where it usually is
/// @param key none for a service that needs none
/// @param region of a resource of Azure that is not global
/// @param timeout of one call
public record TranslatorSettings(
    Kind kind,
    Optional<URI> address,
    Optional<Key> key,
    Optional<String> region,
    Duration timeout) {
  /// Without a service.
  public static final TranslatorSettings NONE =
      new TranslatorSettings(
          Kind.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(30));

  /// An address as it may be shown: people put keys into it.
  public static String masked(String address) {
    return address.replaceAll("//[^/@]*@", "//********@").replaceFirst("[?#].*", "?********");
  }

  /// The services that there are.
  public enum Kind {
    NONE(false, false),
    LIBRETRANSLATE(true, false),
    DEEPL(false, true),
    GOOGLE(false, true),
    AZURE(false, true),
    APERTIUM(false, false);

    private final boolean needsAddress;
    private final boolean needsKey;

    Kind(boolean needsAddress, boolean needsKey) {
      this.needsAddress = needsAddress;
      this.needsKey = needsKey;
    }

    public boolean needsAddress() {
      return needsAddress;
    }

    public boolean needsKey() {
      return needsKey;
    }
  }
}
