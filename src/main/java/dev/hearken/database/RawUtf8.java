package dev.hearken.database;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that a generator of JSON writes as they are. What it asks of text beyond that is answered
/// for completeness; nobody asks for it here.
final class RawUtf8 implements SerializableString {
  private final byte[] bytes;
  private final int offset;
  private final int length;

  RawUtf8(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  private SerializableString text() {
    return new SerializedString(getValue());
  }

  @Override
  public byte[] asUnquotedUTF8() {
    return offset == 0 && length == bytes.length
        ? bytes
        : Arrays.copyOfRange(bytes, offset, offset + length);
  }

  @Override
  public int appendUnquotedUTF8(byte[] buffer, int at) {
    if (length > buffer.length - at) {
      return -1;
    }
    System.arraycopy(bytes, offset, buffer, at, length);
    return length;
  }

  @Override
  public int writeUnquotedUTF8(OutputStream out) throws IOException {
    out.write(bytes, offset, length);
    return length;
  }

  @Override
  public int putUnquotedUTF8(ByteBuffer out) {
    if (length > out.remaining()) {
      return -1;
    }
    out.put(bytes, offset, length);
    return length;
  }

  @Override
  public String getValue() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public int charLength() {
    return getValue().length();
  }

  @Override
  public int appendUnquoted(char[] buffer, int at) {
    return text().appendUnquoted(buffer, at);
  }

  @Override
  public char[] asQuotedChars() {
    return text().asQuotedChars();
  }

  @Override
  public byte[] asQuotedUTF8() {
    return text().asQuotedUTF8();
  }

  @Override
  public int appendQuotedUTF8(byte[] buffer, int at) {
    return text().appendQuotedUTF8(buffer, at);
  }

  @Override
  public int appendQuoted(char[] buffer, int at) {
    return text().appendQuoted(buffer, at);
  }

  @Override
  public int writeQuotedUTF8(OutputStream out) throws IOException {
    return text().writeQuotedUTF8(out);
  }

  @Override
  public int putQuotedUTF8(ByteBuffer out) throws IOException {
    return text().putQuotedUTF8(out);
  }
}
