package dev.hearken.kill;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.load.Launched;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import javax.sql.DataSource;

/// Two servers on one database, which outlives them: one of them is killed, or the other, or both.
final class TwoServers implements Prey {
  private static final List<List<Integer>> VICTIMS = List.of(List.of(0), List.of(1), List.of(0, 1));

  private static final int PAUSE_MILLIS = 10;

  /// Connections of a server that the database has not yet seen break: what was sent on them may
  /// still be done.
  private static final String HEARD =
      """
      SELECT count(*)
      FROM pg_stat_activity
      WHERE application_name = ?
      """;

  private final EmbeddedDatabase database;
  private final Starting starting;
  private final List<Launched> servers = new ArrayList<>();
  private final TreeSet<Integer> dead = new TreeSet<>();

  /// Starts a server with these settings in its environment.
  @FunctionalInterface
  interface Starting {
    Launched with(Map<String, String> settings) throws IOException;
  }

  /// @param folder of the database
  TwoServers(Path folder, Starting starting) throws IOException {
    this.starting = starting;
    this.database = EmbeddedDatabase.start(folder, _ -> {});
    try {
      servers.add(start(0));
      servers.add(start(1));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Launched start(int number) throws IOException {
    var address = database.address();
    var settings = new HashMap<String, String>();
    settings.put("HEARKEN_DATABASE_URL", address.url() + "?ApplicationName=" + name(number));
    settings.put("HEARKEN_DATABASE_USER", address.user());
    settings.put("HEARKEN_DATABASE_PASSWORD", address.password());
    return starting.with(settings);
  }

  private static String name(int number) {
    return "server-" + (number + 1);
  }

  @Override
  public URI address(int number) {
    return servers.get(number % servers.size()).address();
  }

  @Override
  public DataSource database() {
    return database.dataSource();
  }

  @Override
  public Killed kill(int round, Random random) {
    dead.addAll(VICTIMS.get(random.nextInt(VICTIMS.size())));
    dead.forEach(number -> servers.get(number).process().destroyForcibly());
    dead.forEach(number -> Prey.awaitEnd(servers.get(number).process()));
    return new Killed(dead.stream().map(TwoServers::name).toList().toString(), false);
  }

  @Override
  public List<Duration> bringBack() throws IOException, InterruptedException, SQLException {
    var took = new ArrayList<Duration>();
    for (int number : dead) {
      awaitSilence(name(number));
      servers.get(number).close();
      servers.set(number, start(number));
      took.add(servers.get(number).startedIn());
    }
    dead.clear();
    return took;
  }

  private void awaitSilence(String name) throws IOException, InterruptedException, SQLException {
    long since = System.nanoTime();
    while (heard(name) > 0) {
      if (Launched.since(since).compareTo(PATIENCE) > 0) {
        throw new IOException("The database still listens to a server that was killed");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private long heard(String name) throws SQLException {
    try (var connection = database().getConnection();
        var statement = connection.prepareStatement(HEARD)) {
      statement.setString(1, name);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void close() {
    servers.forEach(Launched::close);
    database.close();
  }
}
