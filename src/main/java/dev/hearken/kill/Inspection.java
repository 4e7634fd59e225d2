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
/// @param mails the texts of the mails of each bucket, by their ids
/// @param archives the comments of each project that archives are brought into, by their ids
/// @param written how many lines of the audit log tell of one of the former that was made or
///   changed
/// @param torn a line for each source that is not as its last line in the audit log says, or stands
///   in one of the two only
record Inspection(
    Map<String, String> titles,
    Map<String, CommentLedger.Home> homes,
    Map<String, Map<String, String>> mails,
    Map<String, Map<String, String>> archives,
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
      WHERE s.name LIKE 'comments-%'
      """;

  private static final String ARCHIVES =
      """
      SELECT p.name, c.id, c.properties->>'string:Batch' AS batch
      FROM project p
      LEFT JOIN source s ON s.project_id = p.id
      LEFT JOIN comment c ON c.source_id = s.id
      WHERE p.name LIKE 'archived-%'
      """;

  private static final String MAILS =
      """
      SELECT b.name, e.id, convert_from(c.bytes, 'UTF8') AS content
      FROM bucket b
      JOIN email e ON e.bucket_id = b.id
      JOIN email_chunk c ON c.bucket_id = b.id AND c.key = e.key AND c.content_id = e.content_id
      """;

  /// How much is not loaded yet.
  private static final String WAITING =
      """
      SELECT (SELECT count(*) FROM email_load) + count(*) AS waiting
      FROM source_load
      WHERE walked IS NOT NULL
      """;

  private static final String LOADED =
      """
      SELECT c.id, CAST(c.messages AS json)->0->'body'->>'text' AS text
      FROM source s
      JOIN comment c ON c.source_id = s.id
      WHERE s.name = ?
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
          if (row.getString("either").startsWith(MailLedger.PREFIX)
              || row.getString("either").startsWith(ArchiveLedger.PREFIX)) {
            continue;
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
    return new Inspection(titles, homes, mails(database), archives(database), written, torn);
  }

  private static Map<String, Map<String, String>> archives(DataSource database)
      throws SQLException {
    var archives = new HashMap<String, Map<String, String>>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(ARCHIVES)) {
      while (row.next()) {
        var comments = archives.computeIfAbsent(row.getString("name"), _ -> new HashMap<>());
        if (row.getString("id") != null) {
          comments.put(row.getString("id"), row.getString("batch"));
        }
      }
    }
    return archives;
  }

  private static Map<String, Map<String, String>> mails(DataSource database) throws SQLException {
    var mails = new HashMap<String, Map<String, String>>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(MAILS)) {
      while (row.next()) {
        var content = row.getString("content");
        mails
            .computeIfAbsent(row.getString("name"), _ -> new HashMap<>())
            .put(row.getString("id"), content.substring(content.lastIndexOf('\n') + 1));
      }
    }
    return mails;
  }

  /// How many mails wait for a source or failed in it, and how many buckets are being walked.
  static long waiting(DataSource database) throws SQLException {
    return number(database, WAITING);
  }

  /// The texts of a source's comments, by their ids.
  static Map<String, String> loaded(DataSource database, String source) throws SQLException {
    var loaded = new HashMap<String, String>();
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(LOADED)) {
      statement.setString(1, source);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          loaded.put(row.getString("id"), row.getString("text"));
        }
      }
    }
    return loaded;
  }

  /// How many comments of sources that are gone are still there, and how much work that is to
  /// remove them.
  static long left(DataSource database) throws SQLException {
    return number(database, LEFT);
  }

  private static long number(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
