package dev.hearken.comment;

import dev.hearken.database.BinaryArray;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Lookup;
import dev.hearken.database.Values;
import dev.hearken.http.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What became of comments that were sent to be written.
///
/// @param present whether the source is there; nothing was written if not
/// @param added how many were not there before
/// @param translated whether what was written is to be translated; null when nothing of the source
///   ever was
record Written(boolean present, long added, @Nullable Boolean translated) {
  static final Written NOTHING = new Written(true, 0, null);

  private static final Written WITHOUT_SOURCE = new Written(false, 0, null);

  /// The arguments of a function that writes comments, from the time on.
  static final String COMMENTS =
      """
      :keys, :ids, :times, :threads, :thread_keys, :formats, :messages, :properties, :attachments,
      :contents, :texts
      """;

  /// The source is locked against deletion: else comments could come to rest behind the purge.
  ///
  /// Where nothing else is done in the transaction, a source that is translated is not present.
  /// Whoever asks that holds a lock from then on which those wait for who begin to translate.
  private static final Lookup<Written> STATEMENT =
      new Lookup<>(
          "WITH home AS (\n"
              + Home.SQL
              + """
              WHERE s.id = :source AND (NOT :alone OR is_translated(:source) IS NULL)
              FOR KEY SHARE OF s
              )
              SELECT written_comments(id, hidden, :overwrite, :now, NULL, %s) AS added,
                CASE WHEN NOT :alone THEN is_translated(id) END AS translated
              FROM home
              """
                  .formatted(COMMENTS),
          Written::of);

  /// Comments to be written, each of which is new or differs.
  ///
  /// @param overwrite whether what is there with other content is written
  record Order(Id source, Caller caller, List<Digested> comments, boolean overwrite, Instant now) {
    /// In a transaction of somebody else's.
    Written in(Handle handle) {
      return STATEMENT.find(handle, values(false)).orElse(WITHOUT_SOURCE);
    }

    /// In a transaction of its own, but for a source that is translated.
    Written alone(Database database) {
      return database.find(STATEMENT, values(true)).orElse(WITHOUT_SOURCE);
    }

    private Values values(boolean alone) {
      return Written.values(comments, Home.values(caller))
          .set("source", source)
          .set("alone", alone)
          .set("overwrite", overwrite)
          .set("now", now);
    }
  }

  /// Adds those of [#COMMENTS].
  static Values values(List<Digested> comments, Values others) {
    return Digested.values(comments, others)
        .set("ids", BinaryArray.texts(comments, row -> row.comment().id()))
        .set("times", BinaryArray.times(comments, row -> row.comment().timestamp()))
        .set("threads", BinaryArray.texts(comments, row -> row.comment().threadId()))
        .set("thread_keys", BinaryArray.bytes(comments, row -> row.comment().threadKey()))
        .set("formats", BinaryArray.texts(comments, row -> row.comment().textFormat()))
        .set("messages", BinaryArray.utf8(comments, row -> row.comment().messages()))
        .set("attachments", BinaryArray.texts(comments, row -> row.comment().attachments()));
  }

  private static Written of(ResultSet row) throws SQLException {
    long added = row.getLong(1);
    boolean translated = row.getBoolean(2);
    return new Written(true, added, row.wasNull() ? null : translated);
  }
}
