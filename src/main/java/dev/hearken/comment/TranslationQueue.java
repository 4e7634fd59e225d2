package dev.hearken.comment;

import dev.hearken.database.BinaryArray;
import dev.hearken.database.Id;
import java.util.Arrays;
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
  /// @param outdated whether some of them were there before, whose translations go
  /// @param translated whether these are to be translated
  void retold(byte[][] keys, boolean outdated, boolean translated) {
    if (outdated) {
      handle
          .createUpdate(
              "DELETE FROM comment_translation WHERE source_id = :source AND key = ANY(:keys)")
          .bind("source", source)
          .bind("keys", keys)
          .execute();
    }
    if (translated) {
      queue(keys);
    }
  }

  private void queue(byte[][] keys) {
    handle
        .createQuery(
            """
            WITH queued AS (
              INSERT INTO translation_queue (source_id, keys)
              VALUES (:source, :keys)
              RETURNING source_id
            )
            SELECT call_for_translation(source_id)
            FROM queued
            """)
        .bind("source", source)
        .bind("keys", BinaryArray.bytes(Arrays.asList(keys), key -> key))
        .mapTo(String.class)
        .list();
  }
}
