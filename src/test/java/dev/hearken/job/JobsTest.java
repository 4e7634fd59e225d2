package dev.hearken.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.Eventually;
import dev.hearken.database.Database;
import dev.hearken.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class JobsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Retry AT_ONCE = new Retry(Duration.ofMillis(10), Duration.ofMillis(20));

  private static TestDatabase testDatabase;
  private static Database database;

  @BeforeAll
  static void start() {
    testDatabase = TestDatabase.fresh();
    database = Database.open(testDatabase.dataSource(), 4);
  }

  @AfterAll
  static void stop() {
    database.close();
    testDatabase.close();
  }

  @BeforeEach
  void clear() {
    database.with(handle -> handle.execute("DELETE FROM scheduled_tasks"));
  }

  private static void enqueue(Job job, String subject) {
    database.transaction(handle -> {
      Jobs.enqueue(handle, job, subject, Instant.now());
      return true;
    });
  }

  @Test
  void ofTwoServersOneDoesTheWorkOnce() throws InterruptedException {
    Map<String, Integer> done = new ConcurrentHashMap<>();
    var job = new Job("count", AT_ONCE, subject -> done.merge(subject, 1, Integer::sum));
    var subjects = IntStream.range(0, 200).mapToObj(i -> "subject " + i).toList();

    try (var one = Jobs.start(database, Clock.systemUTC(), List.of(job));
        var other = Jobs.start(database, Clock.systemUTC(), List.of(job))) {
      assertThat(one).isNotSameAs(other);
      subjects.forEach(subject -> enqueue(job, subject));
      Eventually.holds(
          "all is done",
          PATIENCE,
          () -> done.size() == subjects.size() && Jobs.figures(database).waiting() == 0);
    }
    assertThat(done.keySet()).containsExactlyInAnyOrderElementsOf(subjects);
    assertThat(done.values()).containsOnly(1);
  }

  @Test
  void whatIsEnqueuedInATransactionThatFailsIsNeverDone() {
    var job = new Job("never", AT_ONCE, _ -> {});

    assertThatThrownBy(() ->
            database.transaction(handle -> {
              Jobs.enqueue(handle, job, "x", Instant.now());
              throw new IllegalStateException("undone");
            }))
        .hasMessage("undone");
    assertThat(Jobs.figures(database).waiting()).isZero();
  }

  @Test
  void whatFailsIsTriedAgainAndCountedMeanwhile() throws InterruptedException {
    var tries = new CountDownLatch(3);
    var job =
        new Job(
            "fails-twice",
            AT_ONCE,
            _ -> {
              tries.countDown();
              if (tries.getCount() > 0) {
                throw new IllegalStateException("on purpose, try " + tries.getCount());
              }
            });
    try (var jobs = Jobs.start(database, Clock.systemUTC(), List.of(job))) {
      assertThat(jobs).isNotNull();
      enqueue(job, "x");
      assertThat(tries.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      Eventually.holds("nothing waits", PATIENCE, () -> Jobs.figures(database).waiting() == 0);
    }
  }

  @Test
  void theWorkOfAServerThatDiedIsDoneByAnother() throws InterruptedException {
    var done = new CountDownLatch(1);
    var job = new Job("outlives-its-server", AT_ONCE, _ -> done.countDown());
    enqueue(job, "x");
    database.with(handle ->
        handle.execute(
            """
            UPDATE scheduled_tasks
            SET picked = true, picked_by = 'dead', last_heartbeat = now() - interval '1 hour'
            """));

    try (var jobs = Jobs.start(database, Clock.systemUTC(), List.of(job))) {
      assertThat(jobs).isNotNull();
      assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void figuresSayWhatWaitsAndSinceWhen() {
    var job = new Job("waits", AT_ONCE, _ -> {});
    var before = Instant.now();
    enqueue(job, "x");
    enqueue(job, "y");

    var figures = Jobs.figures(database);
    assertThat(figures.waiting()).isEqualTo(2);
    assertThat(figures.failed()).isZero();
    assertThat(figures.oldest().orElseThrow()).isAfterOrEqualTo(before.minusMillis(1));
  }

  @Test
  void waitsTwiceAsLongAfterEachFailureUpToALimit() {
    var retry = new Retry(Duration.ofSeconds(1), Duration.ofSeconds(10));
    assertThat(IntStream.of(1, 2, 3, 4, 5, 100).mapToObj(retry::after).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
  }
}
