package dev.hearken.mailbench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// How clients turn the bytes of a mail into a JSON string.
enum Form {
  /// As UTF-8, or else as Latin-1.
  TEXT("UTF-8"),
  LATIN("Latin-1"),
  /// Each byte beyond ASCII as half of a surrogate pair.
  HALVES("halves");

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final String shown;

  Form(String shown) {
    this.shown = shown;
  }

  String shown() {
    return shown;
  }

  /// Writes what stands between the quotes.
  void write(byte[] mail, ByteArrayOutputStream out) {
    boolean asIs = this == TEXT && isUtf8(mail);
    for (byte each : mail) {
      int octet = each & 0xff;
      if (octet < 0x80) {
        writeAscii(octet, out);
      } else if (asIs) {
        out.write(octet);
      } else if (this == HALVES) {
        escape(0xdc00 | octet, out);
      } else {
        out.write(0xc0 | (octet >> 6));
        out.write(0x80 | (octet & 0x3f));
      }
    }
  }

  private static void writeAscii(int character, ByteArrayOutputStream out) {
    switch (character) {
      case '"', '\\' -> {
        out.write('\\');
        out.write(character);
      }
      case '\n' -> {
        out.write('\\');
        out.write('n');
      }
      default -> {
        if (character < ' ') {
          escape(character, out);
        } else {
          out.write(character);
        }
      }
    }
  }

  private static void escape(int character, ByteArrayOutputStream out) {
    out.write('\\');
    out.write('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.write(HEX[(character >> shift) & 0xf]);
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
