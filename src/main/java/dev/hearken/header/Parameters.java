package dev.hearken.header;

import dev.hearken.charset.Charsets;
import dev.hearken.charset.Decoded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A field such as `text/plain; charset=utf-8; name*0*=utf-8''a%20; name*1=b`: a value and
/// parameters, in the forms of RFC 2045, 2047 and 2231 and in those that are none.
///
/// @param value lower case
/// @param all by their lower-case names
public record Parameters(String value, Map<String, String> all) {
  public static final Parameters NONE = new Parameters("", Map.of());

  private static final int MOST = 500;

  /// @param raw on one line
  public static Parameters of(String raw) {
    int semicolon = raw.indexOf(';');
    var value =
        (semicolon < 0 ? raw : raw.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    if (semicolon < 0) {
      return new Parameters(withoutComment(value), Map.of());
    }
    var plain = new HashMap<String, String>(4);
    var pieces = new HashMap<String, TreeMap<Integer, Piece>>(1);
    int at = semicolon + 1;
    for (int count = 0; at < raw.length() && count < MOST; count++) {
      at = one(raw, at, plain, pieces);
    }
    plain.replaceAll((_, written) -> EncodedWords.decode(written).text());
    pieces.forEach((name, parts) -> {
      if (parts.firstKey() == 0 || !plain.containsKey(name)) {
        plain.put(name, join(parts));
      }
    });
    return new Parameters(withoutComment(value), plain);
  }

  /// Empty when it is not there.
  public String get(String name) {
    return all.getOrDefault(name, "");
  }

  private static String withoutComment(String value) {
    int comment = value.indexOf('(');
    var bare = comment < 0 ? value : value.substring(0, comment);
    return bare.strip().replace("\"", "").replace(" ", "");
  }

  /// Reads one parameter.
  ///
  /// @return where the next may begin
  private static int one(
      String raw,
      int from,
      Map<String, String> plain,
      Map<String, TreeMap<Integer, Piece>> pieces) {
    int at = from;
    while (at < raw.length() && (raw.charAt(at) == ';' || Character.isWhitespace(raw.charAt(at)))) {
      at++;
    }
    int nameFrom = at;
    while (at < raw.length() && raw.charAt(at) != '=' && raw.charAt(at) != ';') {
      at++;
    }
    if (at >= raw.length() || raw.charAt(at) == ';') {
      return at + 1;
    }
    var name = raw.substring(nameFrom, at).strip().toLowerCase(Locale.ROOT);
    at++;
    while (at < raw.length() && Character.isWhitespace(raw.charAt(at))) {
      at++;
    }
    String value;
    if (at < raw.length() && raw.charAt(at) == '"') {
      var unquoted = new StringBuilder();
      int end = unquote(raw, at + 1, unquoted);
      value = unquoted.toString();
      at = raw.indexOf(';', end);
    } else {
      int end = raw.indexOf(';', at);
      value = raw.substring(at, end < 0 ? raw.length() : end).strip();
      at = end;
    }
    if (name.indexOf('*') < 0) {
      plain.putIfAbsent(name, value);
    } else {
      keep(name, value, pieces);
    }
    return at < 0 ? raw.length() : at + 1;
  }

  /// A backslash stands for itself in the names of files that Windows writes.
  private static int unquote(String raw, int from, StringBuilder into) {
    int at = from;
    for (; at < raw.length() && raw.charAt(at) != '"'; at++) {
      char c = raw.charAt(at);
      if (c == '\\'
          && at + 1 < raw.length()
          && (raw.charAt(at + 1) == '"' || raw.charAt(at + 1) == '\\')) {
        c = raw.charAt(++at);
      }
      into.append(c);
    }
    return at;
  }

  /// A piece of a parameter, or a parameter in which bytes are written as `%41`: it wins over the
  /// same one in its plain form.
  private static void keep(String name, String value, Map<String, TreeMap<Integer, Piece>> pieces) {
    boolean percent = name.endsWith("*");
    var bare = percent ? name.substring(0, name.length() - 1) : name;
    int star = bare.indexOf('*');
    int number = 0;
    if (star >= 0) {
      var digits = bare.substring(star + 1);
      bare = bare.substring(0, star);
      if (!digits.matches("\\d{1,4}")) {
        return;
      }
      number = Integer.parseInt(digits);
    }
    pieces
        .computeIfAbsent(bare, _ -> new TreeMap<>())
        .putIfAbsent(number, new Piece(value, percent));
  }

  private static String join(TreeMap<Integer, Piece> parts) {
    var charset = "";
    var bytes = new ByteArrayOutputStream();
    int expected = parts.firstKey();
    for (var part : parts.entrySet()) {
      if (part.getKey() != expected++) {
        break;
      }
      var value = part.getValue().value;
      if (part.getValue().percent) {
        int one = value.indexOf('\'');
        int two = one < 0 ? -1 : value.indexOf('\'', one + 1);
        if (part.getKey().equals(parts.firstKey()) && two >= 0) {
          charset = value.substring(0, one);
          value = value.substring(two + 1);
        }
        percent(value, bytes);
      } else {
        bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
      }
    }
    Decoded decoded = Charsets.decode(bytes.toByteArray(), charset);
    return EncodedWords.decode(decoded.text()).text();
  }

  private static void percent(String value, ByteArrayOutputStream into) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%' && digit(value, i + 1) >= 0 && digit(value, i + 2) >= 0) {
        into.write(digit(value, i + 1) * 16 + digit(value, i + 2));
        i += 2;
      } else {
        into.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static int digit(String value, int at) {
    return at < value.length() && value.charAt(at) < 0x80
        ? Character.digit(value.charAt(at), 16)
        : -1;
  }

  /// @param percent are bytes written as `%41`?
  private record Piece(String value, boolean percent) {}
}
