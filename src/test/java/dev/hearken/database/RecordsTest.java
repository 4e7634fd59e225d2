package dev.hearken.database;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class RecordsTest {
  /// From the fifth execution on the driver is sent values in binary form.
  private static final int EXECUTIONS = 7;

  private static TestDatabase testDatabase;

  @BeforeAll
  static void start() {
    testDatabase = TestDatabase.empty();
  }

  @AfterAll
  static void stop() {
    testDatabase.close();
  }

  @Test
  void fieldsArriveAsTheyAre() throws SQLException {
    var sql =
        """
        SELECT string_agg(record_send(ROW(
          number, CAST('Grüße 😀' AS text), CAST(NULL AS boolean), CAST('0001-01-01T00:00:00.000001Z' AS timestamptz),
          CAST('{"a": [1]}' AS text), CAST('{3,-7}' AS integer[]), CAST(NULL AS text), CAST('' AS text)
        )), '')
        FROM generate_series(-1, 1) number
        """;
    try (var connection = testDatabase.dataSource().getConnection()) {
      for (int i = 0; i < EXECUTIONS; i++) {
        var records = records(connection, sql);
        for (int number = -1; number <= 1; number++) {
          var row = requireNonNull(records.next());
          assertThat(row.integer(0)).isEqualTo(number);
          assertThat(row.text(1)).isEqualTo("Grüße 😀");
          assertThat(row.isNull(2)).isTrue();
          assertThat(row.time(3)).isEqualTo(Instant.parse("0001-01-01T00:00:00.000001Z"));
          assertThat(row.json(4)).hasToString("{\"a\": [1]}");
          assertThat(row.integers(5)).containsExactly(3, -7);
          assertThat(row.isNull(6)).isTrue();
          assertThat(row.textOrNull(6)).isNull();
          assertThat(row.integers(6)).isNull();
          assertThat(row.text(7)).isEmpty();
        }
        assertThat(records.next()).isNull();
      }
    }
  }

  @Test
  void anEmptyArrayHasNoElements() throws SQLException {
    try (var connection = testDatabase.dataSource().getConnection()) {
      var records = records(connection, "SELECT record_send(ROW(CAST('{}' AS integer[]), true))");
      var row = requireNonNull(records.next());
      assertThat(row.integers(0)).isEqualTo(List.of());
      assertThat(row.isNull(1)).isFalse();
    }
  }

  @Test
  void thereMayBeNoRows() throws SQLException {
    try (var connection = testDatabase.dataSource().getConnection()) {
      var records =
          records(
              connection, "SELECT string_agg(record_send(ROW(1)), '') FROM pg_class WHERE false");
      assertThat(records.next()).isNull();
    }
  }

  private static Records records(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql);
        var row = statement.executeQuery()) {
      row.next();
      return new Records(row.getBytes(1));
    }
  }
}
