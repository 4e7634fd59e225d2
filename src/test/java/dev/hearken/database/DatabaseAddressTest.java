package dev.hearken.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h:1/d, jdbc:postgresql://h:1/d, '', ''",
    "jdbc:postgresql://h/d?sslmode=require, jdbc:postgresql://h/d?sslmode=require, '', ''",
    "postgresql://h/d, jdbc:postgresql://h/d, '', ''",
    "postgres://u@h/d, jdbc:postgresql://h/d, u, ''",
    "postgresql://u:p@h:5432/d?a=b, jdbc:postgresql://h:5432/d?a=b, u, p",
    "postgresql://u%40x:p%3Aq%2F+@h/d, jdbc:postgresql://h/d, u@x, p:q/+",
  })
  void bothFormsAreUnderstood(String address, String url, String user, String password) {
    assertThat(DatabaseAddress.parse(address, "", ""))
        .contains(new DatabaseAddress(url, user, password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql://u:p@h/d", "jdbc:postgresql://h/d"})
  void userAndPasswordOfTheirOwnSettingsWin(String address) {
    assertThat(DatabaseAddress.parse(address, "other", "secret"))
        .contains(new DatabaseAddress("jdbc:postgresql://h/d", "other", "secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "h", "http://h/d", "jdbc:mysql://h/d", "postgresql:", "postgresql://h:port/d"})
  void anythingElseIsNone(String address) {
    assertThat(DatabaseAddress.parse(address, "", "")).isEmpty();
  }
}
