package dev.hearken.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class StatementsTest {
  private static final Logger LOG = Logger.getLogger(Statements.class.getName());

  private static TestDatabase testDatabase;

  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeAll
  static void start() {
    testDatabase = TestDatabase.fresh();
  }

  @AfterAll
  static void stop() {
    testDatabase.close();
  }

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  private static Jdbi jdbi(Statements statements) {
    return Jdbi.create(testDatabase.dataSource()).setSqlLogger(statements);
  }

  @Test
  void whatTakesLongIsNamedByItsMethodWithoutItsValues() {
    sleepThatIsNoticed(new Statements(Duration.ofMillis(20)));

    assertThat(logged).hasSize(1);
    assertThat(logged.getFirst())
        .matches(
            "Slow statement, \\d+ ms, in StatementsTest.sleepThatIsNoticed: "
                + "SELECT 1 FROM pg_sleep\\(:seconds\\)");
  }

  private static void sleepThatIsNoticed(Statements statements) {
    jdbi(statements)
        .useHandle(handle ->
            handle
                .createQuery("SELECT 1\n  FROM pg_sleep(:seconds)")
                .bind("seconds", 0.05)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void allAreCountedAndTimedButOnlySlowOnesAreNamed() {
    var statements = new Statements(Duration.ofMinutes(1));
    var times = new ArrayList<Long>();
    statements.watch((_, nanos) -> times.add(nanos));

    jdbi(statements).useHandle(handle -> handle.execute("SELECT 1"));
    assertThatThrownBy(() -> jdbi(statements).useHandle(handle -> handle.execute("NO SQL")))
        .isNotNull();

    assertThat(statements.count()).isEqualTo(2);
    assertThat(times).hasSize(2).allMatch(nanos -> nanos > 0);
    assertThat(logged).isEmpty();
  }
}
