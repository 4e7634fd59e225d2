package dev.hearken;

import dev.hearken.translator.Key;
import dev.hearken.translator.TranslatorSettings;
import dev.hearken.translator.TranslatorSettings.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The settings that say which service translates, checked together: what one service needs another
/// has no use for.
final class TranslatorConfig {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,512}");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{0,64}");
  private static final int LONGEST_SECONDS = 600;

  private TranslatorConfig() {}

  static TranslatorSettings read(SettingTexts text) {
    var kind = kind(text);
    var address = text.of(Setting.HEARKEN_TRANSLATOR_URL);
    var region = text.matching(Setting.HEARKEN_TRANSLATOR_REGION, REGION);
    if (kind.needsAddress() && address.isEmpty()) {
      throw missing(Setting.HEARKEN_TRANSLATOR_URL, kind);
    }
    if (kind.needsKey() && text.of(Setting.HEARKEN_TRANSLATOR_KEY).isEmpty()) {
      throw missing(Setting.HEARKEN_TRANSLATOR_KEY, kind);
    }
    return new TranslatorSettings(
        kind,
        address.isEmpty()
            ? Optional.empty()
            : Optional.of(
                address(kind, address)
                    .orElseThrow(() -> text.wrong(Setting.HEARKEN_TRANSLATOR_URL))),
        key(text),
        region.isEmpty() ? Optional.empty() : Optional.of(region),
        Duration.ofSeconds(text.number(Setting.HEARKEN_TRANSLATOR_SECONDS, 1, LONGEST_SECONDS)));
  }

  private static Kind kind(SettingTexts text) {
    return switch (text.of(Setting.HEARKEN_TRANSLATOR)) {
      case "none" -> Kind.NONE;
      case "libretranslate" -> Kind.LIBRETRANSLATE;
      case "deepl" -> Kind.DEEPL;
      case "google" -> Kind.GOOGLE;
      case "azure" -> Kind.AZURE;
      case "apertium" -> Kind.APERTIUM;
      default -> throw text.wrong(Setting.HEARKEN_TRANSLATOR);
    };
  }

  private static Optional<Key> key(SettingTexts text) {
    return text.of(Setting.HEARKEN_TRANSLATOR_KEY).isEmpty()
        ? Optional.empty()
        : Optional.of(new Key(text.matching(Setting.HEARKEN_TRANSLATOR_KEY, KEY)));
  }

  private static Setting.Wrong missing(Setting setting, Kind kind) {
    return new Setting.Wrong(
        "The setting %s is missing; for HEARKEN_TRANSLATOR=%s it must be %s."
            .formatted(setting, kind.toString().toLowerCase(Locale.ROOT), setting.right()));
  }

  /// An address without what could be a secret, and without the slash at its end.
  private static Optional<URI> address(Kind kind, String text) {
    try {
      var address = new URI(text);
      boolean right =
          kind == Kind.APERTIUM
              ? "file".equals(address.getScheme()) && address.getPath() != null
              : isWeb(address);
      return right ? Optional.of(new URI(text.replaceFirst("/+$", ""))) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isWeb(URI address) {
    return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
        && address.getHost() != null
        && address.getRawUserInfo() == null
        && address.getRawQuery() == null
        && address.getRawFragment() == null;
  }
}
