package dev.hearken.database;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// JSON as it is stored, in UTF-8. It goes out byte for byte as it came from the database, without
/// becoming text in between.
public final class StoredJson implements JsonSerializable {
  private final byte[] utf8;

  private StoredJson(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// @param utf8 which nobody changes from now on
  public static StoredJson of(byte[] utf8) {
    return new StoredJson(utf8);
  }

  public static StoredJson of(String json) {
    return new StoredJson(json.getBytes(StandardCharsets.UTF_8));
  }

  /// How many bytes it has.
  public int length() {
    return utf8.length;
  }

  public InputStream stream() {
    return new ByteArrayInputStream(utf8);
  }

  @Override
  public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
    json.writeRawValue(new RawUtf8(utf8));
  }

  @Override
  public void serializeWithType(
      JsonGenerator json, SerializerProvider provider, TypeSerializer type) throws IOException {
    serialize(json, provider);
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
