package dev.hearken.database;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// JSON as it is stored, in UTF-8. It goes out byte for byte as it came from the database, without
/// becoming text in between.
public final class StoredJson implements JsonSerializable {
  private final byte[] bytes;
  private final int offset;
  private final int length;

  private StoredJson(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /// @param utf8 which nobody changes from now on
  public static StoredJson of(byte[] utf8) {
    return of(utf8, 0, utf8.length);
  }

  /// A piece of bytes that nobody changes from now on.
  public static StoredJson of(byte[] bytes, int offset, int length) {
    return new StoredJson(bytes, offset, length);
  }

  public static StoredJson of(String json) {
    return of(json.getBytes(StandardCharsets.UTF_8));
  }

  /// How many bytes it has.
  public int length() {
    return length;
  }

  public InputStream stream() {
    return new ByteArrayInputStream(bytes, offset, length);
  }

  /// Adds it to what is written.
  public void put(ByteBuffer out) {
    out.put(bytes, offset, length);
  }

  @Override
  public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
    json.writeRawValue(new RawUtf8(bytes, offset, length));
  }

  @Override
  public void serializeWithType(
      JsonGenerator json, SerializerProvider provider, TypeSerializer type) throws IOException {
    serialize(json, provider);
  }

  @Override
  public String toString() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
