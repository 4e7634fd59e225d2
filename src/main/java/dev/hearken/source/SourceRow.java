package dev.hearken.source;

import static java.util.Objects.requireNonNull;

import dev.hearken.database.Columns;
import dev.hearken.source.SourceStore.Held;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads sources out of rows, column by column: found out by reflection, it takes as long as the
/// rest of a look at one source (measured).
final class SourceRow {
  private SourceRow() {}

  static Held held(ResultSet row) throws SQLException {
    return new Held(
        row.getString("owner"),
        Columns.texts(row, "held"),
        Columns.id(row, "id") == null ? null : source(row));
  }

  /// A source, from a row that has one.
  static Source source(ResultSet row) throws SQLException {
    return new Source(
        requireNonNull(Columns.id(row, "id")),
        row.getString("owner"),
        row.getString("name"),
        row.getString("title"),
        row.getString("description"),
        row.getString("language"),
        row.getBoolean("should_translate"),
        requireNonNull(Columns.texts(row, "sensitive_properties")),
        row.getString("kind"),
        Columns.id(row, "bucket_id"),
        row.getString("email_transform_tag"),
        version(row),
        requireNonNull(Columns.instant(row, "created_at")),
        requireNonNull(Columns.instant(row, "updated_at")));
  }

  private static @Nullable Integer version(ResultSet row) throws SQLException {
    int version = row.getInt("email_transform_version");
    return row.wasNull() ? null : version;
  }
}
