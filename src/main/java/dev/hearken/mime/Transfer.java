package dev.hearken.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/// How bytes travel in mail: as they are, as base64, as quoted-printable, and what is left of them
/// when that is damaged.
///
/// @param bytes decoded
/// @param faults how many places were not as they should be
@SuppressWarnings("ArrayRecordComponent") // never compared
record Transfer(byte[] bytes, int faults) {
  private static final byte[] SEXTETS = sextets();

  static Transfer decode(byte[] bytes, String encoding) {
    return switch (encoding) {
      case "base64" -> base64(bytes);
      case "quoted-printable" -> quoted(bytes);
      default -> new Transfer(bytes, 0);
    };
  }

  /// The names that programs have for the three.
  static String encoding(String written) {
    var name = written.strip().toLowerCase(Locale.ROOT);
    if (name.contains("base64") || name.equals("b")) {
      return "base64";
    }
    if (name.contains("quoted") || name.equals("qp") || name.equals("q")) {
      return "quoted-printable";
    }
    return "8bit";
  }

  private static Transfer base64(byte[] bytes) {
    try {
      return new Transfer(Base64.getMimeDecoder().decode(bytes), 0);
    } catch (IllegalArgumentException e) {
      return damaged(bytes);
    }
  }

  /// Ends of base64 may stand in its midst, where pieces were put together, and text may follow it,
  /// as the lines that mailing lists add.
  private static Transfer damaged(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length);
    int bits = 0;
    int count = 0;
    int faults = 0;
    boolean ended = false;
    for (int i = 0; i < bytes.length; i++) {
      int sextet = SEXTETS[bytes[i] & 0xff];
      if (sextet >= 0) {
        bits = (bits << 6) | sextet;
        count++;
        if (count == 4) {
          out.write(bits >> 16);
          out.write(bits >> 8);
          out.write(bits);
          count = 0;
        }
      } else if (bytes[i] == '=') {
        rest(bits, count, out);
        count = 0;
        ended = true;
      } else if (bytes[i] == '\n' && count == 0 && isText(bytes, i + 1, ended)) {
        out.write(bytes, i, bytes.length - i);
        return new Transfer(out.toByteArray(), faults + 1);
      } else if (bytes[i] > ' ') {
        faults++;
      }
    }
    rest(bits, count, out);
    return new Transfer(out.toByteArray(), faults + (count == 1 ? 1 : 0));
  }

  private static void rest(int bits, int count, ByteArrayOutputStream out) {
    if (count == 2) {
      out.write(bits >> 4);
    } else if (count == 3) {
      out.write(bits >> 10);
      out.write(bits >> 2);
    }
  }

  /// Words between blanks are no base64; behind its end, neither is any other sign.
  private static boolean isText(byte[] bytes, int from, boolean ended) {
    for (int i = from; i + 1 < bytes.length && bytes[i] != '\n'; i++) {
      boolean blank = bytes[i] == ' ' && bytes[i + 1] > ' ' && i > from;
      boolean sign = bytes[i] > ' ' && bytes[i] != '=' && SEXTETS[bytes[i]] < 0;
      if (blank || (ended && sign)) {
        return true;
      }
    }
    return false;
  }

  private static Transfer quoted(byte[] bytes) {
    var out = new byte[bytes.length];
    int length = 0;
    int faults = 0;
    // Blanks at the end of a line were added on the way.
    int visible = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte octet = bytes[i];
      if (octet == '\n') {
        boolean carriage = length > visible && out[length - 1] == '\r';
        length = visible;
        if (carriage) {
          out[length++] = '\r';
        }
        out[length++] = '\n';
        visible = length;
      } else if (octet != '=') {
        out[length++] = octet;
        visible = octet == ' ' || octet == '\t' || octet == '\r' ? visible : length;
      } else if (hex(bytes, i + 1) >= 0 && hex(bytes, i + 2) >= 0) {
        out[length++] = (byte) (hex(bytes, i + 1) << 4 | hex(bytes, i + 2));
        visible = length;
        i += 2;
      } else {
        int end = endOfSoftBreak(bytes, i + 1);
        if (end > 0) {
          visible = length;
          i = end - 1;
        } else {
          faults++;
          out[length++] = octet;
          visible = length;
        }
      }
    }
    return new Transfer(length == out.length ? out : Arrays.copyOf(out, length), faults);
  }

  /// @return 0 when the line goes on
  private static int endOfSoftBreak(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    if (i == bytes.length) {
      return i;
    }
    if (bytes[i] == '\r') {
      return i + 1 < bytes.length && bytes[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return bytes[i] == '\n' ? i + 1 : 0;
  }

  private static int hex(byte[] bytes, int at) {
    return at < bytes.length && bytes[at] > 0 ? Character.digit(bytes[at], 16) : -1;
  }

  private static byte[] sextets() {
    var sextets = new byte[0x100];
    Arrays.fill(sextets, (byte) -1);
    var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < digits.length(); i++) {
      sextets[digits.charAt(i)] = (byte) i;
    }
    return sextets;
  }
}
