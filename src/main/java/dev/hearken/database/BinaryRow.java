package dev.hearken.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row in the binary form of PostgreSQL, until the next one is read. Its fields have numbers from
/// 0 on, and each must be of the type that it is asked for.
public final class BinaryRow {
  private byte[] bytes = {};
  private ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private int[] begins = {};
  private int[] lengths = {};

  BinaryRow() {}

  /// What the next rows are read from.
  void from(byte[] rows) {
    bytes = rows;
    buffer = ByteBuffer.wrap(rows);
  }

  /// Finds the fields of a row.
  ///
  /// @param from where the first one begins
  /// @param before how many bytes stand before the length of each
  /// @return where the last one ends
  int read(int from, int count, int before) {
    if (count != begins.length) {
      begins = new int[count];
      lengths = new int[count];
    }
    int at = from;
    for (int i = 0; i < count; i++) {
      lengths[i] = buffer.getInt(at + before);
      begins[i] = at + before + Integer.BYTES;
      at = begins[i] + Math.max(0, lengths[i]);
    }
    return at;
  }

  public boolean isNull(int field) {
    return lengths[field] < 0;
  }

  /// Where the field begins in [#bytes].
  public int begin(int field) {
    return begins[field];
  }

  /// How many bytes the field has; negative when it is null.
  public int length(int field) {
    return lengths[field];
  }

  /// All fields, each where it begins. Texts are in UTF-8.
  public byte[] bytes() {
    return bytes;
  }

  /// Copies a field as it is.
  public void copy(int field, OutputStream out) throws IOException {
    out.write(bytes, begins[field], lengths[field]);
  }

  /// A `timestamptz`.
  public Instant time(int field) {
    return BinaryTime.instant(buffer.getLong(begins[field]));
  }

  /// An `integer`.
  public int integer(int field) {
    return buffer.getInt(begins[field]);
  }

  public String text(int field) {
    return Objects.requireNonNull(textOrNull(field));
  }

  public @Nullable String textOrNull(int field) {
    return isNull(field)
        ? null
        : new String(bytes, begins[field], lengths[field], StandardCharsets.UTF_8);
  }

  /// JSON as text, which is not copied.
  public StoredJson json(int field) {
    return StoredJson.of(bytes, begins[field], lengths[field]);
  }

  /// An `integer[]` without nulls.
  public @Nullable List<Integer> integers(int field) {
    if (isNull(field)) {
      return null;
    }
    var elements = buffer.slice(begins[field], lengths[field]);
    int dimensions = elements.getInt();
    var integers = new ArrayList<Integer>();
    if (dimensions > 0) {
      elements.position(BinaryArray.HEADER);
      while (elements.hasRemaining()) {
        var _ = elements.getInt(); // its length
        integers.add(elements.getInt());
      }
    }
    return integers;
  }
}
