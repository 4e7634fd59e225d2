package dev.hearken.mime;

import dev.hearken.charset.Charsets;
import dev.hearken.charset.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of a mail, or what became of them on their way through a JSON string. Clients read
/// them as UTF-8 or, where they are not that, as Latin-1, or write each byte that is no character
/// as half of a surrogate pair.
///
/// @param bytes as they were sent, unless `doubtful`
/// @param doubtful are these bytes UTF-8 that may have been Latin-1? Then each part says by itself
///   what it was.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawMail(byte[] bytes, boolean doubtful) {
  private static final int HALVES = 0xed;

  /// As it came over the wire of a mail server, or lies in a file.
  public static RawMail sent(byte[] bytes) {
    return new RawMail(bytes, false);
  }

  /// The text that it travelled as: UTF-8, in which U+DC80 to U+DCFF have three bytes and stand for
  /// one each.
  public static RawMail stored(byte[] text) {
    int first = Octets.beyondAscii(text, 0);
    if (first == text.length) {
      return new RawMail(text, false);
    }
    boolean halves = false;
    boolean beyondLatin = false;
    for (int i = first; i < text.length; i = Octets.beyondAscii(text, i + 1)) {
      beyondLatin |= (text[i] & 0xff) > 0xc3;
      halves |= isHalf(text, i);
    }
    // What is beyond Latin-1 was never read as that, so it was UTF-8.
    return new RawMail(halves ? withoutHalves(text) : text, !beyondLatin);
  }

  /// A part of the mail as it was sent.
  ///
  /// @param charset that the part names; empty when it names none
  byte[] back(byte[] part, String charset) {
    if (!doubtful) {
      return part;
    }
    var latin = fromLatin(part);
    if (latin.length == part.length) {
      return part;
    }
    boolean named = Charsets.isNamedUtf8(charset);
    return !named || Charsets.isUtf8(latin) ? latin : part;
  }

  private static byte[] fromLatin(byte[] part) {
    int first = Octets.beyondAscii(part, 0);
    if (first == part.length) {
      return part;
    }
    var latin = Arrays.copyOf(part, part.length);
    int length = first;
    for (int i = first; i < part.length; i++) {
      boolean pair = (part[i] & 0xfe) == 0xc2 && i + 1 < part.length;
      latin[length++] = pair ? (byte) ((part[i] << 6) | (part[++i] & 0x3f)) : part[i];
    }
    return length == part.length ? part : Arrays.copyOf(latin, length);
  }

  private static boolean isHalf(byte[] text, int at) {
    return (text[at] & 0xff) == HALVES && at + 2 < text.length && (text[at + 1] & 0xff) >= 0xb2;
  }

  private static byte[] withoutHalves(byte[] text) {
    var bytes = new byte[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      if (isHalf(text, i)) {
        bytes[length++] = (byte) ((text[i + 1] << 6) | (text[i + 2] & 0x3f));
        i += 2;
      } else {
        bytes[length++] = text[i];
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawMail mail
        && doubtful == mail.doubtful
        && Arrays.equals(bytes, mail.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
