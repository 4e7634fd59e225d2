package dev.hearken.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/// A database of a test's own, made from a migrated template.
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static volatile @org.jspecify.annotations.Nullable EmbeddedDatabase embedded;

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  private static synchronized EmbeddedDatabase cluster() {
    try {
      if (embedded == null) {
        Path folder = Files.createTempDirectory("hearken-test");
        var embedded = EmbeddedDatabase.start(folder, _ -> {}).orElseThrow();
        TestDatabase.embedded = embedded;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
          embedded.close();
          try {
            Folders.delete(folder);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        }));
        Jdbi.create(embedded.superuser("postgres")).useHandle(h -> h.execute("CREATE DATABASE template OWNER hearken"));
        Migrations.apply(asServer(embedded, "template"));
      }
      return java.util.Objects.requireNonNull(embedded);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static TestDatabase fresh() {
    var name = "test" + NUMBER.incrementAndGet();
    Jdbi.create(cluster().superuser("postgres")).useHandle(h -> h.execute("CREATE DATABASE " + name + " TEMPLATE template OWNER hearken"));
    return new TestDatabase(name);
  }

  /// As the server's role sees it, which is no superuser.
  public DataSource dataSource() {
    return asServer(cluster(), name);
  }

  private static DataSource asServer(EmbeddedDatabase embedded, String database) {
    var source = (FollowingDataSource) embedded.superuser(database);
    source.setOptions("-c role=hearken");
    return source;
  }

  public DataSource superuser() {
    return cluster().superuser(name);
  }

  @Override
  public void close() {
    Jdbi.create(cluster().superuser("postgres")).useHandle(h -> h.execute("DROP DATABASE " + name + " WITH (FORCE)"));
  }
}
