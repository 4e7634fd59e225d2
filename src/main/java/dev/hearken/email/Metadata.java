package dev.hearken.email;

import dev.hearken.body.Tokens;
import dev.hearken.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a mailbox said of a mail, beside the mail itself (wire contract 2.3).
final class Metadata {
  private static final int LONGEST_TEXT = 16_384;
  private static final int LONGEST_NAME = 1_024;
  private static final int MOST_NAMES = 1_024;
  private static final List<String> FIELDS =
      List.of(
          "sensitivity",
          "importance",
          "conversation_id",
          "conversation_topic",
          "received_at",
          "size",
          "categories",
          "folder",
          "has_attachments",
          "is_read");

  private Metadata() {}

  /// Reads it from the object that comes next.
  ///
  /// @return JSON, with its fields in one order whatever order they came in, so that the same is
  ///   always the same text
  static String read(Tokens in) throws IOException {
    in.requireObject();
    var values = new TreeMap<String, @Nullable Object>();
    while (in.nextField()) {
      var name = in.name();
      if (!FIELDS.contains(name)) {
        throw in.unknown(FIELDS);
      }
      values.put(name, in.isNull() ? null : value(in, name));
    }
    return Json.text(values);
  }

  private static Object value(Tokens in, String name) throws IOException {
    return switch (name) {
      case "size" -> in.unsigned();
      case "categories", "folder" -> names(in);
      case "has_attachments", "is_read" -> in.flag();
      default -> in.text(0, LONGEST_TEXT);
    };
  }

  private static List<String> names(Tokens in) throws IOException {
    in.requireArray();
    var names = new ArrayList<String>();
    while (in.nextElement()) {
      if (names.size() == MOST_NAMES) {
        throw in.tooMany(MOST_NAMES);
      }
      names.add(in.text(0, LONGEST_NAME));
    }
    return names;
  }
}
