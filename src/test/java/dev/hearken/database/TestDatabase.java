package dev.hearken.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/// A database of one's own for a test class, with all migrations applied.
///
/// All of them live in one cluster that is started when the first test asks for it, and ends and
/// vanishes with the JVM. The system property `hearken.test.postgres` names a folder of other
/// PostgreSQL programs to run it with, for example `/usr/lib/postgresql/15/bin`.
public final class TestDatabase implements AutoCloseable {
  private static final String TEMPLATE = "migrated";

  /// Any database is open to the server's role here, and nothing needs to survive the tests.
  private static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";

  private static final String[] FAST = {
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100"
  };

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /// A new database with all migrations and no rows but theirs.
  public static TestDatabase fresh() {
    var name = "test_" + NUMBER.incrementAndGet();
    Running.CLUSTER.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER hearken");
    return new TestDatabase(name);
  }

  /// A new database with nothing in it.
  public static TestDatabase empty() {
    var name = "test_" + NUMBER.incrementAndGet();
    Running.CLUSTER.execute("CREATE DATABASE " + name + " OWNER hearken");
    return new TestDatabase(name);
  }

  /// Connections as the server has them: the owner of the database, no superuser.
  public DataSource dataSource() {
    return Running.CLUSTER.dataSource(name, Cluster.SERVER);
  }

  /// Connections that may do anything, to prepare what the server's role cannot.
  public DataSource superuser() {
    return Running.CLUSTER.dataSource(name, Cluster.SUPERUSER);
  }

  /// How many may be connected at once, as when a whole server has no more to give.
  public void limitConnections(int most) {
    Running.CLUSTER.execute("ALTER DATABASE " + name + " CONNECTION LIMIT " + most);
  }

  /// Cuts all connections but these.
  public void cutConnectionsBut(List<Connection> kept) throws SQLException {
    var pids = new ArrayList<String>();
    for (var each : kept) {
      pids.add(String.valueOf(each.unwrap(PGConnection.class).getBackendPID()));
    }
    Running.CLUSTER.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s' AND pid NOT IN (%s)"
            .formatted(name, String.join(", ", pids)));
  }

  /// Lets another way of connecting in as the server's role.
  void enter(PGSimpleDataSource source) {
    source.setUser(Cluster.SERVER);
    source.setPassword(Running.CLUSTER.secrets.server());
  }

  /// Drops it, whoever is still connected.
  @Override
  public void close() {
    Running.CLUSTER.execute("DROP DATABASE " + name + " WITH (FORCE)");
  }

  /// Where PostgreSQL's programs are unpacked once for all tests.
  static Path programs() {
    try {
      return Files.createDirectories(Path.of("target", "postgres").toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Running(Supervisor supervisor, Secrets secrets) {
    static final Running CLUSTER = start();

    private static Running start() {
      try {
        var folder = DataFolder.open(Files.createTempDirectory("hearken-test"));
        var runAs = RunAs.choose(folder);
        var cluster = new Cluster(folder.cluster(), binaries(), runAs);
        var secrets = Secrets.random();
        secrets.write(folder.secret());
        cluster.create(folder.secret(), secrets);
        Files.writeString(cluster.data().resolve("pg_hba.conf"), ACCESS);
        var supervisor = Supervisor.start(cluster, new Ballast(folder.ballast()), FAST);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(supervisor, folder)));
        var running = new Running(supervisor, secrets);
        running.execute("CREATE DATABASE " + TEMPLATE + " OWNER hearken");
        Migrations.apply(running.dataSource(TEMPLATE, Cluster.SERVER));
        return running;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Binaries binaries() throws IOException {
      var others = System.getProperty("hearken.test.postgres", "");
      return others.isEmpty()
          ? Binaries.unpacked(programs(), _ -> {})
          : Binaries.installed(Path.of(others));
    }

    private static void end(Supervisor supervisor, DataFolder folder) {
      supervisor.close();
      try {
        DataFolder.deleteTree(folder.path());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    DataSource dataSource(String database, String role) {
      return new LoopbackDataSource(
          supervisor::port,
          database,
          role,
          role.equals(Cluster.SERVER) ? secrets.server() : secrets.superuser());
    }

    /// One at a time, for a template cannot be copied by two, nor while somebody is in it.
    synchronized void execute(String statement) {
      try (var connection = dataSource("postgres", Cluster.SUPERUSER).getConnection();
          var one = connection.createStatement()) {
        one.execute(statement);
      } catch (SQLException e) {
        throw new IllegalStateException(statement, e);
      }
    }
  }
}
