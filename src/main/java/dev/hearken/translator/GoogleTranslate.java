package dev.hearken.translator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Google Cloud Translation Basic, version 2. The key goes into a header, where no log of an
/// address shows it.
final class GoogleTranslate implements Translator, Dialect {
  static final String NAME = "google";

  /// A body may have 100 KB, and a character of a text may become two bytes more in it.
  private static final Limits LIMITS = new Limits(100, 45_000, 11_000);

  private static final URI USUAL = URI.create("https://translation.googleapis.com");

  private static final Codes CODES =
      new Codes(
          Map.of(
              "zh", "zh-CN",
              "zh-tw", "zh-TW",
              "zh-hant", "zh-TW",
              "nb", "no",
              "nn", "no"));

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  /// Reasons of a 403 that pass.
  private static final Set<String> TOO_FAST = Set.of("userRateLimitExceeded", "rateLimitExceeded");

  private static final String DAY_IS_OVER = "dailyLimitExceeded";

  private final URI address;
  private final Map<String, String> headers;
  private final Wire wire;

  /// @param base where the service is, without a slash at the end; where it usually is unless given
  GoogleTranslate(Optional<URI> base, Key key, Duration timeout, Clock clock) {
    this.address = URI.create(base.orElse(USUAL) + "/language/translate/v2");
    this.headers = Map.of("X-goog-api-key", key.text());
    this.wire = new Wire("Google", new Secrets(Optional.of(key)), timeout, clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Limits limits() {
    return LIMITS;
  }

  /// The format is always named: by default texts are taken for HTML, and come back with `&#39;` in
  /// the place of apostrophes.
  @Override
  public Answer translate(List<String> texts, String from, String to) {
    var body = JsonNodeFactory.instance.objectNode();
    texts.forEach(body.putArray("q")::add);
    body.put("source", CODES.of(from)).put("target", CODES.of(to)).put("format", "text");
    return wire.send(new Call(address, headers, body, texts), this);
  }

  @Override
  public List<String> texts(JsonNode body) throws Nonsense {
    return Texts.of(body.path("data").path("translations"), "/translatedText");
  }

  @Override
  public String message(JsonNode body) {
    return body.path("error").path("message").asText();
  }

  /// A 403 means a wrong key, or that too much was asked for, and "Bad language pair" is an invalid
  /// value among others.
  @Override
  public Optional<Meaning> meaning(int status, JsonNode body, String message) {
    if (status == BAD_REQUEST && message.toLowerCase(Locale.ROOT).contains("language pair")) {
      return Optional.of(Meaning.NO_SUCH_PAIR);
    }
    if (status != FORBIDDEN) {
      return Optional.empty();
    }
    for (var error : body.path("error").path("errors")) {
      var reason = error.path("reason").asText();
      if (reason.equals(DAY_IS_OVER)) {
        return Optional.of(Meaning.NEXT_DAY);
      }
      if (TOO_FAST.contains(reason)) {
        return Optional.of(Meaning.LATER);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    wire.close();
  }
}
