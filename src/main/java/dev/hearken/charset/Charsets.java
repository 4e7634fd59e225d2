package dev.hearken.charset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads bytes as text. A name is believed unless the bytes say otherwise: programs name the
/// character set that they were set to, not the one they used.
public final class Charsets {
  /// In a Latin text, one letter in ten or so has an accent; where most have, it is no Latin text.
  private static final int LATIN_SHARE = 3;

  private static final char UNKNOWN = '\ufffd';
  private static final int ESCAPE = 0x1b;

  /// So many bytes beyond ASCII are not UTF-8 by accident.
  private static final int NO_ACCIDENT = 12;

  private Charsets() {}

  /// @param name as it stands in the mail; empty when there is none
  public static Decoded decode(byte[] bytes, String name) {
    var plain = CharsetNames.plain(name);
    if (isUtf7(plain)) {
      return new Decoded(Utf7.decode(bytes), 0, "UTF-7");
    }
    if (isHz(plain)) {
      return strict(Hz.unpack(bytes), Charset.forName("GB18030"))
          .orElseGet(() -> lenient(Hz.unpack(bytes), Charset.forName("GB18030")));
    }
    var named = CharsetNames.of(name, plain);
    if (Octets.areAscii(bytes) && keepsAscii(named)) {
      return escapes(bytes)
          .orElseGet(
              () -> new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), 0, "US-ASCII"));
    }
    return named.isPresent() ? named(bytes, named.get()) : guessed(bytes);
  }

  /// Does this name of a character set mean UTF-8?
  public static boolean isNamedUtf8(String name) {
    return CharsetNames.of(name).filter(StandardCharsets.UTF_8::equals).isPresent();
  }

  /// Are the bytes UTF-8 without a fault?
  public static boolean isUtf8(byte[] bytes) {
    return Octets.areUtf8(bytes);
  }

  /// Do bytes that are ASCII mean ASCII in the character set of this name, unless there is an
  /// escape among them?
  public static boolean keepsAscii(String name) {
    if (name.isEmpty()) {
      return true;
    }
    var plain = CharsetNames.plain(name);
    return !isUtf7(plain) && !isHz(plain) && keepsAscii(CharsetNames.of(name, plain));
  }

  private static boolean keepsAscii(Optional<Charset> named) {
    return named.isEmpty() || isLikeAscii(named.get());
  }

  private static boolean isUtf7(String plain) {
    return plain.equals("utf7") || plain.equals("unicode11utf7");
  }

  private static boolean isHz(String plain) {
    return plain.equals("hzgb2312") || plain.equals("hz");
  }

  /// ASCII bytes mean ASCII characters.
  private static boolean isLikeAscii(Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8) || charset.equals(Guess.WEST)) {
      return true;
    }
    var name = charset.name();
    return !name.startsWith("UTF-16")
        && !name.startsWith("UTF-32")
        && !name.contains("2022")
        && "a=Z~".equals(new String("a=Z~".getBytes(StandardCharsets.US_ASCII), charset));
  }

  private static Decoded named(byte[] bytes, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return strict(bytes, charset).orElseGet(() -> damaged(bytes));
    }
    if (!isLikeAscii(charset)) {
      return strict(bytes, charset).orElseGet(() -> lenient(bytes, charset));
    }
    int beyond = Octets.countBeyondAscii(bytes);
    boolean manyBytes = charset.newEncoder().maxBytesPerChar() > 1;
    if ((!manyBytes || beyond >= NO_ACCIDENT) && Octets.areUtf8(bytes)) {
      return whole(bytes, StandardCharsets.UTF_8);
    }
    if (charset.equals(Guess.WEST) && isHardlyLatin(bytes, beyond)) {
      return guessed(bytes);
    }
    return strict(bytes, charset)
        .or(() -> strict(bytes, StandardCharsets.UTF_8))
        .orElseGet(() -> fewestReplaced(lenient(bytes, charset), guessed(bytes)));
  }

  /// Called UTF-8 and not quite: either a little of it is broken, or it is something else.
  private static Decoded damaged(byte[] bytes) {
    var utf8 = lenient(bytes, StandardCharsets.UTF_8);
    int beyond = Octets.countBeyondAscii(bytes);
    return utf8.replaced() * 4 <= beyond ? utf8 : fewestReplaced(guessed(bytes), utf8);
  }

  private static Decoded guessed(byte[] bytes) {
    return strict(bytes, StandardCharsets.UTF_8)
        .orElseGet(() -> {
          var guess = Guess.of(bytes);
          return strict(bytes, guess).orElseGet(() -> lenient(bytes, guess));
        });
  }

  /// Text of seven bits that changes its character set on the way.
  private static Optional<Decoded> escapes(byte[] bytes) {
    for (int i = Octets.indexOf(bytes, ESCAPE, 0);
        i + 3 < bytes.length;
        i = Octets.indexOf(bytes, ESCAPE, i + 1)) {
      if (bytes[i + 1] == '$') {
        var name =
            switch (bytes[i + 2]) {
              case ')' -> bytes[i + 3] == 'C' ? "ISO-2022-KR" : "ISO-2022-CN";
              default -> "x-windows-iso2022jp";
            };
        return strict(bytes, Charset.forName(name));
      }
    }
    return Optional.empty();
  }

  private static Decoded fewestReplaced(Decoded one, Decoded other) {
    return other.replaced() < one.replaced() ? other : one;
  }

  private static boolean isHardlyLatin(byte[] bytes, int beyond) {
    if (beyond < NO_ACCIDENT) {
      return false;
    }
    int enough = beyond * (LATIN_SHARE - 1);
    for (int i = 0; i < bytes.length && enough > 0; i++) {
      int lower = bytes[i] | 0x20;
      enough -= lower >= 'a' && lower <= 'z' ? 1 : 0;
    }
    return enough > 0;
  }

  private static Optional<Decoded> strict(byte[] bytes, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return Octets.areUtf8(bytes) ? Optional.of(whole(bytes, charset)) : Optional.empty();
    }
    // Without a place that stands for no character, there was no fault; this way is several times
    // faster.
    var fast = new String(bytes, charset);
    if (fast.indexOf(UNKNOWN) < 0 && !charset.name().startsWith("UTF-16")) {
      return Optional.of(new Decoded(withoutMark(fast), 0, charset.name()));
    }
    try {
      var text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return Optional.of(new Decoded(withoutMark(text.toString()), 0, charset.name()));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// When all of them are known to be characters.
  private static Decoded whole(byte[] bytes, Charset charset) {
    return new Decoded(withoutMark(new String(bytes, charset)), 0, charset.name());
  }

  private static Decoded lenient(byte[] bytes, Charset charset) {
    var text = new String(bytes, charset);
    int replaced = 0;
    for (int at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
      replaced++;
    }
    return new Decoded(text, replaced, charset.name());
  }

  /// The mark of byte order is no text.
  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
