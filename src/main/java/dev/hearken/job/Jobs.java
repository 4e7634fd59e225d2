package dev.hearken.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.hearken.database.Database;
import dev.hearken.database.DatabaseUnavailable;
import dev.hearken.database.Id;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;

/// The work that waits, and what does it in this server. Any number of servers share one table.
public final class Jobs implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Jobs.class.getName());

  private static final Duration LOOK = Duration.ofMillis(500);

  /// A server that has not been heard of for four of these is dead, and its work is anybody's.
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int AT_ONCE = 4;

  /// Looking for work, and saying that one is alive, must not stand in the queue of requests.
  private static final int CONNECTIONS = 2;

  private final Database.Reserve connections;
  private final Scheduler scheduler;
  private final List<Watch> watches;

  private Jobs(Database.Reserve connections, Scheduler scheduler, List<Watch> watches) {
    this.connections = connections;
    this.scheduler = scheduler;
    this.watches = List.copyOf(watches);
  }

  /// Begins to do work of these kinds.
  public static Jobs start(Database database, Clock clock, List<Job> kinds) {
    return start(database, clock, kinds, List.of());
  }

  /// Begins to do work of these kinds.
  ///
  /// @param watches work of another kind that has begun, and is to end with this
  public static Jobs start(Database database, Clock clock, List<Job> kinds, List<Watch> watches) {
    var connections = database.reserve("jobs", CONNECTIONS);
    var tasks = kinds.stream().<Task<?>>map(kind -> task(kind, clock)).toList();
    var scheduler =
        Scheduler.create(connections.source(), tasks)
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
            .schedulerName(new SchedulerName.Fixed("server-" + Id.random()))
            .serializer(new Text())
            .clock(clock::instant)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .threads(AT_ONCE)
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(LOOK)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .failureLogging(LogLevel.OFF, false)
            .shutdownMaxWait(STOP)
            .build();
    scheduler.start();
    return new Jobs(connections, scheduler, watches);
  }

  private static Task<String> task(Job job, Clock clock) {
    return Tasks.oneTime(job.name(), String.class)
        .onFailure((complete, operations) -> {
          int failures = complete.getExecution().consecutiveFailures + 1;
          var wait = job.retry().after(failures);
          var told =
              "The job %s failed for the %d. time and is tried again in %d s"
                  .formatted(job.name(), failures, wait.toSeconds());
          var cause = complete.getCause().orElse(null);
          if (cause instanceof DatabaseUnavailable) {
            // Where it was at work then says nothing.
            LOG.log(Level.WARNING, told + ": " + cause.getMessage());
          } else {
            LOG.log(Level.WARNING, told, cause);
          }
          operations.reschedule(complete, clock.instant().plus(wait));
        })
        .execute((instance, _) -> job.work().on(instance.getData()));
  }

  /// Puts work into the table, in the caller's transaction: both happen or neither does.
  public static void enqueue(Handle handle, Job job, String subject, Instant due) {
    handle
        .createUpdate(
            """
            INSERT INTO scheduled_tasks
              (task_name, task_instance, task_data, execution_time, picked, version)
            VALUES (:name, :instance, :subject, :due, false, 1)
            """)
        .bind("name", job.name())
        .bind("instance", Id.random().toString())
        .bind("subject", Text.bytes(subject))
        .bind("due", due)
        .execute();
  }

  /// Sees to it that work is done for these subjects after the caller's transaction, by putting it
  /// into the table where none waits already. Belongs at the end of a transaction: work that waits
  /// is kept from beginning until then, or it could look before there is anything to see.
  public static void wake(Handle handle, String job, List<String> subjects, Duration later) {
    handle
        .createUpdate(
            """
            WITH waiting AS (
              SELECT task_data
              FROM scheduled_tasks
              WHERE task_name = :name
                AND NOT picked
                AND execution_time <= now() + :later * INTERVAL '1 millisecond'
                AND task_data = ANY(:subjects)
              FOR SHARE SKIP LOCKED
            )
            INSERT INTO scheduled_tasks
              (task_name, task_instance, task_data, execution_time, picked, version)
            SELECT :name, gen_random_uuid(), subject, now() + :later * INTERVAL '1 millisecond',
              false, 1
            FROM unnest(:subjects) subject
            WHERE subject NOT IN (SELECT task_data FROM waiting)
            """)
        .bind("name", job)
        .bind("later", later.toMillis())
        .bind("subjects", subjects.stream().map(Text::bytes).toArray(byte[][]::new))
        .execute();
  }

  /// Does work wait that could be done now?
  public static boolean anyDue(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
              SELECT
              FROM scheduled_tasks
              WHERE NOT picked AND execution_time <= now()
            )
            """)
        .mapTo(Boolean.class)
        .one();
  }

  /// How the work stands, of all servers together.
  ///
  /// @param waiting how much waits for its turn, be it that it failed before
  /// @param failed how much of it has failed
  /// @param oldest since when the oldest of it could have been done
  public record Figures(long waiting, long failed, Optional<Instant> oldest) {}

  /// Counts the work in the table.
  public static Figures figures(Database database) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                SELECT count(*) AS waiting,
                  count(*) FILTER (WHERE consecutive_failures > 0) AS failed,
                  min(execution_time) AS oldest
                FROM scheduled_tasks
                WHERE NOT picked
                """)
            .map((row, context) ->
                new Figures(
                    row.getLong("waiting"),
                    row.getLong("failed"),
                    Optional.ofNullable(
                        context
                            .findColumnMapperFor(Instant.class)
                            .orElseThrow()
                            .map(row, "oldest", context))))
            .one());
  }

  /// Takes no more work, lets what runs finish for up to ten seconds, and ends.
  @Override
  public void close() {
    watches.forEach(Watch::close);
    scheduler.stop();
    connections.close();
  }

  /// Subjects are texts.
  private static final class Text implements Serializer {
    static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] serialize(Object data) {
      return bytes((String) data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
      return type.cast(new String(data, StandardCharsets.UTF_8));
    }
  }
}
