package dev.hearken.email;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads a JSON string piece by piece from where it stands in a body, for it may be a mail too
/// large to be held, and gives it the form of [MimeText]. A parser has seen before that it is JSON;
/// what a mail may not hold is found here.
final class MimeReader {
  /// The largest mail, in bytes of the mail.
  static final int LARGEST = 64 << 20;

  private static final int BUFFER = 64 << 10;

  /// The most bytes of a character.
  static final int WIDEST = 4;

  private final InputStream in;
  private final byte[] buffer;
  private int begin;
  private int end;
  private boolean ended;
  private long characters;
  private long bytes;
  private int high;
  private @Nullable String fault;

  /// @param in begins with the opening quote
  /// @param most how many bytes the string may have, at the most
  MimeReader(InputStream in, long most) throws IOException {
    this.in = in;
    this.buffer = new byte[(int) Math.min(BUFFER, most)];
    next();
  }

  /// Fills a piece with as many characters as it holds.
  ///
  /// @return how many bytes they take; less than 1 at the end, or when there is a fault
  int read(byte[] piece) throws IOException {
    int filled = 0;
    while (!ended && filled + WIDEST <= piece.length) {
      filled += plain(piece, filled);
      int octet = next();
      if (octet == '"') {
        ended = true;
        wrongIfHalf(high);
      } else {
        filled = take(octet == '\\' ? escaped() : character(octet), piece, filled);
      }
    }
    if (fault == null && bytes > LARGEST) {
      wrong("is a mail of more than %,d bytes, which is the most it may have".formatted(LARGEST));
    }
    return fault == null ? filled : -1;
  }

  /// What a mail may not hold and this one does, as the end of a sentence.
  @Nullable String fault() {
    return fault;
  }

  /// Copies what needs no look but one: ASCII that is not escaped. Leaves room for one character
  /// more.
  private int plain(byte[] piece, int filled) {
    if (high != 0) {
      return 0;
    }
    int most = Math.min(end, begin + piece.length - WIDEST - filled);
    int at = begin;
    while (at < most && buffer[at] >= 0 && buffer[at] != '"' && buffer[at] != '\\') {
      at++;
    }
    int count = at - begin;
    System.arraycopy(buffer, begin, piece, filled, count);
    begin = at;
    characters += count;
    bytes += count;
    return count;
  }

  private int take(int read, byte[] piece, int filled) {
    int character = read;
    if (high != 0 && isLow(character)) {
      character = Character.toCodePoint((char) high, (char) character);
      high = 0;
    } else if (high != 0) {
      wrongIfHalf(high);
      return filled;
    } else if (isHigh(character)) {
      high = character;
      return filled;
    } else if (isLow(character) && !MimeText.isByte(character)) {
      wrongIfHalf(character);
      return filled;
    }
    characters++;
    int behind = MimeText.put(character, piece, filled);
    // A character below U+0100 is one byte of a mail that was read as Latin-1, and a half always
    // is.
    bytes += character < 0x100 || MimeText.isByte(character) ? 1 : behind - filled;
    return behind;
  }

  private static boolean isHigh(int character) {
    return character >= Character.MIN_HIGH_SURROGATE && character <= Character.MAX_HIGH_SURROGATE;
  }

  private static boolean isLow(int character) {
    return character >= Character.MIN_LOW_SURROGATE && character <= Character.MAX_LOW_SURROGATE;
  }

  private void wrongIfHalf(int half) {
    if (half != 0) {
      wrong(
          "holds the lone surrogate U+%04X as character %,d, which cannot be stored: only U+DC80 to U+DCFF may stand there, for bytes that are no text"
              .formatted(half, characters + 1));
    }
  }

  private void wrong(String what) {
    if (fault == null) {
      fault = what;
    }
    ended = true;
  }

  private int escaped() throws IOException {
    int letter = next();
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int character = 0;
        for (int i = 0; i < 4; i++) {
          character = (character << 4) | Character.digit(next(), 16);
        }
        yield character;
      }
      default -> letter;
    };
  }

  /// The rest of a character that begins with this byte.
  private int character(int first) throws IOException {
    if (first < 0x80) {
      return first;
    }
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    int character = first & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      character = (character << 6) | (next() & 0x3f);
    }
    int least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    if (character < least || character > Character.MAX_CODE_POINT) {
      wrong("is not in UTF-8 as character %,d".formatted(characters + 1));
      return 0;
    }
    return character;
  }

  private int next() throws IOException {
    if (begin == end) {
      begin = 0;
      end = Math.max(in.read(buffer), 0);
      if (end == 0) {
        throw new IllegalStateException("A string that was read before has no end");
      }
    }
    return buffer[begin++] & 0xff;
  }
}
