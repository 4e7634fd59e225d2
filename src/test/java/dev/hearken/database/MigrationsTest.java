package dev.hearken.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.empty();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void stepsAreAppliedOnceAndInOrder() throws SQLException {
    apply("first");
    ask("INSERT INTO fruit VALUES ('apple')");
    apply("second");
    apply("second");
    assertThat(ask("SELECT name || coalesce(colour, '?') FROM fruit")).isEqualTo("apple?");
  }

  @Test
  void severalServersMayStartTogether() throws Exception {
    Callable<Object> start =
        () -> {
          apply("second");
          return "started";
        };
    try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var started : servers.invokeAll(IntStream.range(0, 4).mapToObj(_ -> start).toList())) {
        assertThat(started.get()).isEqualTo("started");
      }
    }
    assertThat(ask("SELECT count(*) FROM flyway_schema_history WHERE version IS NOT NULL"))
        .isEqualTo("2");
  }

  @Test
  void aNewerDatabaseThatOlderBuildsCanWorkWithIsAccepted() throws SQLException {
    apply("ahead");
    apply("second");
    assertThat(ask("SELECT count(*) FROM vegetable")).isEqualTo("0");
  }

  @Test
  void aNewerDatabaseThatIsMarkedIncompatibleIsRefused() {
    apply("ahead-incompatible");
    assertThatThrownBy(() -> apply("second"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(
            "migrated by a newer Hearken (version 3, \"incompatible rename fruit\"), which this one cannot work with: start the newer one");
    apply("ahead-incompatible");
  }

  @Test
  void aStepThatWasEditedIsRefused() {
    apply("first");
    assertThatThrownBy(() -> apply("edited"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("are not those that the database has seen");
  }

  @Test
  void aStepThatFailsLeavesNothingAndIsTriedAgain() throws SQLException {
    assertThatThrownBy(() -> apply("broken"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("cannot be brought up to date")
        .hasMessageContaining("TABEL");
    assertThat(ask("SELECT to_regclass('half') IS NULL")).isEqualTo("t");
    apply("second");
    assertThat(ask("SELECT count(*) FROM fruit")).isEqualTo("0");
  }

  @Test
  void aDatabaseWithTablesOfSomebodyElseIsLeftAlone() throws SQLException {
    ask("CREATE TABLE theirs (a int)");
    assertThatThrownBy(() -> apply("first"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("give Hearken an empty database of its own");
    assertThat(ask("SELECT to_regclass('fruit') IS NULL")).isEqualTo("t");
  }

  @Test
  void aDatabaseThatCannotBeReachedIsNamedAsSuch() {
    var nowhere = new LoopbackDataSource(() -> 1, "hearken", "hearken", "secret");
    assertThatThrownBy(() -> Migrations.apply(nowhere))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("The database cannot be reached");
  }

  @Test
  void theMigrationsOfThisBuildApplyToTheirOwnResult() {
    try (var fresh = TestDatabase.fresh()) {
      Migrations.apply(fresh.dataSource());
    }
  }

  private void apply(String steps) {
    Migrations.apply(database.dataSource(), "classpath:dev/hearken/database/steps/" + steps);
  }

  private String ask(String question) throws SQLException {
    return EmbeddedDatabaseTest.ask(database.dataSource(), question);
  }
}
