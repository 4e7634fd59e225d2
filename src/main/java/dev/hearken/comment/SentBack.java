package dev.hearken.comment;

import dev.hearken.body.Digest;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// Messages that come back translated as they were served: they are what was translated, so an
/// export that is read in again changes nothing.
public final class SentBack {
  private static final RowMapper<Found> FOUND = Rows.of(Found.class);

  /// Stands in all messages that are translated, and hardly in others: a field with a text.
  private static final String MARK = "\"translated_from\":\"";

  private static final List<String> FIELDS =
      List.of("body", "subject", "signature", "language", "from", "to", "cc", "bcc", "sent_at");
  private static final List<String> PARTS = List.of("body", "subject", "signature");
  private static final List<String> TEXTS =
      List.of("text", "translated_from", "text_markup", "translated_from_markup");

  private SentBack() {}

  record Found(ByteBuffer key, ByteBuffer servedDigest, ByteBuffer messages) {}

  /// Of messages in a form that does not depend on the order of fields, nor on whether those that
  /// are not there are left out: clients write them in their own order.
  ///
  /// @param messages JSON
  public static byte[] digest(String messages) {
    var form = new StringBuilder(messages.length() + 64);
    for (var message : Json.stored(messages)) {
      form.append('{');
      for (var field : FIELDS) {
        var value = message.path(field);
        if (PARTS.contains(field) && value.isObject()) {
          form.append(field).append('{');
          for (var text : TEXTS) {
            if (value.hasNonNull(text)) {
              form.append(text).append(Json.text(value.get(text)));
            }
          }
        } else if (message.hasNonNull(field)) {
          form.append(field).append(Json.text(value));
        }
      }
    }
    return Digest.of(form.toString());
  }

  /// May some of these be translated?
  static boolean areAmong(List<NewComment> comments) {
    return comments.stream().anyMatch(each -> isMarked(each.messages()));
  }

  /// The messages that were translated into some that are sent now, by the keys of comments.
  static Map<ByteBuffer, ByteBuffer> originals(
      Handle handle, Id source, List<NewComment> comments) {
    var translated = comments.stream().filter(each -> isMarked(each.messages())).toList();
    var served = new HashMap<ByteBuffer, ByteBuffer>();
    translated.forEach(each ->
        served.put(ByteBuffer.wrap(each.key()), ByteBuffer.wrap(digest(text(each.messages())))));
    var originals = new HashMap<ByteBuffer, ByteBuffer>();
    handle
        .createQuery(
            """
            SELECT t.key, t.served_digest, convert_to(c.messages, 'UTF8') AS messages
            FROM comment_translation t
            JOIN comment c
              ON c.source_id = :source AND c.key = t.key AND c.messages_digest = t.for_digest
            WHERE t.source_id = :source AND t.key = ANY(:keys) AND t.served_digest IS NOT NULL
            """)
        .addCustomizer(FreshPlan.EACH_TIME)
        .bind("source", source)
        .bind("keys", translated.stream().map(NewComment::key).toArray(byte[][]::new))
        .map(FOUND)
        .filter(each -> each.servedDigest().equals(served.get(each.key())))
        .forEach(each -> originals.put(each.key(), each.messages()));
    return originals;
  }

  private static String text(ByteBuffer utf8) {
    return StandardCharsets.UTF_8.decode(utf8.duplicate()).toString();
  }

  /// Is any text of messages translated?
  ///
  /// One byte, one character: Java looks for texts far faster than for bytes.
  public static boolean isMarked(ByteBuffer messages) {
    var bytes = messages.array();
    int from = messages.arrayOffset() + messages.position();
    return new String(bytes, from, messages.remaining(), StandardCharsets.ISO_8859_1)
        .contains(MARK);
  }
}
