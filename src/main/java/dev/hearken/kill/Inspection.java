package dev.hearken.kill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/// What is in the database after a kill: sources, whether each fits its lines in the audit log, and
/// comments.
///
/// @param titles of all sources but those for comments, by name
/// @param homes sources for comments, by name
/// @param written how many lines of the audit log tell of one of the former that was made or
///   changed
/// @param torn a line for each source that is not as its last line in the audit log says, or stands
///   in one of the two only
record Inspection(
    Map<String, String> titles,
    Map<String, CommentLedger.Home> homes,
    long written,
    List<String> torn) {
  private static final String SOURCES =
      """
      SELECT s.name, s.title, told.title AS told_title, coalesce(told.lines, 0) AS lines,
        coalesce(s.name, told.name) AS either, hex_id(s.id) AS id
      FROM source s
      FULL JOIN (
        SELECT DISTINCT ON (name) name,
          CASE WHEN type <> 'source.delete' THEN after->>'title' END AS title,
          count(*) FILTER (WHERE type <> 'source.delete') OVER (PARTITION BY name) AS lines
        FROM (
          SELECT id, type, after, coalesce(after, before)->>'name' AS name
          FROM audit_event
          WHERE type IN ('source.create', 'source.update', 'source.delete')
        ) event
        ORDER BY name, id DESC
      ) told ON told.name = s.name
      """;

  private static final String COMMENTS =
      """
      SELECT s.name, c.id, c.properties->>'string:Batch' AS batch
      FROM source s
      JOIN comment c ON c.source_id = s.id
      """;

  /// Comments of sources that are gone, and work that is to remove them.
  private static final String LEFT =
      """
      SELECT (SELECT count(*) FROM comment WHERE source_id NOT IN (SELECT id FROM source))
        + (SELECT count(*) FROM scheduled_tasks WHERE task_name = 'purge-source')
      """;

  static Inspection of(DataSource database) throws SQLException {
    var titles = new HashMap<String, String>();
    var homes = new HashMap<String, CommentLedger.Home>();
    var torn = new ArrayList<String>();
    long written = 0;
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      try (var row = statement.executeQuery(SOURCES)) {
        while (row.next()) {
          var title = row.getString("title");
          if (!Objects.equals(title, row.getString("told_title"))) {
            torn.add(
                "%s is %s, but the audit log says %s"
                    .formatted(row.getString("either"), title, row.getString("told_title")));
          }
          if (row.getString("either").startsWith(CommentLedger.PREFIX)) {
            if (title != null) {
              homes.put(
                  row.getString("name"),
                  new CommentLedger.Home(row.getString("id"), new HashMap<>()));
            }
          } else {
            if (title != null) {
              titles.put(row.getString("name"), title);
            }
            written += row.getLong("lines");
          }
        }
      }
      try (var row = statement.executeQuery(COMMENTS)) {
        while (row.next()) {
          Objects.requireNonNull(homes.get(row.getString("name")))
              .comments()
              .put(row.getString("id"), row.getString("batch"));
        }
      }
    }
    return new Inspection(titles, homes, written, torn);
  }

  /// How many comments of sources that are gone are still there, and how much work that is to
  /// remove them.
  static long left(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(LEFT)) {
      row.next();
      return row.getLong(1);
    }
  }
}
