package dev.hearken.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says what is wrong with an answer, whatever was asked.
final class Verdict {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// What tells a client how the server is made.
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\b(java|javax|jdk|sun|com|org|dev)\\.[a-z]+\\.|\\w(Exception|Error)\\b|\\.java:|`[A-Z]\\w+\\.|\\tat |"
              + "\\b(SELECT|INSERT|UPDATE|DELETE) .*\\b(FROM|INTO|SET)\\b|(?i)\\b(jetty|jackson|postgres|psql)");

  /// Pages, their files, figures and archives wear no envelope.
  private static final Pattern PAGES =
      Pattern.compile("^(text/(html|css|javascript|plain)|image/svg\\+xml|application/x-tar)\\b");

  private Verdict() {}

  /// @param bodiless whether it is one to a `HEAD`
  /// @return what is wrong; empty when all is well
  static Optional<String> of(StrictReader.Answer answer, boolean bodiless, boolean open) {
    int status = answer.status();
    if (!answer.header("x-request-id").matches("[A-Za-z0-9._-]{1,64}")) {
      return Optional.of("no X-Request-Id");
    }
    if (status >= 500 && (status != 503 || answer.header("retry-after").isEmpty())) {
      return Optional.of("a failure of the server: " + answer.text());
    }
    boolean ok = status >= 200 && status < 300;
    if (!answer.header("content-type").equals("application/json")) {
      return ok && (open || PAGES.matcher(answer.header("content-type")).find())
          ? Optional.empty()
          : Optional.of("no JSON: " + answer.header("content-type"));
    }
    return bodiless ? Optional.empty() : envelope(answer, ok);
  }

  private static Optional<String> envelope(StrictReader.Answer answer, boolean ok) {
    JsonNode json;
    try {
      json = JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return Optional.of("no valid JSON: " + answer.text());
    } catch (java.io.IOException e) {
      return Optional.of("unreadable: " + e);
    }
    if (ok && json.has("openapi")) {
      return Optional.empty();
    }
    var message = json.path("message").asText();
    if (!json.path("status").asText().equals(ok ? "ok" : "error")) {
      return Optional.of("status and envelope disagree: " + answer.text());
    }
    if (!ok && message.isBlank()) {
      return Optional.of("no message: " + answer.text());
    }
    if (!ok && (INSIDE.matcher(message).find() || message.lines().count() > 1)) {
      return Optional.of("the message tells of the inside: " + message);
    }
    return Optional.empty();
  }
}
