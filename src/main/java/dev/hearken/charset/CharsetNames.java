package dev.hearken.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the names that stand in mail mean.
final class CharsetNames {
  /// Names that Java does not know, or takes more narrowly than those who write them: text that is
  /// called ISO-8859-1 has the quotation marks of Windows in it.
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso88591", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("l1", "windows-1252"),
          Map.entry("iso8859", "windows-1252"),
          Map.entry("ansi", "windows-1252"),
          Map.entry("iso885911", "x-windows-874"),
          Map.entry("tis620", "x-windows-874"),
          Map.entry("iso88599", "windows-1254"),
          Map.entry("latin5", "windows-1254"),
          Map.entry("iso88598i", "ISO-8859-8"),
          Map.entry("iso88598e", "ISO-8859-8"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gb23121980", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("cp936", "GB18030"),
          Map.entry("xgbk", "GB18030"),
          Map.entry("euccn", "GB18030"),
          Map.entry("chinesegb", "GB18030"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("cnbig5", "Big5-HKSCS"),
          Map.entry("chinesebig5", "Big5-HKSCS"),
          Map.entry("shiftjis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("xsjis", "windows-31j"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("euckr", "x-windows-949"),
          Map.entry("ksc5601", "x-windows-949"),
          Map.entry("ksc56011987", "x-windows-949"),
          Map.entry("ksc56011989", "x-windows-949"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("iso2022jp", "x-windows-iso2022jp"),
          Map.entry("iso2022jp1", "x-windows-iso2022jp"),
          Map.entry("utf8mb4", "UTF-8"),
          Map.entry("unicode11utf8", "UTF-8"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("macroman", "x-MacRoman"),
          Map.entry("xmacroman", "x-MacRoman"),
          Map.entry("utf16", "UTF-16"));

  private static final Map<String, Charset> KNOWN = all();

  private static final Pattern CODE_PAGE =
      Pattern.compile("(?:windows|win|cp|xcp|ibm|mswindows)(\\d{3,4})");
  private static final Pattern ISO_LATIN = Pattern.compile("(?:x?iso)?8859(\\d{1,2})");
  private static final int LONGEST = 60;

  private CharsetNames() {}

  /// Empty for a name that says nothing: missing, unknown, or plain ASCII, which is what programs
  /// say that do not know.
  static Optional<Charset> of(String name) {
    return of(name, plain(name));
  }

  /// @param plain the same name, as [#plain] gives it
  static Optional<Charset> of(String name, String plain) {
    if (plain.isEmpty() || plain.length() > LONGEST || saysNothing(plain)) {
      return Optional.empty();
    }
    var meant = MEANT.get(plain);
    if (meant != null) {
      return known(meant);
    }
    if (plain.startsWith("utf8")) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    var iso = ISO_LATIN.matcher(plain);
    if (iso.matches()) {
      var latin = MEANT.get("iso8859" + iso.group(1));
      return known(latin == null ? "ISO-8859-" + iso.group(1) : latin);
    }
    var page = CODE_PAGE.matcher(plain);
    if (page.matches()) {
      var number = page.group(1);
      return known("windows-" + number)
          .or(() -> known("x-windows-" + number))
          .or(() -> known("IBM" + number));
    }
    return known(name.strip());
  }

  /// Lower case, without what is not a letter or a digit.
  static String plain(String name) {
    var plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c;
      if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
        plain.append(lower);
      }
    }
    return plain.toString();
  }

  private static boolean saysNothing(String plain) {
    return switch (plain) {
      case "usascii",
          "ascii",
          "ansix341968",
          "iso646us",
          "unknown",
          "unknown8bit",
          "xunknown",
          "default",
          "8bit",
          "7bit",
          "none",
          "binary",
          "auto",
          "xuserdefined",
          "autodetect" ->
          true;
      default -> false;
    };
  }

  /// Asking Java for one that it does not know is slow, and mail may name thousands.
  private static Optional<Charset> known(String name) {
    return Optional.ofNullable(KNOWN.get(name.toLowerCase(Locale.ROOT)));
  }

  private static Map<String, Charset> all() {
    var all = new HashMap<String, Charset>();
    for (var charset : Charset.availableCharsets().values()) {
      charset.aliases().forEach(alias -> all.put(alias.toLowerCase(Locale.ROOT), charset));
    }
    for (var charset : Charset.availableCharsets().values()) {
      all.put(charset.name().toLowerCase(Locale.ROOT), charset);
    }
    return Map.copyOf(all);
  }
}
