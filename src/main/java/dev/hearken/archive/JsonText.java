package dev.hearken.archive;

import dev.hearken.database.BinaryRow;
import dev.hearken.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Pieces of JSON, as bytes: what is stored as JSON travels as it is, and a line is put together
/// without being read.
final class JsonText {
  private static final byte[] HEX = ascii("0123456789abcdef");

  private JsonText() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// A text of a row as a string.
  static void string(BinaryRow row, int field, OutputStream out) throws IOException {
    string(row.bytes(), row.begin(field), row.length(field), out);
  }

  /// A text in UTF-8 as a string.
  private static void string(byte[] utf8, int begin, int length, OutputStream out)
      throws IOException {
    out.write('"');
    int copied = begin;
    int end = begin + length;
    for (int at = begin; at < end; at++) {
      byte octet = utf8[at];
      if (octet == '"' || octet == '\\' || (octet >= 0 && octet < ' ')) {
        out.write(utf8, copied, at - copied);
        copied = at + 1;
        escaped(octet, out);
      }
    }
    out.write(utf8, copied, end - copied);
    out.write('"');
  }

  private static void escaped(byte octet, OutputStream out) throws IOException {
    out.write('\\');
    switch (octet) {
      case '\n' -> out.write('n');
      case '\r' -> out.write('r');
      case '\t' -> out.write('t');
      case '"', '\\' -> out.write(octet);
      default -> {
        out.write(ascii("u00"));
        out.write(HEX[octet >> 4]);
        out.write(HEX[octet & 0xf]);
      }
    }
  }

  /// A point in time as a string.
  static void time(Instant at, OutputStream out) throws IOException {
    out.write('"');
    out.write(Json.timestampBytes(at));
    out.write('"');
  }
}
