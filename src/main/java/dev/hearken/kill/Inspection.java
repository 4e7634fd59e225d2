package dev.hearken.kill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// What is in the database after a kill: sources, and whether each fits its lines in the audit log.
///
/// @param titles of all sources, by name
/// @param written how many lines of the audit log tell of a source that was made or changed
/// @param torn a line for each source that is not as its last line in the audit log says, or stands
///   in one of the two only
record Inspection(Map<String, String> titles, long written, List<String> torn) {
  private static final String SOURCES =
      """
      SELECT s.name, s.title, told.title AS told_title, coalesce(told.lines, 0) AS lines,
        coalesce(s.name, told.name) AS either
      FROM source s
      FULL JOIN (
        SELECT DISTINCT ON (after->>'name') after->>'name' AS name, after->>'title' AS title,
          count(*) OVER (PARTITION BY after->>'name') AS lines
        FROM audit_event
        WHERE type IN ('source.create', 'source.update')
        ORDER BY after->>'name', id DESC
      ) told ON told.name = s.name
      """;

  static Inspection of(DataSource database) throws SQLException {
    var titles = new HashMap<String, String>();
    var torn = new ArrayList<String>();
    long written = 0;
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(SOURCES)) {
      while (row.next()) {
        var title = row.getString("title");
        if (title != null) {
          titles.put(row.getString("name"), title);
        }
        if (title == null || !title.equals(row.getString("told_title"))) {
          torn.add(
              "%s is %s, but the audit log says %s"
                  .formatted(row.getString("either"), title, row.getString("told_title")));
        }
        written += row.getLong("lines");
      }
    }
    return new Inspection(titles, written, torn);
  }
}
