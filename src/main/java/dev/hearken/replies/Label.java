package dev.hearken.replies;

import dev.hearken.clean.Mark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What a person said of one line.
///
/// @param number of the line, counted from 1
/// @param hash of its text, for the mails themselves are not part of the project
record Label(int number, Mark mark, String hash) {
  private static final Pattern BLANKS = Pattern.compile("\\p{IsWhite_Space}+");
  private static final int BYTES = 4;

  boolean fits(String line) {
    return hash.equals(hash(line));
  }

  /// The first eight digits of the SHA-256 of a line, each run of white space one blank.
  static String hash(String line) {
    try {
      var plain = BLANKS.matcher(line).replaceAll(" ").strip();
      var hash =
          MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
