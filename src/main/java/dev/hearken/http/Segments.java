package dev.hearken.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Takes a path apart. Clients push `owner/name` as one encoded segment (`owner%2Fname`) or as two,
/// double the slash behind an endpoint that ends in one, and end some paths in a slash: all of
/// these are the same path here. No id or name may contain a slash, so nothing is lost by it.
final class Segments {
  private Segments() {}

  /// The segments of a path as it was sent, each decoded once.
  static List<String> of(String path) {
    var segments = new ArrayList<String>();
    for (var segment : path.replace("%2F", "/").replace("%2f", "/").split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(decoded(segment, false));
      }
    }
    return segments;
  }

  /// The way from a path back to the root, as a browser follows it: for a browser an encoded slash
  /// is no slash, and the slashes at the beginning belong to the root.
  static String toRoot(String path) {
    var segments = path.replaceFirst("^/+", "");
    long slashes = segments.chars().filter(character -> character == '/').count();
    return slashes == 0 ? "./" : "../".repeat((int) slashes);
  }

  /// @param form whether `+` stands for a blank, as it does in query strings
  static String decoded(String text, boolean form) {
    if (text.indexOf('%') < 0 && (!form || text.indexOf('+') < 0)) {
      return text;
    }
    var bytes = ByteBuffer.allocate(text.length() * 3);
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (point == '%') {
        bytes.put(octet(text, i));
        i += 3;
      } else {
        bytes.put(
            Character.toString(form && point == '+' ? ' ' : point)
                .getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(point);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal.Invalid(
          "%s does not decode to UTF-8: encode every byte of a character as %%XX."
              .formatted(Shown.of(text)));
    }
  }

  private static byte octet(String text, int percent) {
    int high = percent + 2 < text.length() ? Character.digit(text.charAt(percent + 1), 16) : -1;
    int low = percent + 2 < text.length() ? Character.digit(text.charAt(percent + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw new Refusal.Invalid(
          "%s has a percent sign that two hexadecimal digits do not follow; write it as %%25."
              .formatted(Shown.of(text)));
    }
    return (byte) (high << 4 | low);
  }
}
