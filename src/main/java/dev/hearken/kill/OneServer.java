package dev.hearken.kill;

import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.load.Launched;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/// A server with the database that it brings along: its processes are killed, all or some.
final class OneServer implements Prey {
  private static final List<Victim> VICTIMS = List.of(Victim.values());

  private final Starting starting;
  private final Path folder;
  private Launched server;

  /// Starts the server.
  @FunctionalInterface
  interface Starting {
    Launched now() throws IOException;
  }

  /// @param folder of its data
  OneServer(Path folder, Starting starting) throws IOException {
    this.folder = folder;
    this.starting = starting;
    this.server = starting.now();
  }

  @Override
  public URI address(int number) {
    return server.address();
  }

  @Override
  public DataSource database() {
    return EmbeddedDatabase.running(folder).orElseThrow();
  }

  @Override
  public Killed kill(int round, Random random) {
    var victim = VICTIMS.get(round % VICTIMS.size());
    victim.kill(server.process(), random);
    return new Killed(victim.name(), !victim.endsServer());
  }

  @Override
  public List<Duration> bringBack() throws IOException {
    server.close();
    server = starting.now();
    return List.of(server.startedIn());
  }

  @Override
  public void close() {
    server.close();
  }
}
