package dev.hearken.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// The PostgreSQL that the server brings along: durable, closed to everybody else, in one folder.
///
/// It is made at the first start and lives in the data folder; it ends with this process, however
/// that ends, and is started again when it dies alone.
public final class EmbeddedDatabase implements AutoCloseable {
  private static final int OTHER_SERVER_SECONDS = 15;

  /// A lock that is taken only to see whether it is free is given back at once: worth another try.
  private static final int LOCK_TRIES = 15;

  private static final String UNFINISHED = "pg.new*";
  private static final int PAUSE_MILLIS = 20;

  private final LoopbackDataSource dataSource;
  private final Runnable stop;

  private EmbeddedDatabase(LoopbackDataSource dataSource, Runnable stop) {
    this.dataSource = dataSource;
    this.stop = stop;
  }

  /// Starts the database in this folder, making it first if there is none yet.
  ///
  /// @param progress is told, in a line each, what takes more than a moment
  /// @throws CannotStart when another server uses the folder, or anything else stands in the way
  public static EmbeddedDatabase start(Path dataFolder, Consumer<String> progress) {
    return start(dataFolder, dataFolder, progress);
  }

  /// The same with the programs unpacked into another folder, which must be there.
  static EmbeddedDatabase start(Path dataFolder, Path programs, Consumer<String> progress) {
    var folder = DataFolder.open(dataFolder);
    return tryToStart(folder, programs, progress, LOCK_TRIES)
        .orElseThrow(() ->
            new CannotStart(
                "The data folder %s is in use by another Hearken server%s: stop that one, or set HEARKEN_DATA_DIR to another folder."
                    .formatted(folder.path(), holder(folder))));
  }

  /// The database of this folder for a command: of the server that runs on it at this moment, or
  /// else started by this process. Closing the former ends nothing.
  ///
  /// @throws CannotStart when a server uses the folder but its database is not ready within 15
  ///   seconds, or anything else stands in the way
  public static EmbeddedDatabase startOrJoin(Path dataFolder, Consumer<String> progress) {
    return startOrJoin(dataFolder, dataFolder, progress);
  }

  static EmbeddedDatabase startOrJoin(Path dataFolder, Path programs, Consumer<String> progress) {
    var folder = DataFolder.open(dataFolder);
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(OTHER_SERVER_SECONDS);
    while (true) {
      var own = tryToStart(folder, programs, progress, 1);
      if (own.isPresent()) {
        return own.get();
      }
      var others = ofTheOther(folder);
      if (others.isPresent()) {
        return new EmbeddedDatabase(others.get(), () -> {});
      }
      pauseUntil(deadline, folder);
    }
  }

  /// The database of a server that runs on this folder in another process or in this one; nothing
  /// when none does.
  ///
  /// @throws CannotStart when a server uses the folder but its database is not ready within 15
  ///   seconds
  public static Optional<? extends DataSource> running(Path dataFolder) {
    if (!Files.isDirectory(dataFolder)) {
      return Optional.empty();
    }
    var folder = DataFolder.open(dataFolder);
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(OTHER_SERVER_SECONDS);
    while (true) {
      var free = FolderLock.take(folder.lock());
      if (free.isPresent()) {
        free.get().close();
        return Optional.empty();
      }
      var others = ofTheOther(folder);
      if (others.isPresent()) {
        return others;
      }
      pauseUntil(deadline, folder);
    }
  }

  private static Optional<EmbeddedDatabase> tryToStart(
      DataFolder folder, Path programs, Consumer<String> progress, int tries) {
    var lock = FolderLock.take(folder.lock());
    for (var i = 1; i < tries && lock.isEmpty(); i++) {
      pause();
      lock = FolderLock.take(folder.lock());
    }
    return lock.map(held -> start(folder, programs, progress, held));
  }

  private static EmbeddedDatabase start(
      DataFolder opened, Path programs, Consumer<String> progress, FolderLock lock) {
    var started = false;
    try {
      var binaries = Binaries.unpacked(programs, progress);
      var runAs = RunAs.choose(opened);
      var folder = runAs.files() == opened.owner() ? opened : opened.ownedBy(runAs.files());
      var cluster = new Cluster(folder.cluster(), binaries, runAs);
      var secrets = prepare(folder, cluster, progress);
      var supervisor = Supervisor.start(cluster, new Ballast(folder.ballast()));
      // Again, for what an orphaned program was still writing at first has come to rest by now.
      folder.sweep(UNFINISHED, null);
      folder.sweep("runtime-*", binaries.bin().getParent());
      started = true;
      return new EmbeddedDatabase(
          new LoopbackDataSource(
              supervisor::port, Cluster.SERVER, Cluster.SERVER, secrets.server()),
          () -> {
            supervisor.close();
            lock.close();
          });
    } catch (IOException e) {
      throw new CannotStart(
          "The embedded database in %s cannot be started (%s): see to the folder, or set HEARKEN_DATABASE_URL to a PostgreSQL server of your own."
              .formatted(opened.path(), e.getMessage()),
          e);
    } finally {
      if (!started) {
        lock.close();
      }
    }
  }

  private static Secrets prepare(DataFolder folder, Cluster cluster, Consumer<String> progress)
      throws IOException {
    folder.sweep(UNFINISHED, null);
    if (Files.exists(folder.cluster())) {
      cluster.checkVersion();
      var secrets = readSecrets(folder);
      cluster.settle();
      return secrets;
    }
    progress.accept("Making the database in " + folder.path());
    // Of an earlier start that was killed before there was a cluster, or none: nothing depends on
    // it.
    var secrets = Secrets.random();
    secrets.write(folder.secret());
    cluster.create(folder.secret(), secrets);
    return secrets;
  }

  private static Secrets readSecrets(DataFolder folder) {
    try {
      return Secrets.read(folder.secret());
    } catch (IOException e) {
      throw new CannotStart(
          "The passwords of the embedded database cannot be read from %s (%s): restore that file from a backup of the data folder."
              .formatted(folder.secret(), e.getMessage()),
          e);
    }
  }

  /// The database of whoever holds the lock, once it is ready.
  private static Optional<LoopbackDataSource> ofTheOther(DataFolder folder) {
    var server =
        PidFile.read(folder.cluster())
            .filter(file -> file.ready() && file.isServerOf(folder.cluster()));
    if (server.isEmpty()) {
      return Optional.empty();
    }
    var port = server.get().port();
    return Optional.of(
        new LoopbackDataSource(
            () -> PidFile.read(folder.cluster()).map(PidFile::port).orElse(port),
            Cluster.SERVER,
            Cluster.SERVER,
            readSecrets(folder).server()));
  }

  private static String holder(DataFolder folder) {
    return FolderLock.holder(folder.lock()).map(pid -> " (process " + pid + ")").orElse("");
  }

  private static void pauseUntil(long deadline, DataFolder folder) {
    if (System.nanoTime() > deadline) {
      throw new CannotStart(
          "Another Hearken server%s uses the data folder %s, but its database is not ready: try again when it is, or look into its log."
              .formatted(holder(folder), folder.path()));
    }
    pause();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while waiting for another server.", e);
    }
  }

  /// Connections as the server's role, which owns the database and is no superuser. Each goes to
  /// where the database is at that moment, also after it has been started again; while it is away
  /// they fail as an unreachable server does.
  public DataSource dataSource() {
    return dataSource;
  }

  /// Where servers in other processes on this machine enter it, as long as it is not started again.
  public DatabaseAddress address() {
    return dataSource.address();
  }

  /// Ends the database at once, cutting open connections, and lets go of the folder.
  @Override
  public void close() {
    stop.run();
  }

  /// Removes a data folder with all that is in it; nobody may be using it.
  public static void delete(Path dataFolder) throws IOException {
    DataFolder.deleteTree(dataFolder);
  }
}
