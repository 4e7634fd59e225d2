package dev.hearken;

import dev.hearken.database.Database;
import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.database.Migrations;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/// The database that the settings name, migrated and with its pool: the embedded one, or one of the
/// user's.
///
/// @param embedded the embedded one, if it is that
record OpenDatabase(Database database, Optional<EmbeddedDatabase> embedded)
    implements AutoCloseable {

  /// Opens it for a server, which must have the embedded one for itself.
  static OpenDatabase forServer(Config config, Consumer<String> progress) {
    return open(config, () -> EmbeddedDatabase.start(config.dataFolder(), progress));
  }

  /// Opens it for a command, beside a running server or without one.
  static OpenDatabase forCommand(Config config, Consumer<String> progress) {
    return open(config, () -> EmbeddedDatabase.startOrJoin(config.dataFolder(), progress));
  }

  private static OpenDatabase open(Config config, Supplier<EmbeddedDatabase> embedded) {
    if (config.database().isPresent()) {
      return open(config, config.database().get().dataSource(), Optional.empty());
    }
    var started = embedded.get();
    return open(config, started.dataSource(), Optional.of(started));
  }

  private static OpenDatabase open(
      Config config, DataSource source, Optional<EmbeddedDatabase> embedded) {
    try {
      Migrations.apply(source);
      return new OpenDatabase(Database.open(source, config.connections()), embedded);
    } catch (RuntimeException e) {
      embedded.ifPresent(EmbeddedDatabase::close);
      throw e;
    }
  }

  @Override
  public void close() {
    database.close();
    embedded.ifPresent(EmbeddedDatabase::close);
  }
}
