package dev.hearken;

import dev.hearken.database.CannotStart;
import dev.hearken.database.Database;
import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.database.Migrations;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// The database that the settings name, migrated and with its pool: the embedded one, or one of the
/// user's.
///
/// @param embedded the one that this process runs itself
record OpenDatabase(Database database, Optional<EmbeddedDatabase> embedded)
    implements AutoCloseable {

  /// Opens it for a server, which must have the embedded one for itself.
  static OpenDatabase forServer(Config config, Consumer<String> progress) {
    if (config.database().isPresent()) {
      return open(config, config.database().get().dataSource(), Optional.empty());
    }
    var embedded =
        EmbeddedDatabase.start(config.dataFolder(), progress)
            .orElseThrow(() ->
                new CannotStart(
                    "The data folder %s is in use by another Hearken server: stop that one, or set HEARKEN_DATA_DIR to another folder."
                        .formatted(config.dataFolder().toAbsolutePath().normalize())));
    return open(config, embedded.dataSource(), Optional.of(embedded));
  }

  /// Opens it for a command, beside a running server or without one.
  static OpenDatabase forCommand(Config config, Consumer<String> progress) {
    if (config.database().isPresent()) {
      return open(config, config.database().get().dataSource(), Optional.empty());
    }
    var embedded = EmbeddedDatabase.start(config.dataFolder(), progress);
    var source =
        embedded
            .map(EmbeddedDatabase::dataSource)
            .orElseGet(() -> EmbeddedDatabase.ofRunning(config.dataFolder()));
    return open(config, source, embedded);
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
