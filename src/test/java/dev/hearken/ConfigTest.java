package dev.hearken;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.http.Limits;
import dev.hearken.translator.TranslatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigTest {
  @Test
  void withoutAnySettingTheServerRunsOnALaptop() {
    var config = Config.of(Map.of());

    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.basePath()).isEmpty();
    assertThat(config.dataFolder()).isEqualTo(Path.of("./data"));
    assertThat(config.tls()).isEmpty();
    assertThat(config.proxies().isEmpty()).isTrue();
    assertThat(config.database()).isEmpty();
    assertThat(config.connections()).isEqualTo(8);
    assertThat(config.limits()).isEqualTo(Limits.STANDARD);
    assertThat(config.translator()).isEqualTo(TranslatorSettings.NONE);
    assertThat(config.languages().codes()).hasSize(10);
    assertThat(config.adminToken()).isEmpty();
    assertThat(config.logFormat()).isEqualTo(Config.LogFormat.TEXT);
    assertThat(config.logLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void everySettingIsRead() {
    var config =
        Config.of(
            Map.ofEntries(
                entry("HEARKEN_HOST", "::1"),
                entry("HEARKEN_PORT", "0"),
                entry("HEARKEN_BASE_PATH", "/org/tenant/reinfer_"),
                entry("HEARKEN_DATA_DIR", "/var/lib/hearken"),
                entry("HEARKEN_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
                entry("HEARKEN_DATABASE_CONNECTIONS", "32"),
                entry("HEARKEN_MAX_CONNECTIONS", "1"),
                entry("HEARKEN_MAX_REQUESTS", "2"),
                entry("HEARKEN_IDLE_SECONDS", "3"),
                entry("HEARKEN_HEADER_SECONDS", "4"),
                entry("HEARKEN_RATE_LIMIT", "5"),
                entry("HEARKEN_RETENTION_MINUTES", "7"),
                entry("HEARKEN_TRANSLATOR_MONTHLY_CHARACTERS", "500000"),
                entry("HEARKEN_LANGUAGES", "en, de"),
                entry("HEARKEN_ADMIN_TOKEN", "t".repeat(32)),
                entry("HEARKEN_LOG_FORMAT", "json"),
                entry("HEARKEN_LOG_LEVEL", "warning"),
                entry("PATH", "/usr/bin")));

    assertThat(config.host()).isEqualTo("::1");
    assertThat(config.port()).isZero();
    assertThat(config.basePath()).isEqualTo("/org/tenant/reinfer_");
    assertThat(config.dataFolder()).isEqualTo(Path.of("/var/lib/hearken"));
    assertThat(config.proxies().isEmpty()).isFalse();
    assertThat(config.connections()).isEqualTo(32);
    assertThat(config.retentionEvery()).isEqualTo(Duration.ofMinutes(7));
    assertThat(config.monthlyCharacters()).isEqualTo(500_000);
    assertThat(config.languages().codes()).containsExactly("en", "de");
    assertThat(config.limits())
        .isEqualTo(
            new Limits(
                1,
                2,
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Limits.STANDARD.bodyBytesPerSecond(),
                Limits.STANDARD.bodyPatience(),
                5));
    assertThat(config.adminToken().orElseThrow().text()).isEqualTo("t".repeat(32));
    assertThat(config.logFormat()).isEqualTo(Config.LogFormat.JSON);
    assertThat(config.logLevel()).isEqualTo(Level.WARNING);
  }

  @ParameterizedTest
  @CsvSource({
    "HEARKEN_HOST, ''",
    "HEARKEN_PORT, http",
    "HEARKEN_PORT, 65536",
    "HEARKEN_PORT, -1",
    "HEARKEN_BASE_PATH, reinfer_",
    "HEARKEN_BASE_PATH, /a/",
    "HEARKEN_BASE_PATH, /a b",
    "HEARKEN_TRUSTED_PROXIES, localhost",
    "HEARKEN_TRUSTED_PROXIES, 10.0.0.0/33",
    "HEARKEN_TRUSTED_PROXIES, '10.0.0.1,'",
    "HEARKEN_CORS_ORIGINS, *",
    "HEARKEN_CORS_ORIGINS, 'https://app.example.com, *'",
    "HEARKEN_CORS_ORIGINS, https://*.example.com",
    "HEARKEN_CORS_ORIGINS, app.example.com",
    "HEARKEN_CORS_ORIGINS, https://app.example.com/",
    "HEARKEN_CORS_ORIGINS, https://app.example.com:443",
    "HEARKEN_CORS_ORIGINS, https://App.example.com",
    "HEARKEN_CORS_ORIGINS, null",
    "HEARKEN_DATA_DIR, ''",
    "HEARKEN_DATABASE_URL, mysql://x/y",
    "HEARKEN_DATABASE_URL, nonsense",
    "HEARKEN_DATABASE_URL, jdbc:postgresql:",
    "HEARKEN_DATABASE_CONNECTIONS, 1",
    "HEARKEN_DATABASE_CONNECTIONS, 101",
    "HEARKEN_MAX_CONNECTIONS, 0",
    "HEARKEN_MAX_REQUESTS, 0",
    "HEARKEN_IDLE_SECONDS, 0",
    "HEARKEN_IDLE_SECONDS, 60s",
    "HEARKEN_HEADER_SECONDS, 3601",
    "HEARKEN_RATE_LIMIT, -1",
    "HEARKEN_RETENTION_MINUTES, 0",
    "HEARKEN_TRANSLATOR, DeepL",
    "HEARKEN_TRANSLATOR_URL, localhost:5000",
    "HEARKEN_TRANSLATOR_URL, ftp://localhost",
    "HEARKEN_TRANSLATOR_URL, http://",
    "HEARKEN_TRANSLATOR_URL, 'http://a b'",
    "HEARKEN_TRANSLATOR_REGION, west europe",
    "HEARKEN_TRANSLATOR_SECONDS, 0",
    "HEARKEN_TRANSLATOR_SECONDS, 601",
    "HEARKEN_TRANSLATOR_MONTHLY_CHARACTERS, -1",
    "HEARKEN_TRANSLATOR_MONTHLY_CHARACTERS, 500k",
    "HEARKEN_LANGUAGES, ''",
    "HEARKEN_LANGUAGES, en",
    "HEARKEN_LANGUAGES, 'en,de,xx'",
    "HEARKEN_LANGUAGES, 'en,en'",
    "HEARKEN_LOG_FORMAT, xml",
    "HEARKEN_LOG_LEVEL, INFO",
  })
  void aWrongValueIsNamedWithWhatWouldBeRight(String name, String value) {
    assertThatThrownBy(() -> Config.of(Map.of(name, value)))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining(name)
        .hasMessageContaining("'" + value + "'")
        .hasMessageContaining("it must be " + Setting.valueOf(name).right());
  }

  @ParameterizedTest
  @CsvSource({
    "short",
    "'with blanks in it, which no header can carry'",
    "zu-kürzen-wäre-dieses-nicht-gewesen"
  })
  void aWrongTokenIsRefusedWithoutBeingShown(String token) {
    assertThatThrownBy(() -> Config.of(Map.of("HEARKEN_ADMIN_TOKEN", token)))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining("HEARKEN_ADMIN_TOKEN")
        .hasMessageNotContaining(token);
  }

  @Test
  void aCertificateAndItsKeyBelongTogether() {
    var config =
        Config.of(Map.of("HEARKEN_TLS_CERTIFICATE", "/c.pem", "HEARKEN_TLS_KEY", "/k.pem"));

    assertThat(config.tls().orElseThrow().certificate()).isEqualTo(Path.of("/c.pem"));
    assertThat(config.tls().orElseThrow().key()).isEqualTo(Path.of("/k.pem"));
    assertThatThrownBy(() -> Config.of(Map.of("HEARKEN_TLS_CERTIFICATE", "/c.pem")))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining("The setting HEARKEN_TLS_KEY is missing");
    assertThatThrownBy(() -> Config.of(Map.of("HEARKEN_TLS_KEY", "/k.pem")))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining("The setting HEARKEN_TLS_CERTIFICATE is missing");
  }

  @Test
  void anUnknownSettingIsNamedWithItsNearestKin() {
    assertThatThrownBy(() -> Config.of(Map.of("HEARKEN_PROT", "1")))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining("HEARKEN_PROT")
        .hasMessageContaining("HEARKEN_PORT");
  }

  @Test
  void theEnvironmentWinsOverTheFileAndEachValueKnowsItsOrigin(@TempDir Path folder)
      throws IOException {
    var file =
        Files.writeString(folder.resolve("h.properties"), "HEARKEN_PORT=1\nHEARKEN_HOST=file\n");

    var config = Config.read(Map.of("HEARKEN_PORT", "2"), Optional.of(file));

    assertThat(config.port()).isEqualTo(2);
    assertThat(config.host()).isEqualTo("file");
    assertThat(config.values().get(Setting.HEARKEN_PORT))
        .isEqualTo(new Setting.Value("2", "environment"));
    assertThat(config.values().get(Setting.HEARKEN_HOST))
        .isEqualTo(new Setting.Value("file", file.toString()));
    assertThat(config.values().get(Setting.HEARKEN_LOG_LEVEL))
        .isEqualTo(new Setting.Value("info", "default"));
  }

  @Test
  void aFileIsCheckedLikeTheEnvironment(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("h.properties"), "port=1\n");

    assertThatThrownBy(() -> Config.read(Map.of(), Optional.of(file)))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining("There is no setting port")
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> Config.read(Map.of(), Optional.of(folder.resolve("none"))))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining("none");
  }

  @Test
  void secretsAreNeverShown() {
    var config =
        Config.of(
            Map.of(
                "HEARKEN_ADMIN_TOKEN", "s".repeat(40),
                "HEARKEN_DATABASE_PASSWORD", "geheim",
                "HEARKEN_DATABASE_URL", "postgresql://u:geheim@h/d?password=geheim"));

    for (var setting : Setting.values()) {
      assertThat(config.shown(setting)).doesNotContain("geheim").doesNotContain("sss");
    }
    assertThat(config.shown(Setting.HEARKEN_DATABASE_URL))
        .contains("postgresql://u:")
        .contains("@h/d");
    assertThat(config.database().orElseThrow().toString()).doesNotContain("geheim");
  }

  @ParameterizedTest
  @EnumSource
  void everySettingHasAPlaceOnThePageAboutThem(Setting setting) throws IOException {
    var page = Files.readString(Path.of("docs/configuration.md"));
    var standard = setting.standard().isEmpty() ? "none" : "`" + setting.standard() + "`";

    assertThat(page).contains("| `" + setting + "` | " + standard + " |");
  }

  @Test
  void thePageKnowsNoFurtherSettings() throws IOException {
    var page = Files.readString(Path.of("docs/configuration.md"));

    assertThat(page.lines().filter(line -> line.startsWith("| `HEARKEN_")))
        .hasSameSizeAs(Setting.values());
  }
}
