package dev.hearken.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class LookupTest {
  private static final Lookup<String> WORD =
      new Lookup<>(
          """
          SELECT 'a ' || word
          FROM (VALUES (1, 'first'), (2, 'second')) words (n, word)
          WHERE n = :n
          """,
          row -> row.getString(1));

  private static TestDatabase testDatabase;
  private static Database database;

  @BeforeAll
  static void start() {
    testDatabase = TestDatabase.fresh();
    database = Database.open(testDatabase.dataSource(), 1);
  }

  @AfterAll
  static void stop() {
    database.close();
    testDatabase.close();
  }

  private static Optional<String> find(int number) {
    return database.find(WORD, new Values().set("n", number));
  }

  @Test
  void itFindsARowOrNone() {
    // More often than the driver takes to prepare it for good.
    for (int i = 0; i < 20; i++) {
      assertThat(find(1)).contains("a first");
      assertThat(find(2)).contains("a second");
      assertThat(find(3)).isEmpty();
    }
  }

  @Test
  void itIsOneStatement() {
    long before = database.statements();

    find(1);

    assertThat(database.statements() - before).isEqualTo(1);
  }

  @Test
  void whatIsWrongIsTold() {
    var wrong = new Lookup<>("SELECT 1 / :n::integer", row -> row.getString(1));

    assertThatThrownBy(() -> database.find(wrong, new Values().set("n", 0)))
        .hasRootCauseInstanceOf(SQLException.class)
        .rootCause()
        .hasMessageContaining("division by zero");
    assertThat(find(1)).contains("a first");
  }

  @Test
  void aValueThatIsMissingIsNamed() {
    assertThatThrownBy(() -> database.find(WORD, new Values().set("m", 1)))
        .hasMessageContaining(":n");
    assertThat(find(1)).contains("a first");
  }

  @Test
  void whoWatchesIsToldTheTextAndTheValues() {
    var told = new ArrayList<String>();
    database.watch((statement, _) ->
        told.add(statement.sql() + statement.values().keySet().stream().sorted().toList()));

    find(1);

    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).contains("WHERE n = :n\n").endsWith("[n]");
  }
}
