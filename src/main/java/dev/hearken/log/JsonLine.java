package dev.hearken.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// A record as one JSON object on one line.
final class JsonLine extends Formatter {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String format(LogRecord logged) {
    var line = new LinkedHashMap<String, Object>();
    line.put("time", Parts.time(logged));
    line.put("level", Parts.level(logged));
    line.put("logger", String.valueOf(logged.getLoggerName()));
    line.put("message", Parts.message(this, logged));
    line.putAll(Parts.fields(logged));
    if (logged.getThrown() != null) {
      var trace = new StringWriter();
      logged.getThrown().printStackTrace(new PrintWriter(trace));
      line.put("error", trace.toString());
    }
    try {
      return JSON.writeValueAsString(line) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A line of the log cannot be written as JSON", e);
    }
  }
}
