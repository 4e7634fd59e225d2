package dev.hearken.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class BinaryTimeTest {
  /// By when the driver has the database send binary forms.
  private static final int EXECUTIONS = 8;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1582-10-10T12:00:00.000001Z",
        "1999-12-31T23:59:59.999999Z",
        "2000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z"
      })
  void timesAreReadInWhicheverFormTheyCome(String text) throws Exception {
    var at = Instant.parse(text);
    assertThat(BinaryTime.instant(BinaryTime.micros(at))).isEqualTo(at);
    try (var database = TestDatabase.empty();
        var connection = database.dataSource().getConnection();
        var statement =
            connection.prepareStatement("SELECT CAST(? AS timestamptz), NULL::timestamptz")) {
      statement.setString(1, text);
      for (int i = 0; i < EXECUTIONS; i++) {
        try (var row = statement.executeQuery()) {
          row.next();
          assertThat(Columns.instant(row, 1)).isEqualTo(at);
          assertThat(Columns.instant(row, 2)).isNull();
        }
      }
    }
  }

  @Test
  void timesAreCutToMicroseconds() {
    var at = Instant.parse("1999-12-31T23:59:59.999999999Z");
    assertThat(BinaryTime.instant(BinaryTime.micros(at)))
        .isEqualTo(Instant.parse("1999-12-31T23:59:59.999999Z"));
  }
}
