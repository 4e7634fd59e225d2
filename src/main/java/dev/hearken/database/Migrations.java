package dev.hearken.database;

import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/// Brings the schema to what this server knows, under a lock, so that several may start together.
///
/// A database that a newer server has migrated can be used by an older one, as during an update of
/// several servers, unless one of the migrations it does not know is marked as incompatible: its
/// description begins with that word (`V7__incompatible_split_sources.sql`).
public final class Migrations {
  private static final Logger LOG = Logger.getLogger(Migrations.class.getName());
  private static final String MARK = "incompatible";

  private Migrations() {}

  /// Applies what is missing.
  ///
  /// @throws CannotStart when the database cannot be reached or migrated, or is too new
  public static void apply(DataSource dataSource) {
    apply(dataSource, "classpath:db/migration");
  }

  static void apply(DataSource dataSource, String location) {
    var flyway =
        Flyway.configure().dataSource(dataSource).locations(location).connectRetries(0).load();
    try {
      flyway.migrate();
      refuseIncompatible(flyway.info().all());
    } catch (FlywayException e) {
      throw new CannotStart(
          "The database cannot be reached or brought up to date: " + sentence(e), e);
    }
  }

  private static void refuseIncompatible(MigrationInfo[] migrations) {
    var newest =
        Arrays.stream(migrations)
            .filter(migration -> migration.getState().isResolved())
            .map(MigrationInfo::getVersion)
            .max(MigrationVersion::compareTo);
    Optional<MigrationInfo> incompatible =
        Arrays.stream(migrations)
            .filter(migration -> migration.getState().isApplied())
            .filter(
                migration -> newest.isEmpty() || migration.getVersion().isNewerThan(newest.get()))
            .filter(migration -> migration.getDescription().startsWith(MARK))
            .findFirst();
    incompatible.ifPresent(migration -> {
      throw new CannotStart(
          "The database was migrated by a newer Hearken (version %s, '%s'), which this one cannot work with: start the newer one, or use a database from before."
              .formatted(migration.getVersion(), migration.getDescription()));
    });
    LOG.fine(() -> "The database is at version " + newest.map(Object::toString).orElse("none"));
  }

  /// What PostgreSQL itself said, if it said something.
  private static String sentence(FlywayException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("unknown");
  }
}
