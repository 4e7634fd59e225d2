package dev.hearken.translator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A LibreTranslate server, one's own or another's. The source language is always named: the
/// server's own detection looks at a whole batch as if it were one text.
final class LibreTranslate implements Translator, Dialect {
  static final String NAME = "libretranslate";

  /// The server may have limits of its own, which it tells nobody beforehand.
  private static final Limits LIMITS = new Limits(25, 50_000, 10_000);

  private static final Codes CODES =
      new Codes(
          Map.of(
              "zh", "zh-Hans",
              "zh-tw", "zh-Hant",
              "zh-hant", "zh-Hant",
              "pt-br", "pt-BR",
              "no", "nb"));

  private static final int BAD_REQUEST = 400;

  private final URI address;
  private final Optional<Key> key;
  private final Wire wire;

  /// @param base address of the server, without a slash at its end
  /// @param key none for a server that asks for none
  LibreTranslate(URI base, Optional<Key> key, Duration timeout, Clock clock) {
    this.address = URI.create(base + "/translate");
    this.key = key;
    this.wire = new Wire("LibreTranslate", new Secrets(key), timeout, clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Limits limits() {
    return LIMITS;
  }

  @Override
  public Answer translate(List<String> texts, String from, String to) {
    var body = JsonNodeFactory.instance.objectNode();
    texts.forEach(body.putArray("q")::add);
    body.put("source", CODES.of(from)).put("target", CODES.of(to)).put("format", "text");
    key.ifPresent(each -> body.put("api_key", each.text()));
    return wire.send(new Call(address, Map.of(), body, texts), this);
  }

  @Override
  public List<String> texts(JsonNode body) throws Nonsense {
    return Texts.of(body.path("translatedText"));
  }

  @Override
  public String message(JsonNode body) {
    return body.path("error").asText();
  }

  /// "… is not supported", "… is not available as a target language from …".
  @Override
  public Optional<Meaning> meaning(int status, JsonNode body, String message) {
    return status == BAD_REQUEST
            && (message.endsWith("is not supported")
                || message.contains("is not available as a target language"))
        ? Optional.of(Meaning.NO_SUCH_PAIR)
        : Optional.empty();
  }

  @Override
  public void close() {
    wire.close();
  }
}
