package dev.hearken.log;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// What both forms of a line are made of. Parameters of a record that are map entries are fields of
/// their own.
final class Parts {
  private Parts() {}

  static String time(LogRecord logged) {
    var time = logged.getInstant().truncatedTo(ChronoUnit.MILLIS).toString();
    return time.contains(".") ? time : time.replace("Z", ".000Z");
  }

  static String level(LogRecord logged) {
    int level = logged.getLevel().intValue();
    if (level >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return level >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }

  static String message(Formatter formatter, LogRecord logged) {
    return fields(logged).isEmpty()
        ? formatter.formatMessage(logged)
        : String.valueOf(logged.getMessage());
  }

  static Map<String, Object> fields(LogRecord logged) {
    var fields = new LinkedHashMap<String, Object>();
    if (logged.getParameters() != null) {
      for (var parameter : logged.getParameters()) {
        if (parameter instanceof Map.Entry<?, ?> field) {
          fields.put(String.valueOf(field.getKey()).toLowerCase(Locale.ROOT), field.getValue());
        }
      }
    }
    return fields;
  }
}
