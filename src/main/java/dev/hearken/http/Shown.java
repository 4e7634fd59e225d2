package dev.hearken.http;

/// A value that a client sent, as it stands in a message to him: quoted, cut to a readable length,
/// and with control characters and lone surrogates written out, so that no value can garble an
/// answer or a log.
public final class Shown {
  private static final int LONGEST = 100;

  private Shown() {}

  /// The value in single quotes.
  public static String of(String value) {
    var shown = new StringBuilder("'");
    value.codePoints().limit(LONGEST).forEach(point -> append(shown, point));
    if (value.codePointCount(0, value.length()) > LONGEST) {
      shown.append('…');
    }
    return shown.append('\'').toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
      shown.append("\\u%04x".formatted(point));
    } else {
      shown.appendCodePoint(point);
    }
  }
}
