package dev.hearken;

import java.util.Arrays;
import java.util.Optional;

/// Everything that can be set, by its name in the environment and in a properties file.
/// `docs/configuration.md` shows the same to people.
public enum Setting {
  HEARKEN_HOST("127.0.0.1", "an address or host name of this machine"),
  HEARKEN_PORT("8080", "a whole number from 0 to 65535, 0 for any free port"),
  HEARKEN_BASE_PATH("", "a path such as /organisation/tenant, of letters, digits and . _ ~ -"),
  HEARKEN_TLS_CERTIFICATE("", "a PEM file of certificates, the server's own first"),
  HEARKEN_TLS_KEY("", "a PEM file of the certificate's private key"),
  HEARKEN_TRUSTED_PROXIES("", "addresses and networks such as 10.0.0.0/8, separated by commas"),
  HEARKEN_CORS_ORIGINS(
      "",
      "origins such as https://app.example.com, separated by commas; not *, for then any page of the web could send requests with a token that it got hold of"),
  HEARKEN_DATA_DIR("./data", "a folder"),
  HEARKEN_DATABASE_URL(
      "", "jdbc:postgresql://host:port/database or postgresql://user:password@host:port/database"),
  HEARKEN_DATABASE_USER("", "the name of a role"),
  HEARKEN_DATABASE_PASSWORD("", "the password of the role", Kind.SECRET),
  HEARKEN_DATABASE_CONNECTIONS("8", "a whole number from 2 to 100"),
  HEARKEN_MAX_CONNECTIONS("4096", "a whole number from 1 to 1000000"),
  HEARKEN_MAX_REQUESTS("256", "a whole number from 1 to 100000"),
  HEARKEN_IDLE_SECONDS("60", "a whole number from 1 to 3600"),
  HEARKEN_HEADER_SECONDS("15", "a whole number from 1 to 3600"),
  HEARKEN_RATE_LIMIT("0", "a whole number from 0 to 1000000, 0 for no limit"),
  HEARKEN_TRANSFORM_TAGS(
      "",
      "pairs such as mine.1.TAG=generic.0.CONVKER5, separated by commas: a tag of the form name.number.CODE, and one that the server knows"),
  HEARKEN_RETENTION_MINUTES("60", "a whole number from 1 to 10080"),
  HEARKEN_TRANSLATOR("none", "none, libretranslate, deepl, google, azure or apertium"),
  HEARKEN_TRANSLATOR_URL(
      "",
      "the address of the service, such as http://localhost:5000, without user, query and fragment; for apertium its folder of modes, such as file:///usr/share/apertium/modes"),
  HEARKEN_TRANSLATOR_KEY("", "1 to 512 visible ASCII characters without blanks", Kind.SECRET),
  HEARKEN_TRANSLATOR_REGION("", "a region of Azure such as westeurope"),
  HEARKEN_TRANSLATOR_SECONDS("30", "a whole number from 1 to 600"),
  HEARKEN_TRANSLATOR_MONTHLY_CHARACTERS("0", "a whole number from 0 to 2000000000, 0 for no limit"),
  HEARKEN_TRANSLATION_CACHE_MEGABYTES("256", "a whole number from 0 to 100000, 0 for no cache"),
  HEARKEN_LANGUAGES(
      "en,de,fr,es,it,pt,nl,pl,ru,sv",
      "two or more different two-letter codes of languages, separated by commas, of those that have models"),
  HEARKEN_ADMIN_TOKEN("", "32 to 512 visible ASCII characters without blanks", Kind.SECRET),
  HEARKEN_METRICS_TOKEN("", "32 to 512 visible ASCII characters without blanks", Kind.SECRET),
  HEARKEN_LOG_FORMAT("text", "text or json"),
  HEARKEN_LOG_LEVEL("info", "debug, info, warning or error"),
  HEARKEN_JAVA_HOME("", "the folder of a JDK 25", Kind.OUTSIDE),
  HEARKEN_JAVA_OPTIONS("", "options of the Java virtual machine", Kind.OUTSIDE),
  HEARKEN_TEST_DATA("", "a folder of real data", Kind.OUTSIDE);

  /// A value and where it came from: `default`, `environment`, or the name of a file.
  public record Value(String text, String origin) {}

  /// A setting is unknown or wrong. The message is a sentence for the person who set it.
  public static final class Wrong extends RuntimeException {
    Wrong(String message) {
      super(message);
    }
  }

  private enum Kind {
    PLAIN,
    SECRET,
    /// Read by the launcher or the tests, not by the server.
    OUTSIDE
  }

  private final String standard;
  private final String right;
  private final Kind kind;

  Setting(String standard, String right) {
    this(standard, right, Kind.PLAIN);
  }

  Setting(String standard, String right, Kind kind) {
    this.standard = standard;
    this.right = right;
    this.kind = kind;
  }

  /// The value where nothing is set; empty for none.
  public String standard() {
    return standard;
  }

  /// What a value must be.
  public String right() {
    return right;
  }

  /// Must its value never be shown?
  public boolean secret() {
    return kind == Kind.SECRET;
  }

  /// Does the server itself read it?
  public boolean ofServer() {
    return kind != Kind.OUTSIDE;
  }

  /// What names a file that holds the value, for those that are secret.
  public String fileName() {
    return name() + "_FILE";
  }

  /// The secret setting that `name` names a file for.
  static Optional<Setting> inFile(String name) {
    return Arrays.stream(values())
        .filter(setting -> setting.secret() && setting.fileName().equals(name))
        .findFirst();
  }

  static Optional<Setting> named(String name) {
    return Arrays.stream(values()).filter(setting -> setting.name().equals(name)).findFirst();
  }
}
