package dev.hearken;

import dev.hearken.database.DatabaseAddress;
import dev.hearken.http.Limits;
import dev.hearken.http.Listener;
import dev.hearken.http.Origins;
import dev.hearken.http.TrustedProxies;
import dev.hearken.language.LanguageDetector;
import dev.hearken.language.Languages;
import dev.hearken.recipe.Recipes;
import dev.hearken.tls.IdentityFiles;
import dev.hearken.translation.Means;
import dev.hearken.translator.TranslatorSettings;
import dev.hearken.translator.Translators;
import dev.hearken.user.Token;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings a server runs with, each checked: a wrong one stops it with its name, its value and
/// what would be right.
///
/// @param monthlyCharacters that may be sent to be translated in a calendar month; 0 for any number
/// @param translationCacheBytes how much of what was translated is kept for other comments
/// @param values every setting as text, and where it came from
public record Config(
    String host,
    int port,
    String basePath,
    Optional<IdentityFiles> tls,
    TrustedProxies proxies,
    Origins origins,
    Path dataFolder,
    Optional<DatabaseAddress> database,
    int connections,
    Limits limits,
    Recipes recipes,
    Duration retentionEvery,
    TranslatorSettings translator,
    long monthlyCharacters,
    long translationCacheBytes,
    Languages languages,
    Optional<Token> adminToken,
    Optional<Token> metricsToken,
    LogFormat logFormat,
    Level logLevel,
    Map<Setting, Setting.Value> values) {

  private static final String PREFIX = "HEARKEN_";
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");
  private static final int MOST_CHARACTERS = 2_000_000_000;

  /// How lines of the log look.
  public enum LogFormat {
    TEXT,
    JSON
  }

  /// Settings from a map alone, as tests have them.
  public static Config of(Map<String, String> settings) {
    return read(settings, Optional.empty());
  }

  /// Reads the settings; what stands in the environment wins over the file.
  ///
  /// @throws Setting.Wrong when one of them is unknown or wrong
  public static Config read(Map<String, String> environment, Optional<Path> file) {
    var values = new EnumMap<Setting, Setting.Value>(Setting.class);
    for (var setting : Setting.values()) {
      values.put(setting, new Setting.Value(setting.standard(), "default"));
    }
    var files = new EnumMap<Setting, SecretFile>(Setting.class);
    file.ifPresent(path -> take(values, files, properties(path), path.toString()));
    take(values, files, environment, "environment");
    // Only now, for a file that something else wins over need not be there.
    files.forEach(
        (setting, secret) -> values.put(setting, new Setting.Value(secret.read(), secret.path())));
    return checked(values);
  }

  private static void take(
      Map<Setting, Setting.Value> values,
      Map<Setting, SecretFile> files,
      Map<String, String> settings,
      String origin) {
    // In order of their names, so that a secret's own name comes before that of its file.
    new TreeMap<>(settings)
        .forEach((name, text) -> {
          var inFile = Setting.inFile(name);
          if (inFile.isPresent()) {
            if (!text.isBlank()) {
              refuseBoth(inFile.get(), settings, origin);
              files.put(inFile.get(), new SecretFile(inFile.get(), text.strip(), origin));
            }
          } else if (name.startsWith(PREFIX) || !origin.equals("environment")) {
            var setting = Setting.named(name).orElseThrow(() -> unknown(name, origin));
            values.put(setting, new Setting.Value(text.strip(), origin));
            files.remove(setting);
          }
        });
  }

  private static void refuseBoth(Setting setting, Map<String, String> settings, String origin) {
    if (!settings.getOrDefault(setting.name(), "").isBlank()) {
      throw new Setting.Wrong(
          "The settings %s and %s ('%s') are both given (%s); only one of them must be."
              .formatted(setting, setting.fileName(), settings.get(setting.fileName()), origin));
    }
  }

  private static Setting.Wrong unknown(String name, String origin) {
    var nearest =
        Arrays.stream(Setting.values())
            .flatMap(setting ->
                setting.secret()
                    ? Stream.of(setting.name(), setting.fileName())
                    : Stream.of(setting.name()))
            .min(Comparator.comparingInt(known -> distance(name, known)))
            .orElseThrow();
    return new Setting.Wrong(
        "There is no setting %s (%s); perhaps %s is meant.".formatted(name, origin, nearest));
  }

  /// How many characters must be changed to turn one name into the other.
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    Arrays.setAll(above, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }

  private static Map<String, String> properties(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Setting.Wrong(
          "The file of settings %s cannot be read: %s.".formatted(file, e.getMessage()));
    }
    var settings = new TreeMap<String, String>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return settings;
  }

  private static Config checked(Map<Setting, Setting.Value> values) {
    var text = new SettingTexts(values);
    var url = text.of(Setting.HEARKEN_DATABASE_URL);
    return new Config(
        text.notEmpty(Setting.HEARKEN_HOST),
        text.number(Setting.HEARKEN_PORT, 0, 65_535),
        text.matching(Setting.HEARKEN_BASE_PATH, PATH),
        tls(text),
        TrustedProxies.parse(text.of(Setting.HEARKEN_TRUSTED_PROXIES))
            .orElseThrow(() -> text.wrong(Setting.HEARKEN_TRUSTED_PROXIES)),
        Origins.parse(text.of(Setting.HEARKEN_CORS_ORIGINS))
            .orElseThrow(() -> text.wrong(Setting.HEARKEN_CORS_ORIGINS)),
        Path.of(text.notEmpty(Setting.HEARKEN_DATA_DIR)),
        url.isEmpty()
            ? Optional.empty()
            : Optional.of(
                DatabaseAddress.parse(
                        url,
                        text.of(Setting.HEARKEN_DATABASE_USER),
                        text.of(Setting.HEARKEN_DATABASE_PASSWORD))
                    .orElseThrow(() -> text.wrong(Setting.HEARKEN_DATABASE_URL))),
        text.number(Setting.HEARKEN_DATABASE_CONNECTIONS, 2, 100),
        limits(text),
        Recipes.parse(text.of(Setting.HEARKEN_TRANSFORM_TAGS))
            .orElseThrow(() -> text.wrong(Setting.HEARKEN_TRANSFORM_TAGS)),
        Duration.ofMinutes(text.number(Setting.HEARKEN_RETENTION_MINUTES, 1, 10_080)),
        TranslatorConfig.read(text),
        text.number(Setting.HEARKEN_TRANSLATOR_MONTHLY_CHARACTERS, 0, MOST_CHARACTERS),
        (long) text.number(Setting.HEARKEN_TRANSLATION_CACHE_MEGABYTES, 0, 100_000) << 20,
        Languages.parse(text.of(Setting.HEARKEN_LANGUAGES))
            .orElseThrow(() -> text.wrong(Setting.HEARKEN_LANGUAGES)),
        text.token(Setting.HEARKEN_ADMIN_TOKEN),
        text.token(Setting.HEARKEN_METRICS_TOKEN),
        switch (text.of(Setting.HEARKEN_LOG_FORMAT)) {
          case "text" -> LogFormat.TEXT;
          case "json" -> LogFormat.JSON;
          default -> throw text.wrong(Setting.HEARKEN_LOG_FORMAT);
        },
        switch (text.of(Setting.HEARKEN_LOG_LEVEL)) {
          case "debug" -> Level.FINE;
          case "info" -> Level.INFO;
          case "warning" -> Level.WARNING;
          case "error" -> Level.SEVERE;
          default -> throw text.wrong(Setting.HEARKEN_LOG_LEVEL);
        },
        values);
  }

  private static Limits limits(SettingTexts text) {
    return new Limits(
        text.number(Setting.HEARKEN_MAX_CONNECTIONS, 1, 1_000_000),
        text.number(Setting.HEARKEN_MAX_REQUESTS, 1, 100_000),
        Duration.ofSeconds(text.number(Setting.HEARKEN_IDLE_SECONDS, 1, 3_600)),
        Duration.ofSeconds(text.number(Setting.HEARKEN_HEADER_SECONDS, 1, 3_600)),
        Limits.STANDARD.bodyBytesPerSecond(),
        Limits.STANDARD.bodyPatience(),
        text.number(Setting.HEARKEN_RATE_LIMIT, 0, 1_000_000));
  }

  /// What is in the files is looked at by the server alone: others may not be allowed to read the
  /// key.
  private static Optional<IdentityFiles> tls(SettingTexts text) {
    var certificate = text.of(Setting.HEARKEN_TLS_CERTIFICATE);
    var key = text.of(Setting.HEARKEN_TLS_KEY);
    if (certificate.isEmpty() != key.isEmpty()) {
      var missing = key.isEmpty() ? Setting.HEARKEN_TLS_KEY : Setting.HEARKEN_TLS_CERTIFICATE;
      throw new Setting.Wrong(
          "The setting %s is missing; for TLS it must be %s, and for plain HTTP neither %s nor %s must be set."
              .formatted(
                  missing,
                  missing.right(),
                  Setting.HEARKEN_TLS_CERTIFICATE,
                  Setting.HEARKEN_TLS_KEY));
    }
    return key.isEmpty()
        ? Optional.empty()
        : Optional.of(new IdentityFiles(Path.of(certificate), Path.of(key), IdentityFiles.USUAL));
  }

  /// Where the server listens, and for whom.
  public Listener listener() {
    return new Listener(host, port, basePath, tls, proxies, origins, limits);
  }

  /// A setting as it may be shown to anybody.
  public String shown(Setting setting) {
    return new SettingTexts(values).shown(setting);
  }

  /// What comments are translated with; nothing when no service is configured. Nobody is asked yet,
  /// and no model of a language is read.
  Optional<Means> means() {
    return Translators.of(translator(), Clock.systemUTC())
        .map(translator ->
            new Means(
                translator,
                LanguageDetector.of(languages())::detect,
                translationCacheBytes(),
                monthlyCharacters() == 0 ? Means.UNLIMITED : monthlyCharacters()));
  }
}
