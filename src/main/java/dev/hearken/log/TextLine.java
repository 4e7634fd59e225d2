package dev.hearken.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// A record as a line for people: time, level, where from, what, and fields as `key=value`. Stack
/// traces follow on lines of their own.
final class TextLine extends Formatter {
  @Override
  public String format(LogRecord logged) {
    var line = new StringBuilder();
    line.append(Parts.time(logged))
        .append(' ')
        .append("%-7s".formatted(Parts.level(logged)))
        .append(' ')
        .append(shortName(logged))
        .append(' ')
        .append(escaped(Parts.message(this, logged)));
    Parts.fields(logged).forEach((key, value) -> append(line, key, value));
    line.append('\n');
    if (logged.getThrown() != null) {
      var trace = new StringWriter();
      logged.getThrown().printStackTrace(new PrintWriter(trace));
      trace
          .toString()
          .lines()
          .forEach(each -> line.append("  ").append(escaped(each)).append('\n'));
    }
    return line.toString();
  }

  private static void append(StringBuilder line, String key, Object value) {
    line.append(' ').append(key).append('=').append(escaped(String.valueOf(value)));
  }

  private static String shortName(LogRecord logged) {
    var name = String.valueOf(logged.getLoggerName());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// What came from outside cannot begin a line of its own.
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029) {
            escaped.append("\\u%04x".formatted(point));
          } else {
            escaped.appendCodePoint(point);
          }
        });
    return escaped.toString();
  }
}
