package dev.hearken.archive;

import static dev.hearken.archive.JsonText.ascii;

import dev.hearken.database.BinaryRow;
import dev.hearken.database.Id;
import dev.hearken.database.Outflow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The comments of a source, each a line that can be sent back as it is.
final class CommentLines {
  private static final String ALL = "c.properties";

  /// Which names are hidden is found out once, not for each comment.
  private static final String VISIBLE =
      "c.properties - (SELECT hidden_keys(s.sensitive_properties) FROM source s WHERE s.id = :source)";

  private static final int ID = 0;
  private static final int TIMESTAMP = 1;
  private static final int THREAD = 2;
  private static final int FORMAT = 3;
  private static final int MESSAGES = 4;
  private static final int PROPERTIES = 5;
  private static final int ATTACHMENTS = 6;
  private static final int CREATED = 7;
  private static final int UPDATED = 8;

  private CommentLines() {}

  /// @param sensitive whether sensitive properties are among it
  static void write(Handle handle, Id source, boolean sensitive, Parts parts) throws IOException {
    Outflow.of(
        handle,
        reading(sensitive ? ALL : VISIBLE),
        Map.of("source", source),
        row -> {
          line(row, parts.lines());
          times(row, parts.times());
          parts.ended();
        });
    parts.end();
  }

  private static String reading(String properties) {
    return """
    SELECT c.id, c.ts, c.thread_id, c.text_format, c.messages, CAST(%s AS text), c.attachments,
      c.created, c.updated
    FROM comment c
    WHERE c.source_id = :source
    ORDER BY c.ts, c.id
    """
        .formatted(properties);
  }

  static long count(Handle handle, Id source) {
    return handle
        .createQuery("SELECT count(*) FROM comment WHERE source_id = :source")
        .bind("source", source)
        .mapTo(Long.class)
        .one();
  }

  private static final byte[] BEGIN = ascii("{\"id\":");
  private static final byte[] TIMESTAMP_FIELD = ascii(",\"timestamp\":");
  private static final byte[] THREAD_FIELD = ascii(",\"thread_id\":");
  private static final byte[] FORMAT_FIELD = ascii(",\"text_format\":");
  private static final byte[] MESSAGES_FIELD = ascii(",\"messages\":");
  private static final byte[] PROPERTIES_FIELD = ascii(",\"user_properties\":");
  private static final byte[] ATTACHMENTS_FIELD = ascii(",\"attachments\":");
  private static final byte[] CREATED_FIELD = ascii(",\"created_at\":");
  private static final byte[] UPDATED_FIELD = ascii(",\"updated_at\":");

  private static void line(BinaryRow row, OutputStream out) throws IOException {
    out.write(BEGIN);
    JsonText.string(row, ID, out);
    out.write(TIMESTAMP_FIELD);
    JsonText.time(row.time(TIMESTAMP), out);
    if (!row.isNull(THREAD)) {
      out.write(THREAD_FIELD);
      JsonText.string(row, THREAD, out);
    }
    if (!row.isNull(FORMAT)) {
      out.write(FORMAT_FIELD);
      JsonText.string(row, FORMAT, out);
    }
    out.write(MESSAGES_FIELD);
    row.copy(MESSAGES, out);
    out.write(PROPERTIES_FIELD);
    row.copy(PROPERTIES, out);
    if (!row.isNull(ATTACHMENTS)) {
      out.write(ATTACHMENTS_FIELD);
      row.copy(ATTACHMENTS, out);
    }
    out.write('}');
  }

  private static void times(BinaryRow row, OutputStream out) throws IOException {
    out.write(BEGIN);
    JsonText.string(row, ID, out);
    out.write(CREATED_FIELD);
    JsonText.time(row.time(CREATED), out);
    out.write(UPDATED_FIELD);
    JsonText.time(row.time(UPDATED), out);
    out.write('}');
    out.write('\n');
  }
}
