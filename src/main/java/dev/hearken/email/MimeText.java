package dev.hearken.email;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The text that a mail travels as, in the form in which it is stored: UTF-8, in which U+0000 is
/// one byte as it is, and each of U+DC80 to U+DCFF three, although UTF-8 has no halves of surrogate
/// pairs. These stand for bytes that the client could not read as text.
///
/// Pure: bytes in, bytes out. A piece of such a text may end behind any character.
public final class MimeText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private static final int FIRST_BYTE = 0xdc80;
  private static final int LAST_BYTE = 0xdcff;

  private static final int LONGEST_ESCAPE = 6;
  private static final byte[] SIZES = sizes();

  private MimeText() {}

  /// May this half of a surrogate pair stand alone?
  static boolean isByte(int character) {
    return character >= FIRST_BYTE && character <= LAST_BYTE;
  }

  /// Writes one character, which may be one of the halves, behind what is written already.
  ///
  /// @return how much is written then
  static int put(int character, byte[] stored, int at) {
    int end = at;
    if (character < 0x80) {
      stored[end++] = (byte) character;
    } else if (character < 0x800) {
      stored[end++] = (byte) (0xc0 | (character >> 6));
      stored[end++] = last(character);
    } else if (character < 0x10000) {
      stored[end++] = (byte) (0xe0 | (character >> 12));
      stored[end++] = last(character >> 6);
      stored[end++] = last(character);
    } else {
      stored[end++] = (byte) (0xf0 | (character >> 18));
      stored[end++] = last(character >> 12);
      stored[end++] = last(character >> 6);
      stored[end++] = last(character);
    }
    return end;
  }

  private static byte last(int character) {
    return (byte) (0x80 | (character & 0x3f));
  }

  /// The characters of a stored text, the halves among them.
  public static String text(byte[] stored) {
    var text = new StringBuilder(stored.length);
    for (int at = 0; at < stored.length; ) {
      int first = stored[at] & 0xff;
      int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
      int character = length == 1 ? first : first & (0xff >> (length + 1));
      for (int i = 1; i < length; i++) {
        character = (character << 6) | (stored[at + i] & 0x3f);
      }
      text.appendCodePoint(character);
      at += length;
    }
    return text.toString();
  }

  /// A stored text as it stands between the quotes of a JSON string. What JSON has no other way for
  /// is escaped: quotes, control characters, and the halves.
  public static byte[] json(byte[] stored) {
    int size = 0;
    for (int at = 0; at < stored.length; at += isHalf(stored, at) ? 3 : 1) {
      size += isHalf(stored, at) ? LONGEST_ESCAPE : SIZES[stored[at] & 0xff];
    }
    if (size == stored.length) {
      return stored;
    }
    var json = new byte[size];
    int end = 0;
    for (int at = 0; at < stored.length; at++) {
      int octet = stored[at] & 0xff;
      if (isHalf(stored, at)) {
        int half = 0xd000 | ((stored[at + 1] & 0x3f) << 6) | (stored[at + 2] & 0x3f);
        end = unicode(half, json, end);
        at += 2;
      } else if (SIZES[octet] == LONGEST_ESCAPE) {
        end = unicode(octet, json, end);
      } else {
        if (SIZES[octet] > 1) {
          json[end++] = '\\';
        }
        json[end++] = SIZES[octet] > 1 ? letter(octet) : stored[at];
      }
    }
    return json;
  }

  private static boolean isHalf(byte[] stored, int at) {
    return stored[at] == (byte) 0xed && (stored[at + 1] & 0xff) >= 0xa0;
  }

  /// How many bytes each byte takes that is no part of a half.
  private static byte[] sizes() {
    var sizes = new byte[0x100];
    Arrays.fill(sizes, (byte) 1);
    Arrays.fill(sizes, 0, ' ', (byte) LONGEST_ESCAPE);
    for (char character : "\"\\\n\r\t".toCharArray()) {
      sizes[character] = 2;
    }
    return sizes;
  }

  private static byte letter(int character) {
    return switch (character) {
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      default -> (byte) character;
    };
  }

  private static int unicode(int character, byte[] json, int at) {
    int end = at;
    json[end++] = '\\';
    json[end++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      json[end++] = HEX[(character >> shift) & 0xf];
    }
    return end;
  }
}
