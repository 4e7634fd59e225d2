package dev.hearken.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// The connections to PostgreSQL and the transactions on them.
///
/// A fair queue stands in front of the pool, with as many places as there are connections: served
/// in order of arrival, the slowest of many callers waits a quarter as long as behind the pool
/// alone (measured). Nobody may ask for a second connection while holding one.
public final class Database implements AutoCloseable {
  /// How long a caller waits for its turn, and then for a connection. Together they stay below two
  /// seconds, within which a caller is to be told that the database is away.
  private static final Duration TURN = Duration.ofSeconds(1);

  private static final Duration CONNECT = Duration.ofMillis(700);

  /// How long a statement may be without a word from the database: a connection that died without a
  /// sign is given up then. Nothing that a caller waits for takes so long.
  private static final int SILENCE_MILLIS = 30_000;

  /// What reads for long may be sorted first, and has nobody who waits for its beginning.
  private static final int LONG_SILENCE_MILLIS = 600_000;

  /// How many may read for long at once.
  private static final int SNAPSHOTS = 2;

  private static final int ATTEMPTS = 8;
  private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

  /// A statement that takes longer is named in the log.
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(Database.class.getName());

  private final DataSource source;
  private final HikariDataSource pool;
  private final Semaphore turns;
  private final Jdbi jdbi;
  private final Semaphore snapshots = new Semaphore(SNAPSHOTS);
  private final Statements statements = new Statements(SLOW);
  private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - TOLD_EVERY.toNanos());

  private Database(DataSource source, HikariDataSource pool) {
    this.source = source;
    this.pool = pool;
    this.turns = new Semaphore(pool.getMaximumPoolSize(), true);
    this.jdbi = Columns.register(Jdbi.create(pool)).setSqlLogger(statements);
  }

  /// A pool of at most `connections` connections. Nothing is connected yet.
  public static Database open(DataSource source, int connections) {
    return new Database(source, pool("hearken", source, connections, 1));
  }

  private static HikariDataSource pool(
      String name, DataSource source, int connections, int idleConnections) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(idleConnections);
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setValidationTimeout(CONNECT.toMillis() / 2);
    config.setInitializationFailTimeout(-1);
    config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    return new HikariDataSource(config);
  }

  /// A few connections to the same database beside the queue.
  public record Reserve(DataSource source, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  /// Connections for what must not wait for its turn behind requests, nor takes many.
  public Reserve reserve(String name, int connections) {
    var reserved = pool(name, source, connections, 0);
    return new Reserve(reserved, reserved::close);
  }

  /// Work on one connection.
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T on(Handle handle);
  }

  /// Runs one statement, which is a transaction of its own, or several that only read.
  ///
  /// @throws DatabaseUnavailable when there is no connection, or it breaks
  public <T extends @Nullable Object> T with(Work<T> work) {
    return attempted(() -> jdbi.withHandle(handle -> work.on(impatient(handle))));
  }

  /// Looks for one row, or writes and looks what became of it, in a transaction of its own.
  ///
  /// @throws DatabaseUnavailable when there is no connection, or it breaks
  public <T> Optional<T> find(Lookup<T> lookup, Values values) {
    return attempted(() -> {
      try (var connection = pool.getConnection()) {
        connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
        return lookup.find(connection, statements, values);
      } catch (SQLException e) {
        throw new ConnectionException(e);
      }
    });
  }

  /// Runs work in one transaction.
  ///
  /// @throws DatabaseUnavailable when there is no connection, or it breaks
  public <T extends @Nullable Object> T transaction(Work<T> work) {
    return attempted(() -> jdbi.inTransaction(handle -> work.on(impatient(handle))));
  }

  /// Runs work that only reads, all of it as the database was at its beginning, however long it
  /// takes: on a connection of its own beside the queue, of which there are few. It is done once:
  /// what it has told somebody by then cannot be taken back.
  ///
  /// @throws DatabaseUnavailable when as many others are at such work as may be, there is no
  ///   connection, or it breaks
  public <T extends @Nullable Object> T snapshot(Work<T> work) {
    if (!snapshots.tryAcquire()) {
      throw new DatabaseUnavailable(
          "The server is reading as much at length as it does at once (%d): try again when that has ended."
              .formatted(SNAPSHOTS));
    }
    // What went wrong, and not that its transaction cannot be ended on a connection that is gone.
    var failed = new AtomicReference<@Nullable RuntimeException>();
    try {
      return Columns.register(Jdbi.create(source))
          .setSqlLogger(statements)
          .withHandle(handle -> {
            handle.setReadOnly(true);
            return handle.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                transaction -> {
                  try {
                    return work.on(impatient(transaction, LONG_SILENCE_MILLIS));
                  } catch (RuntimeException e) {
                    failed.set(e);
                    throw e;
                  }
                });
          });
    } catch (RuntimeException e) {
      throw DatabaseUnavailable.orElse(Objects.requireNonNullElse(failed.get(), e));
    } finally {
      snapshots.release();
    }
  }

  private static Handle impatient(Handle handle) {
    return impatient(handle, SILENCE_MILLIS);
  }

  private static Handle impatient(Handle handle, int silenceMillis) {
    try {
      handle.getConnection().setNetworkTimeout(Runnable::run, silenceMillis);
      return handle;
    } catch (SQLException e) {
      throw new DatabaseUnavailable("The connection to the database broke.", e);
    }
  }

  /// Does it again from the beginning when others were in the way. Work therefore changes nothing
  /// outside the database.
  private <T extends @Nullable Object> T attempted(Turn<T> turn) {
    for (int attempt = 1; ; attempt++) {
      try {
        return taken(turn);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !wantsAnotherAttempt(e)) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  /// Does the database answer?
  public boolean reachable() {
    try {
      return with(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one()) == 1;
    } catch (DatabaseUnavailable e) {
      return false;
    }
  }

  /// How many statements have been executed since the server started.
  public long statements() {
    return statements.count();
  }

  /// Tells one more of each statement.
  public void watch(Executed.Watcher watcher) {
    statements.watch(watcher);
  }

  /// How many may be at work on the database at once.
  public int connections() {
    return pool.getMaximumPoolSize();
  }

  /// How many are.
  public int atWork() {
    return connections() - turns.availablePermits();
  }

  /// How many wait for their turn.
  public int waiting() {
    return turns.getQueueLength();
  }

  /// The pool itself, for measuring what the same statements cost without the rest of the server.
  public DataSource pool() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  private <T extends @Nullable Object> T taken(Turn<T> turn) {
    try {
      if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DatabaseUnavailable(
            "The server is busy: all of its database connections are in use.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("The server is stopping.", e);
    }
    try {
      return turn.take();
    } catch (RuntimeException e) {
      throw told(DatabaseUnavailable.orElse(e));
    } finally {
      turns.release();
    }
  }

  /// A line in the log now and then, not one for each request that suffers.
  private RuntimeException told(RuntimeException thrown) {
    long now = System.nanoTime();
    long last = toldAt.get();
    if (thrown instanceof DatabaseUnavailable
        && now - last > TOLD_EVERY.toNanos()
        && toldAt.compareAndSet(last, now)) {
      LOG.log(Level.WARNING, () -> "Requests are refused: " + thrown.getMessage());
    }
    return thrown;
  }

  private interface Turn<T extends @Nullable Object> {
    T take();
  }

  /// Serialisation failures, deadlocks, and what a row refers to vanishing between a statement's
  /// look and its write: the next attempt sees that it is gone.
  private static boolean wantsAnotherAttempt(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && e.getSQLState() != null) {
        return Set.of("40001", "40P01", "23503").contains(e.getSQLState());
      }
    }
    return false;
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, 5L << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("The server is stopping.", e);
    }
  }
}
