package dev.hearken.database;

import static dev.hearken.database.EmbeddedDatabaseTest.ask;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
  @Test
  void eachIsOfItsOwn() throws SQLException {
    try (var one = TestDatabase.fresh();
        var other = TestDatabase.fresh()) {
      ask(one.dataSource(), "CREATE TABLE mine (a int)");
      assertThat(ask(other.dataSource(), "SELECT to_regclass('mine') IS NULL")).isEqualTo("t");
    }
  }

  @Test
  void theServersRoleIsNoSuperuserAndTheOtherIs() throws SQLException {
    var question = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user";
    try (var database = TestDatabase.fresh()) {
      assertThat(ask(database.dataSource(), question)).isEqualTo("f");
      assertThat(ask(database.superuser(), question)).isEqualTo("t");
    }
  }

  @Test
  void closingDropsItUnderOpenConnections() throws SQLException {
    var database = TestDatabase.fresh();
    try (var open = database.dataSource().getConnection()) {
      database.close();
      assertThat(open.isValid(1)).isFalse();
    }
  }
}
