package dev.hearken.loading;

import dev.hearken.database.Database;
import dev.hearken.database.Id;

/// Removes what is known of the mails of a source, or a bucket, that is gone: a slice at a time.
public final class PurgeLoading {
  private static final int SLICE = 5_000;

  private final Database database;

  public PurgeLoading(Database database) {
    this.database = database;
  }

  /// @return whether there is more
  public boolean source(Id source) {
    return delete(
            """
            DELETE FROM mail_comment
            WHERE source_id = :source
              AND (bucket_id, email_key) IN (
                SELECT bucket_id, email_key
                FROM mail_comment
                WHERE source_id = :source
                LIMIT :slice
              )
            """,
            source)
        || delete(
            """
            DELETE FROM email_load
            WHERE source_id = :source
              AND (bucket_id, key) IN (
                SELECT bucket_id, key
                FROM email_load
                WHERE source_id = :source
                LIMIT :slice
              )
            """,
            source)
        || delete(
            """
            DELETE FROM email_skip
            WHERE source_id = :source
              AND key IN (
                SELECT key
                FROM email_skip
                WHERE source_id = :source
                LIMIT :slice
              )
            """,
            source)
        || gone(source);
  }

  private boolean gone(Id source) {
    database.with(handle ->
        handle
            .createUpdate("DELETE FROM source_load WHERE source_id = :source")
            .bind("source", source)
            .execute());
    return false;
  }

  private boolean delete(String statement, Id source) {
    return database.with(handle ->
        handle.createUpdate(statement).bind("source", source).bind("slice", SLICE).execute())
        == SLICE;
  }

  /// Whatever named the bucket, now or before, forgets which comments its mails were.
  ///
  /// @return whether there is more
  public boolean bucket(Id bucket) {
    var sources =
        database.with(handle ->
            handle.createQuery("SELECT id FROM source ORDER BY id").mapTo(Id.class).list());
    for (var source : sources) {
      while (forget(source, bucket)) {
        // The next slice.
      }
    }
    return purgeThreads(bucket) == SLICE;
  }

  private boolean forget(Id source, Id bucket) {
    return database.with(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM mail_comment
                WHERE source_id = :source
                  AND bucket_id = :bucket
                  AND email_key IN (
                    SELECT email_key
                    FROM mail_comment
                    WHERE source_id = :source AND bucket_id = :bucket
                    LIMIT :slice
                  )
                """)
            .bind("source", source)
            .bind("bucket", bucket)
            .bind("slice", SLICE)
            .execute())
        == SLICE;
  }

  private int purgeThreads(Id bucket) {
    return database.with(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM mail_thread
                WHERE bucket_id = :bucket
                  AND key IN (
                    SELECT key
                    FROM mail_thread
                    WHERE bucket_id = :bucket
                    LIMIT :slice
                  )
                """)
            .bind("bucket", bucket)
            .bind("slice", SLICE)
            .execute());
  }
}
