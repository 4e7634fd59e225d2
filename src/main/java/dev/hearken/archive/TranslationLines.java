package dev.hearken.archive;

import static dev.hearken.archive.JsonText.ascii;

import dev.hearken.database.Id;
import dev.hearken.database.Outflow;
import java.io.IOException;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What is served in place of the messages of comments, where they were translated.
final class TranslationLines {
  private static final byte[] BEGIN = ascii("{\"id\":");
  private static final byte[] MESSAGES = ascii(",\"messages\":");

  private TranslationLines() {}

  static void write(Handle handle, Id source, Parts parts) throws IOException {
    if (!isTranslated(handle, source)) {
      return;
    }
    Outflow.of(
        handle,
        """
        SELECT c.id, t.messages
        FROM comment_translation t
        JOIN comment c
          ON c.source_id = :source AND c.key = t.key AND c.messages_digest = t.for_digest
        WHERE t.source_id = :source AND t.messages IS NOT NULL
        ORDER BY c.ts, c.id
        """,
        Map.of("source", source),
        row -> {
          var out = parts.lines();
          out.write(BEGIN);
          JsonText.string(row, 0, out);
          out.write(MESSAGES);
          row.copy(1, out);
          out.write('}');
          parts.ended();
        });
    parts.end();
  }

  /// Most sources never were, and need no look at all of their comments.
  private static boolean isTranslated(Handle handle, Id source) {
    return handle
        .createQuery("SELECT EXISTS (SELECT FROM translated_source WHERE id = :source)")
        .bind("source", source)
        .mapTo(Boolean.class)
        .one();
  }
}
