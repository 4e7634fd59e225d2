package dev.hearken.charset;

import com.ibm.icu.text.CharsetDetector;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;

/// In which character set bytes are that do not say it and are not UTF-8: what a detector finds,
/// where it can be, else the one of the West.
final class Guess {
  static final Charset WEST = Charset.forName("windows-1252");
  private static final Charset THAI = Charset.forName("x-windows-874");

  /// Of Thai letters, so many are vowels and tones above and below the line; in text of two bytes a
  /// character they stand at no particular place.
  private static final int THAI_SHARE = 4;

  /// Text of two bytes a character has hardly anything else; one accent in a Latin word looks like
  /// it to a detector.
  private static final int EASTERN_SHARE = 6;

  private static final int SAMPLE = 2_048;

  /// So many bytes on both sides of one that is not ASCII are looked at.
  private static final int AROUND = 24;

  /// Single letters with accents between others: so the languages of the West and the middle of
  /// Europe are written.
  private static final int ACCENTS = 2;

  private Guess() {}

  static Charset of(byte[] bytes) {
    var sample = sample(bytes);
    if (isAccented(sample)) {
      return orCentral(sample);
    }
    var match = new CharsetDetector().setText(sample).detect();
    if (match == null) {
      return orCentral(sample);
    }
    var found = match.getName().toUpperCase(Locale.ROOT);
    return switch (found) {
      case "WINDOWS-1252", "ISO-8859-1", "ISO-8859-2", "WINDOWS-1250", "US-ASCII" ->
          orCentral(sample);
      // Nobody sends it, and it differs little.
      case "MACCYRILLIC" -> Charset.forName("windows-1251");
      case "GB18030", "GB2312", "BIG5", "EUC-TW", "EUC-KR", "EUC-JP", "SHIFT_JIS" ->
          isThai(sample)
              ? THAI
              : isEastern(sample) ? CharsetNames.of(found).orElse(WEST) : orCentral(sample);
      // With no zero in it, it is no text of the West in two bytes, and nobody sends another.
      case "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE" ->
          hasZero(sample) ? CharsetNames.of(found).orElse(WEST) : orCentral(sample);
      default -> CharsetNames.of(found).orElse(WEST);
    };
  }

  private static boolean hasZero(byte[] bytes) {
    for (byte octet : bytes) {
      if (octet == 0) {
        return true;
      }
    }
    return false;
  }

  /// What is around the first bytes that are not ASCII: the rest tells a detector nothing, and
  /// takes its time.
  private static byte[] sample(byte[] bytes) {
    var sample = new byte[Math.min(SAMPLE, bytes.length)];
    int length = 0;
    int next = 0;
    for (int i = Octets.beyondAscii(bytes, 0);
        i < bytes.length && length < sample.length;
        i = Octets.beyondAscii(bytes, i + 1)) {
      int from = Math.max(next, i - AROUND);
      int to = Math.min(bytes.length, i + AROUND);
      int count = Math.min(Math.max(0, to - from), sample.length - length);
      System.arraycopy(bytes, from, sample, length, count);
      length += count;
      next = Math.max(next, to);
    }
    return Arrays.copyOf(sample, length);
  }

  /// The letters that set Turkish apart are for the detector.
  private static boolean isAccented(byte[] bytes) {
    int run = 0;
    byte before = 0;
    for (byte octet : bytes) {
      // A line of the same sign is no word.
      run = octet >= 0 ? 0 : octet == before ? run : run + 1;
      before = octet;
      boolean turkish =
          switch (octet & 0xff) {
            case 0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe -> true;
            default -> false;
          };
      if (run > ACCENTS || turkish || octet == 0) {
        return false;
      }
    }
    return true;
  }

  /// The detector does not know Thai: its bytes go in pairs by accident only, and never begin a
  /// word above the line.
  private static boolean isThai(byte[] bytes) {
    int letters = 0;
    int marks = 0;
    int strays = 0;
    for (int i = 0; i < bytes.length; i++) {
      int octet = bytes[i] & 0xff;
      if (octet < 0xa1) {
        continue;
      }
      if (octet > 0xfb || (octet > 0xda && octet < 0xdf)) {
        return false;
      }
      letters++;
      if (octet == 0xd1 || (octet >= 0xd4 && octet <= 0xda) || (octet >= 0xe7 && octet <= 0xee)) {
        marks++;
        strays += i == 0 || bytes[i - 1] >= 0 ? 1 : 0;
      }
    }
    return marks * THAI_SHARE * 2 > letters && strays * 20 <= marks;
  }

  private static boolean isEastern(byte[] bytes) {
    int beyond = 0;
    int letters = 0;
    int longest = 0;
    int run = 0;
    for (byte b : bytes) {
      if (b < 0) {
        beyond++;
        longest = Math.max(longest, ++run);
      } else {
        run = 0;
        letters += Character.isLetter(b) ? 1 : 0;
      }
    }
    return longest >= 6 || beyond * EASTERN_SHARE > letters + beyond;
  }

  /// Of the West or of the middle of Europe: the letters of the one are signs inside words in the
  /// other.
  private static Charset orCentral(byte[] bytes) {
    int west = signsInWords(bytes, WEST);
    if (west == 0) {
      return WEST;
    }
    var windows = Charset.forName("windows-1250");
    var iso = Charset.forName("ISO-8859-2");
    int inWindows = signsInWords(bytes, windows);
    int inIso = signsInWords(bytes, iso);
    int least = Math.min(inWindows, inIso);
    if (least * 2 >= west) {
      return WEST;
    }
    return inWindows <= inIso ? windows : iso;
  }

  private static int signsInWords(byte[] bytes, Charset charset) {
    var text = new String(bytes, charset);
    int signs = 0;
    for (int i = 1; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80
          && !Character.isLetter(c)
          && c != '\u2019'
          && c != '\u00ad'
          && c != '\u00a0'
          && Character.isLetter(text.charAt(i - 1))
          && Character.isLetter(text.charAt(i + 1))) {
        signs++;
      }
    }
    return signs;
  }
}
