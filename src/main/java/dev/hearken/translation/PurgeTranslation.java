package dev.hearken.translation;

import dev.hearken.database.Database;
import dev.hearken.database.Id;

/// Removes what is known of the translation of a source that is gone, a slice at a time.
public final class PurgeTranslation {
  private static final int SLICE = 1_000;

  private final Database database;

  public PurgeTranslation(Database database) {
    this.database = database;
  }

  /// @return whether there is more
  public boolean source(Id source) {
    database.with(handle ->
        handle
            .createUpdate("DELETE FROM translation_call WHERE source = :source")
            .bind("source", source)
            .execute());
    return delete(
            """
            DELETE FROM comment_translation
            WHERE source_id = :source
              AND key IN (
                SELECT key
                FROM comment_translation
                WHERE source_id = :source
                LIMIT :slice
              )
            """,
            source)
        || delete(
            """
            DELETE FROM translation_queue
            WHERE source_id = :source
              AND arrived IN (
                SELECT arrived
                FROM translation_queue
                WHERE source_id = :source
                LIMIT :slice
              )
            """,
            source);
  }

  private boolean delete(String statement, Id source) {
    return database.with(handle ->
        handle.createUpdate(statement).bind("source", source).bind("slice", SLICE).execute())
        == SLICE;
  }
}
