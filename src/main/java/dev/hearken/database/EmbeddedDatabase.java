package dev.hearken.database;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/// The PostgreSQL that the server brings along: unpacked, made, started, watched and stopped by it,
/// closed to everybody else, and as durable as any other.
///
/// Only one server at a time has a data folder; the others are kept out by a lock on a file in it.
/// Whatever a killed server leaves behind is put right by the next start. If PostgreSQL dies alone
/// it is started again.
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// How long a command waits for a server that is only just starting.
  private static final Duration STARTING = Duration.ofSeconds(30);

  private final DataFolder data;
  private final FileLock lock;
  private final Binaries binaries;
  private final Unprivileged runner;
  private final Secrets secrets;
  private volatile Postmaster postmaster;
  private volatile boolean closing;

  private EmbeddedDatabase(
      DataFolder data,
      FileLock lock,
      Binaries binaries,
      Unprivileged runner,
      Secrets secrets,
      Postmaster postmaster) {
    this.data = data;
    this.lock = lock;
    this.binaries = binaries;
    this.runner = runner;
    this.secrets = secrets;
    this.postmaster = postmaster;
  }

  /// Starts the database in a folder, or returns nothing when another process has it.
  ///
  /// @param progress is told what takes long
  /// @throws CannotStart when something stands in the way
  public static Optional<EmbeddedDatabase> start(Path folder, Consumer<String> progress) {
    var data = DataFolder.prepare(folder);
    return data.lock()
        .map(lock -> {
          try {
            return start(data, lock, progress);
          } catch (RuntimeException e) {
            release(lock);
            throw e;
          }
        });
  }

  private static EmbeddedDatabase start(DataFolder data, FileLock lock, Consumer<String> progress) {
    var runner = Unprivileged.here(data.root());
    var binaries = Binaries.unpack(data.root(), progress);
    var secrets = Secrets.at(data.secret());
    Cluster.prepare(data, binaries, runner, progress);
    try {
      Leftover.clear(data, binaries, runner);
      var database =
          new EmbeddedDatabase(
              data, lock, binaries, runner, secrets, Postmaster.start(data, binaries, runner, 0));
      database.provision();
      Thread.ofVirtual().name("postgres watch").start(database::watch);
      return database;
    } catch (IOException e) {
      throw new CannotStart(
          "The database in %s cannot be started: %s".formatted(data.root(), e.getMessage()), e);
    }
  }

  /// Makes the server's role, which is no superuser, and its database; each only if it is missing,
  /// for a first start may have been killed between the two.
  private void provision() throws IOException {
    if (Files.exists(data.provisioned())) {
      return;
    }
    Jdbi.create(superuser("postgres"))
        .useHandle(handle -> {
          if (handle
              .select("SELECT FROM pg_roles WHERE rolname = 'hearken'")
              .mapToMap()
              .list()
              .isEmpty()) {
            handle.execute("CREATE ROLE hearken LOGIN PASSWORD '" + secrets.server() + "'");
          }
          if (handle
              .select("SELECT FROM pg_database WHERE datname = 'hearken'")
              .mapToMap()
              .list()
              .isEmpty()) {
            handle.execute("CREATE DATABASE hearken OWNER hearken");
          }
        });
    Files.createFile(data.provisioned());
  }

  /// Connections for the server.
  public DataSource dataSource() {
    return new FollowingDataSource(
        Cluster.SERVER, Cluster.SERVER, secrets.server(), () -> postmaster.port());
  }

  /// Connections for preparing databases beside the server's own.
  DataSource superuser(String database) {
    return new FollowingDataSource(
        database, Cluster.SUPERUSER, secrets.superuser(), () -> postmaster.port());
  }

  /// Connections to the database that another process runs in this folder; waits for one that is
  /// only just starting.
  ///
  /// @throws CannotStart when there is none
  public static DataSource ofRunning(Path folder) {
    var data = DataFolder.prepare(folder);
    long end = System.nanoTime() + STARTING.toNanos();
    while (System.nanoTime() < end) {
      var content = data.pidFile().read();
      if (content.isPresent() && content.get().ready() && Files.exists(data.provisioned())) {
        var source =
            new FollowingDataSource(
                Cluster.SERVER,
                Cluster.SERVER,
                Secrets.at(data.secret()).server(),
                () -> content.get().port());
        if (answers(source)) {
          return source;
        }
      }
      pause(FIRST_PAUSE);
    }
    throw new CannotStart(
        "Another process has the data folder %s, but its database does not answer: wait for it, or stop it."
            .formatted(data.root()));
  }

  private static boolean answers(DataSource source) {
    try (var connection = source.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /// Starts PostgreSQL again whenever it ends by itself, after a pause that grows while it does not
  /// help.
  private void watch() {
    var pause = FIRST_PAUSE;
    while (!closing) {
      try {
        int code = postmaster.waitFor();
        if (closing) {
          return;
        }
        LOG.warning("PostgreSQL ended by itself (exit code " + code + "); it is started again.");
        pause(pause);
        Leftover.clear(data, binaries, runner);
        restart();
        pause = FIRST_PAUSE;
      } catch (IOException e) {
        LOG.log(Level.SEVERE, "PostgreSQL cannot be started again; the next attempt follows", e);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private synchronized void restart() throws IOException {
    if (!closing) {
      postmaster = Postmaster.start(data, binaries, runner, postmaster.port());
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted.", e);
    }
  }

  /// The process id of PostgreSQL as it runs now.
  long pid() {
    return postmaster.pid();
  }

  /// Stops PostgreSQL and gives the folder free.
  @Override
  public void close() {
    closing = true;
    synchronized (this) {
      postmaster.stop();
    }
    release(lock);
  }

  private static void release(FileLock lock) {
    try {
      lock.channel().close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The lock of the data folder cannot be released", e);
    }
  }
}
