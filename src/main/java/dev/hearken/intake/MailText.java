package dev.hearken.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The bytes of a mail as they stand between the quotes of a JSON string, made piece by piece: what
/// is UTF-8 as it is, and each byte that is not as half of a surrogate pair, from which every byte
/// comes back.
///
/// Text that consists of nothing but characters of Latin-1 could have been read as Latin-1 by a
/// client, and is doubted when it is read again. That is not what happened here, so each of its
/// bytes is written as a half.
final class MailText extends InputStream {
  private static final int PIECE = 32 << 10;

  /// The first byte of every character beyond Latin-1 is greater.
  private static final int LATIN = 0xc3;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final boolean halves;
  private final byte[] piece = new byte[PIECE];
  private int begin;
  private int end;
  private boolean ended;
  private byte[] made = new byte[0];
  private int taken;

  /// @param halves whether all that is not ASCII is written so
  MailText(InputStream in, boolean halves) {
    this.in = in;
    this.halves = halves;
  }

  /// Is it UTF-8 that may be taken for Latin-1?
  static boolean isDoubtful(InputStream mail) throws IOException {
    try (var text = new MailText(mail, false)) {
      boolean beyondAscii = false;
      while (text.fill()) {
        while (text.begin < text.end) {
          int octet = text.piece[text.begin] & 0xff;
          int length = text.character();
          if (length < 0) {
            break;
          }
          if (length == 0 || octet > LATIN) {
            return false;
          }
          beyondAscii |= octet >= 0x80;
          text.begin += length;
        }
      }
      return beyondAscii;
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (taken == made.length) {
      if (!fill()) {
        return -1;
      }
      made = make();
      taken = 0;
    }
    int count = Math.min(length, made.length - taken);
    System.arraycopy(made, taken, bytes, offset, count);
    taken += count;
    return count;
  }

  /// Reads on behind what is left of the piece before.
  ///
  /// @return whether there is anything
  private boolean fill() throws IOException {
    System.arraycopy(piece, begin, piece, 0, end - begin);
    end -= begin;
    begin = 0;
    if (!ended) {
      int count = in.readNBytes(piece, end, PIECE - end);
      ended = count < PIECE - end;
      end += count;
    }
    return end > 0;
  }

  private byte[] make() {
    var out = new ByteArrayOutputStream(end + end / 4);
    while (begin < end) {
      int length = character();
      if (length < 0) {
        break;
      }
      int octet = piece[begin] & 0xff;
      if (length == 0 || (halves && octet >= 0x80)) {
        for (int i = 0; i < Math.max(length, 1); i++) {
          unicode(0xdc00 | (piece[begin + i] & 0xff), out);
        }
      } else if (length > 1) {
        out.write(piece, begin, length);
      } else {
        ascii(octet, out);
      }
      begin += Math.max(length, 1);
    }
    return out.toByteArray();
  }

  private static void ascii(int octet, ByteArrayOutputStream out) {
    switch (octet) {
      case '"', '\\' -> {
        out.write('\\');
        out.write(octet);
      }
      case '\n' -> {
        out.write('\\');
        out.write('n');
      }
      case '\r' -> {
        out.write('\\');
        out.write('r');
      }
      case '\t' -> {
        out.write('\\');
        out.write('t');
      }
      default -> {
        if (octet < ' ') {
          unicode(octet, out);
        } else {
          out.write(octet);
        }
      }
    }
  }

  private static void unicode(int character, ByteArrayOutputStream out) {
    out.write('\\');
    out.write('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.write(HEX[(character >> shift) & 0xf]);
    }
  }

  /// The length of the character that begins here; 0 when none does, and less when its end has not
  /// been read yet.
  private int character() {
    int first = piece[begin] & 0xff;
    int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length < 2 || first > 0xf4) {
      return length == 1 ? 1 : 0;
    }
    for (int i = 1; i < length; i++) {
      if (begin + i == end) {
        return ended ? 0 : -1;
      }
      int next = piece[begin + i] & 0xff;
      if (next < (i == 1 ? least(first) : 0x80) || next > (i == 1 ? most(first) : 0xbf)) {
        return 0;
      }
    }
    return length;
  }

  /// What the second byte may be, so that nothing is written longer than it must be.
  private static int least(int first) {
    return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  }

  /// As [#least], so that it is no half of a pair and not beyond the last character.
  private static int most(int first) {
    return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
