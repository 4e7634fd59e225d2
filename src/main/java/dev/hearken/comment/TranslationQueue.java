package dev.hearken.comment;

import dev.hearken.database.Id;
import org.jdbi.v3.core.Handle;

/// Tells whoever translates of comments whose messages have just been written, in the transaction
/// that writes them: a row for a whole slice, for uploads must not be slower for it.
final class TranslationQueue {
  private final Handle handle;
  private final Id source;

  TranslationQueue(Handle handle, Id source) {
    this.handle = handle;
    this.source = source;
  }

  /// @param keys of comments with other messages than before
  /// @param translated whether these are to be translated; the translations of the ones before go
  ///   in any case
  void retold(byte[][] keys, boolean translated) {
    handle
        .createQuery(
            """
            WITH outdated AS (
              DELETE FROM comment_translation
              WHERE source_id = :source AND key = ANY(:keys)
            ), queued AS (
              INSERT INTO translation_queue (source_id, keys)
              SELECT :source, :keys
              WHERE :translated
              RETURNING source_id
            )
            SELECT call_for_translation(source_id)
            FROM queued
            """)
        .bind("source", source)
        .bind("keys", keys)
        .bind("translated", translated)
        .mapTo(String.class)
        .list();
  }
}
