package dev.hearken.body;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hearken.http.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is said of the files that belong to a thing (wire contract 2.2).
public final class Attachments {
  private static final int MOST = 128;
  private static final int LONGEST_FIELD = 256;
  private static final int LONGEST_REFERENCE = 1_024;
  private static final String REFERENCE = "attachment_reference";
  private static final List<String> FIELDS =
      List.of("name", "size", "content_type", REFERENCE, "content_hash", "inline");

  private Attachments() {}

  /// Reads them from the array that comes next.
  ///
  /// @return JSON; null when there are none
  public static @Nullable String read(Tokens in) throws IOException {
    return read(in, true);
  }

  /// As [#read], without the references: they are the server's, so what it gave out can be sent
  /// back and says nothing, and what another server gave out is not kept.
  public static @Nullable String readWithoutReferences(Tokens in) throws IOException {
    return read(in, false);
  }

  private static @Nullable String read(Tokens in, boolean references) throws IOException {
    in.requireArray();
    var text = new StringWriter();
    int count = 0;
    try (var out = Json.generator(text)) {
      out.writeStartArray();
      for (; in.nextElement(); count++) {
        if (count == MOST) {
          throw in.tooMany(MOST);
        }
        one(in, out, references);
      }
      out.writeEndArray();
    }
    return count == 0 ? null : text.toString();
  }

  private static void one(Tokens in, JsonGenerator out, boolean references) throws IOException {
    in.requireObject();
    out.writeStartObject();
    var required = new TreeSet<>(Set.of("name", "size", "content_type"));
    while (in.nextField()) {
      var name = in.name();
      if (!FIELDS.contains(name)) {
        throw in.unknown(FIELDS);
      }
      boolean optional = !required.remove(name);
      if (name.equals(REFERENCE) && !references) {
        if (!in.isNull()) {
          in.text(0, LONGEST_REFERENCE);
        }
        continue;
      }
      out.writeFieldName(name);
      if (optional && in.isNull()) {
        out.writeNull();
        continue;
      }
      switch (name) {
        case "size" -> out.writeNumber(in.unsigned());
        case "inline" -> out.writeBoolean(in.flag());
        case "name", "content_type" -> out.writeString(in.text(0, LONGEST_FIELD));
        default -> out.writeString(in.text(0, LONGEST_REFERENCE));
      }
    }
    if (!required.isEmpty()) {
      throw in.missing(required.first(), required.first().equals("size") ? "a number" : "a string");
    }
    out.writeEndObject();
  }
}
