package dev.hearken.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogTest {
  private static LogRecord logged(String message, Object... parameters) {
    var logged = new LogRecord(Level.INFO, message);
    logged.setLoggerName("dev.hearken.Somebody");
    logged.setInstant(Instant.parse("2026-01-02T03:04:05Z"));
    logged.setParameters(parameters);
    return logged;
  }

  @Test
  void aLineOfTextSaysWhenHowGraveWhoAndWhat() {
    assertThat(new TextLine().format(logged("hello {0}", "world")))
        .isEqualTo("2026-01-02T03:04:05.000Z INFO    Somebody hello world\n");
  }

  @Test
  void entriesAreFieldsOfTheirOwn() throws IOException {
    var logged = logged("request", Map.entry("status", 200), Map.entry("route", "/x"));

    assertThat(new TextLine().format(logged)).endsWith("request status=200 route=/x\n");
    var json = new ObjectMapper().readTree(new JsonLine().format(logged));
    assertThat(json.get("status").asInt()).isEqualTo(200);
    assertThat(json.get("message").asText()).isEqualTo("request");
    assertThat(json.get("time").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
  }

  @Test
  void nothingThatIsLoggedCanBeginALineOfItsOwn() {
    var logged = logged("a\nb\r\u2028c\u001b[0m", Map.entry("k", "v\nforged"));

    assertThat(new TextLine().format(logged).lines()).hasSize(1);
    assertThat(new JsonLine().format(logged).lines()).hasSize(1);
    assertThat(new TextLine().format(logged)).doesNotContain("\u001b");
  }

  @Test
  void aStackTraceFollowsIndented() throws IOException {
    var logged = logged("failed");
    logged.setThrown(new IllegalStateException("why\nso"));

    assertThat(new TextLine().format(logged).lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("  "));
    assertThat(new ObjectMapper().readTree(new JsonLine().format(logged)).get("error").asText())
        .contains("why\nso");
  }
}
