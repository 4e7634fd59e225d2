package dev.hearken.database;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Brings the database to the shape this build works with.
///
/// The steps are the files `db/migration/V<number>__<what_it_does>.sql`. Builds of different age
/// may work on one database, as long as the newer steps leave the older build's statements right. A
/// step that does not has a name that begins with `incompatible`
/// (`V7__incompatible_split_source.sql`), and keeps older builds out.
public final class Migrations {
  private static final System.Logger LOG = System.getLogger(Migrations.class.getName());
  private static final String LOCATION = "classpath:db/migration";
  private static final String INCOMPATIBLE = "incompatible";

  // Kept in a field, for the logging system would forget the level of a logger that nobody holds.
  private static final Logger LIBRARY = Logger.getLogger("org.flywaydb");

  private Migrations() {}

  /// Applies what is missing. Several servers may do so at once: one works, the others wait for it.
  ///
  /// @throws CannotStart when the database is ahead of this build in a way it cannot work with, is
  ///   not Hearken's, or a step fails
  public static void apply(DataSource dataSource) {
    apply(dataSource, LOCATION);
  }

  static void apply(DataSource dataSource, String location) {
    // What it has to say when something fails is in the exception, and said once there.
    LIBRARY.setLevel(java.util.logging.Level.OFF);
    try (var _ = dataSource.getConnection()) {
      // It can be reached.
    } catch (SQLException e) {
      throw new CannotStart(
          "The database cannot be reached (%s): see that it runs, and check HEARKEN_DATABASE_URL, HEARKEN_DATABASE_USER and HEARKEN_DATABASE_PASSWORD."
              .formatted(sentence(e)),
          e);
    }
    var flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(dataSource)
            .locations(location)
            .failOnMissingLocations(false)
            .load();
    try {
      refuseIncompatible(flyway.info().all());
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw new CannotStart(
          "The migrations of this Hearken are not those that the database has seen (%s): use an unchanged build, or restore the database from a backup."
              .formatted(sentence(e)),
          e);
    } catch (FlywayException e) {
      if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
        throw new CannotStart(
            "The database holds tables that are not Hearken's: give Hearken an empty database of its own in HEARKEN_DATABASE_URL.",
            e);
      }
      throw new CannotStart(
          "The database cannot be brought up to date (%s): put that right and start again; nothing of the failed step was kept."
              .formatted(sentence(e)),
          e);
    }
  }

  private static void refuseIncompatible(MigrationInfo[] steps) {
    var unknown = Arrays.stream(steps).filter(step -> isAhead(step)).toList();
    for (var step : unknown) {
      if (step.getDescription().toLowerCase(Locale.ROOT).startsWith(INCOMPATIBLE)) {
        throw new CannotStart(
            "The database was migrated by a newer Hearken (version %s, \"%s\"), which this one cannot work with: start the newer one, or restore a backup from before."
                .formatted(step.getVersion(), step.getDescription()));
      }
    }
    if (!unknown.isEmpty()) {
      LOG.log(
          Level.INFO,
          () ->
              "The database was migrated by a newer Hearken (version %s), which this one can work with"
                  .formatted(unknown.getLast().getVersion()));
    }
  }

  private static boolean isAhead(MigrationInfo step) {
    return switch (step.getState()) {
      case FUTURE_SUCCESS, FUTURE_FAILED -> true;
      default -> false;
    };
  }

  /// A library's message as part of a sentence.
  private static String sentence(Exception failure) {
    return Optional.ofNullable(failure.getMessage())
        .orElse(failure.toString())
        .strip()
        .replaceAll("\\s+", " ")
        .replaceAll("\\.$", "");
  }
}
