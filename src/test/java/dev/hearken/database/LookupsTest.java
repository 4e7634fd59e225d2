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
class LookupsTest {
  private static final Lookup<String> WORD =
      new Lookup<>(
          """
          SELECT 'a ' || word
          FROM (VALUES (1, 'first'), (2, 'second')) words (n, word)
          WHERE n = :n
          """,
          row -> row.getString(1));

  private static final Lookups<String, String> WORDS =
      WORD.and(
          new Lookup<>(
              "SELECT 'another ' || word FROM (VALUES (1, 'first'), (2, 'second')) words (n, word) WHERE n IN (:other, :n + 10)",
              row -> row.getString(1)));

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

  private static Lookups.Found<String, String> find(int first, int second) {
    return database.find(WORDS, numbers(first, second));
  }

  private static Values numbers(int first, int second) {
    return new Values().set("n", first).set("other", second);
  }

  @Test
  void eachFindsItsOwn() {
    // More often than the driver takes to prepare them for good.
    for (int i = 0; i < 20; i++) {
      assertThat(find(1, 2))
          .isEqualTo(new Lookups.Found<>(Optional.of("a first"), Optional.of("another second")));
      assertThat(find(3, 2))
          .isEqualTo(new Lookups.Found<>(Optional.empty(), Optional.of("another second")));
      assertThat(find(1, 3))
          .isEqualTo(new Lookups.Found<>(Optional.of("a first"), Optional.empty()));
    }
  }

  @Test
  void theyAreTwoStatements() {
    long before = database.statements();

    find(1, 2);

    assertThat(database.statements() - before).isEqualTo(2);
  }

  @Test
  void whatIsWrongWithOneIsToldOfBoth() {
    var wrong = WORD.and(new Lookup<>("SELECT 1 / :other::integer", row -> row.getString(1)));

    assertThatThrownBy(() -> database.find(wrong, numbers(1, 0)))
        .hasRootCauseInstanceOf(SQLException.class)
        .rootCause()
        .hasMessageContaining("division by zero");
    assertThat(find(1, 2).first()).contains("a first");
  }

  @Test
  void aValueThatIsMissingIsNamed() {
    assertThatThrownBy(() -> database.find(WORD, new Values().set("m", 1)))
        .hasMessageContaining(":n");
    assertThat(find(1, 2).first()).contains("a first");
  }

  @Test
  void whoWatchesIsToldTheTextAndTheValues() {
    var told = new ArrayList<String>();
    database.watch((statement, _) ->
        told.add(statement.sql() + statement.values().keySet().stream().sorted().toList()));

    find(1, 2);

    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).contains("WHERE n = :n\n").endsWith("[n, other]");
  }
}
