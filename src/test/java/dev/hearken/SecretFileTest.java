package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
  private static final Setting SECRET = Setting.HEARKEN_ADMIN_TOKEN;
  private static final String TOKEN = "secret-".repeat(8);

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("secret"), content);
  }

  private static Setting.Value value(Config config) {
    var value = config.values().get(SECRET);
    return value == null ? new Setting.Value("", "") : value;
  }

  private static Config config(Path file) {
    return Config.of(Map.of(SECRET.fileName(), file.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void theContentWithoutItsLastLineEndIsTheValue(String end) throws IOException {
    var file = file(TOKEN + end);

    var config = config(file);

    assertThat(config.adminToken().orElseThrow().text()).isEqualTo(TOKEN);
    assertThat(value(config).origin()).isEqualTo(file.toString());
    assertThat(config.shown(SECRET)).isEqualTo("********");
  }

  @Test
  void blanksAndFurtherLineEndsBelongToTheValue() throws IOException {
    var config =
        Config.of(
            Map.of(
                "HEARKEN_DATABASE_URL",
                "postgresql://h/d",
                "HEARKEN_DATABASE_PASSWORD_FILE",
                file(" a\n\n").toString()));

    assertThat(config.values().get(Setting.HEARKEN_DATABASE_PASSWORD))
        .extracting(Setting.Value::text)
        .isEqualTo(" a\n");
  }

  @ParameterizedTest
  @EnumSource
  void everySecretAndNothingElseCanComeFromAFile(Setting setting) throws IOException {
    var name = setting.name() + "_FILE";
    var file = file(TOKEN);

    if (setting.secret()) {
      assertThat(Config.of(Map.of(name, file.toString())).shown(setting)).isEqualTo("********");
    } else {
      assertThatThrownBy(() -> Config.of(Map.of(name, file.toString())))
          .isInstanceOf(Setting.Wrong.class)
          .hasMessageContaining("There is no setting " + name);
    }
  }

  @Test
  void bothInOnePlaceAreOneTooMany() throws IOException {
    var file = file(TOKEN);

    assertThatThrownBy(
            () -> Config.of(Map.of(SECRET.name(), TOKEN, SECRET.fileName(), file.toString())))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining(SECRET.name() + " and " + SECRET.fileName())
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining(TOKEN);
    assertThat(
            Config.of(Map.of(SECRET.name(), "", SECRET.fileName(), file.toString())).adminToken())
        .isPresent();
    assertThat(Config.of(Map.of(SECRET.name(), TOKEN, SECRET.fileName(), "")).adminToken())
        .isPresent();
  }

  @Test
  void theEnvironmentWinsWithEitherForm() throws IOException {
    var properties = folder.resolve("h.properties");
    var environment = TOKEN + "environment";

    Files.writeString(properties, SECRET.fileName() + "=/none/at/all\n");
    assertThat(
            Config.read(Map.of(SECRET.name(), environment), Optional.of(properties))
                .adminToken()
                .orElseThrow()
                .text())
        .isEqualTo(environment);

    Files.writeString(properties, SECRET.name() + "=" + TOKEN + "\n");
    assertThat(
            Config.read(
                    Map.of(SECRET.fileName(), file(environment).toString()),
                    Optional.of(properties))
                .adminToken()
                .orElseThrow()
                .text())
        .isEqualTo(environment);
  }

  @Test
  void aFileWithoutAUsableSecretIsNamedWithWhatWouldBeRight() throws IOException {
    assertRefused(folder.resolve("none"), "is not there");
    assertRefused(folder, "cannot be read");
    assertRefused(file(""), "is empty");
    assertRefused(file("\n"), "is empty");
    assertRefused(file("x".repeat((64 << 10) + 1)), "is larger than 64 KiB");
    assertRefused(Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff}), "UTF-8");
    assertThatThrownBy(() -> config(file("short-secret")))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining(SECRET.name())
        .hasMessageContaining(folder.toString())
        .hasMessageNotContaining("short-secret");
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> config(file))
        .isInstanceOf(Setting.Wrong.class)
        .hasMessageContaining(SECRET.fileName())
        .hasMessageContaining("'" + file + "'")
        .hasMessageContaining(why)
        .hasMessageContaining("it must hold " + SECRET.right());
  }

  @Test
  void thePageAboutSettingsNamesEverySecretThatCanComeFromAFile() throws IOException {
    var page = Files.readString(Path.of("docs/configuration.md"), StandardCharsets.UTF_8);
    var secret =
        page.lines()
            .filter(line -> line.contains("Secret are"))
            .findFirst()
            .map(line -> line.substring(line.indexOf("Secret are")))
            .orElseThrow();

    for (var setting : Setting.values()) {
      assertThat(secret.contains("`" + setting + "`"))
          .as(setting.name())
          .isEqualTo(setting.secret());
    }
  }
}
