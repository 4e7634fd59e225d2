package dev.hearken.header;

import dev.hearken.charset.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The addresses of a field, each as it is written, groups replaced by those who are in them.
///
/// @param all each at most [#LONGEST] characters long
/// @param replaced how many characters could not be read
/// @param left how many addresses are too many
public record Addresses(List<String> all, int replaced, int left) {
  /// More than a message may name are counted only.
  public static final int MOST = 2_048;

  public static final int LONGEST = 512;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern DOMAIN =
      Pattern.compile("@\\s*([\\p{L}\\p{N}](?:[\\p{L}\\p{N}._-]*[\\p{L}\\p{N}])?)");

  /// @param raw of one or more fields, encoded words still encoded
  public static Addresses of(List<Decoded> raw) {
    var all = new ArrayList<String>();
    int replaced = 0;
    int left = 0;
    for (var field : raw) {
      replaced += field.replaced();
      for (var written : split(field.text())) {
        var decoded = EncodedWords.decode(written);
        replaced += decoded.replaced();
        var address = shorten(withoutRuns(HeaderText.onOneLine(decoded.text())));
        if (address.isEmpty() || address.equals("<>")) {
          continue;
        }
        if (all.size() < MOST) {
          all.add(address);
        } else {
          left++;
        }
      }
    }
    return new Addresses(List.copyOf(all), replaced, left);
  }

  private static String withoutRuns(String address) {
    char before = 'a';
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      boolean visible = c > ' ' && c <= '~';
      if (!visible && (c == ' ' ? before == ' ' : Character.isWhitespace(c))) {
        return BLANKS.matcher(address).replaceAll(" ").strip();
      }
      before = c;
    }
    return address;
  }

  /// Of an address, lower case.
  public static Optional<String> domain(String address) {
    int angle = address.lastIndexOf('<');
    var found = DOMAIN.matcher(angle < 0 ? address : address.substring(angle));
    String last = null;
    while (found.find()) {
      last = found.group(1).toLowerCase(Locale.ROOT);
    }
    return Optional.ofNullable(last);
  }

  private static String shorten(String address) {
    if (address.length() <= LONGEST || address.codePointCount(0, address.length()) <= LONGEST) {
      return address;
    }
    int angle = address.lastIndexOf('<');
    var bare = angle < 0 ? address : address.substring(angle);
    int length = bare.codePointCount(0, bare.length());
    return length <= LONGEST
        ? bare
        : bare.substring(0, bare.offsetByCodePoints(0, LONGEST)).strip();
  }

  private static List<String> split(String raw) {
    var pieces = split(raw, true);
    // A quotation mark or bracket that is never closed would take all that follows for one.
    return pieces.isEmpty() ? split(raw, false) : pieces;
  }

  /// @param pairs do quotation marks and brackets hold together what is between them?
  /// @return empty when one of them has no end
  private static List<String> split(String raw, boolean pairs) {
    var pieces = new ArrayList<String>();
    int lastSemicolon = raw.lastIndexOf(';');
    int lastVisible = raw.stripTrailing().length() - 1;
    int from = 0;
    int depth = 0;
    boolean quoted = false;
    boolean angle = false;
    boolean address = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (pairs && quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
        continue;
      }
      if (pairs && depth > 0) {
        if (c == '\\') {
          i++;
        } else if (c == '(' || c == ')') {
          depth += c == '(' ? 1 : -1;
        }
        continue;
      }
      switch (c) {
        case '"' -> quoted = true;
        case '(' -> depth = 1;
        case '<' -> angle = true;
        case '>' -> angle = false;
        case '=' -> {
          int end = raw.startsWith("=?", i) ? EncodedWords.end(raw, i) : -1;
          i = end < 0 ? i : end - 1;
        }
        case ',', ';' -> {
          if (!(pairs && angle)) {
            pieces.add(raw.substring(from, i));
            from = i + 1;
            address = false;
          }
        }
        case ':' -> {
          // The name of a group, which ends with a semicolon or has nobody in it.
          if (!(pairs && angle) && !address && (i < lastSemicolon || i == lastVisible)) {
            from = i + 1;
          }
        }
        case '@' -> address = true;
        default -> {}
      }
    }
    if (pairs && (quoted || depth > 0 || angle)) {
      return List.of();
    }
    pieces.add(raw.substring(from));
    return pieces;
  }
}
