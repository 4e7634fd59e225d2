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

/// DeepL, by its interface of version 2. Keys of the free plan end in `:fx` and have an address of
/// their own.
final class DeepL implements Translator, Dialect {
  static final String NAME = "deepl";

  /// A body may have 128 KiB, and a character of a text may become two bytes more in it.
  private static final Limits LIMITS = new Limits(50, 60_000, 15_000);

  private static final String FREE = "https://api-free.deepl.com";
  private static final String PAID = "https://api.deepl.com";

  private static final Codes SOURCES = new Codes(Map.of("no", "NB", "nn", "NB"));

  /// Languages that DeepL has in several forms, of which one must be chosen to translate into.
  private static final Codes TARGETS =
      new Codes(
          Map.of(
              "en", "EN-US",
              "en-gb", "EN-GB",
              "pt", "PT-PT",
              "pt-br", "PT-BR",
              "zh", "ZH-HANS",
              "zh-tw", "ZH-HANT",
              "zh-hant", "ZH-HANT",
              "no", "NB",
              "nn", "NB"));

  private static final int BAD_REQUEST = 400;

  private final URI address;
  private final Map<String, String> headers;
  private final Wire wire;

  /// @param base where DeepL is, without a slash at the end; where it usually is unless given
  DeepL(Optional<URI> base, Key key, Duration timeout, Clock clock) {
    this.address = URI.create(base.orElse(usual(key)) + "/v2/translate");
    this.headers = Map.of("Authorization", "DeepL-Auth-Key " + key.text());
    this.wire = new Wire("DeepL", new Secrets(Optional.of(key)), timeout, clock);
  }

  /// Where DeepL is for those with such a key.
  static URI usual(Key key) {
    return URI.create(key.text().endsWith(":fx") ? FREE : PAID);
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
    texts.forEach(body.putArray("text")::add);
    body.put("source_lang", code(SOURCES, from)).put("target_lang", code(TARGETS, to));
    return wire.send(new Call(address, headers, body, texts), this);
  }

  private static String code(Codes codes, String language) {
    return codes.of(language).toUpperCase(Locale.ROOT);
  }

  @Override
  public List<String> texts(JsonNode body) throws Nonsense {
    return Texts.of(body.path("translations"), "/text");
  }

  @Override
  public String message(JsonNode body) {
    return body.path("message").asText();
  }

  /// "Value for 'source_lang' not supported."
  @Override
  public Optional<Meaning> meaning(int status, JsonNode body, String message) {
    return status == BAD_REQUEST && message.contains("_lang") && message.contains("not supported")
        ? Optional.of(Meaning.NO_SUCH_PAIR)
        : Optional.empty();
  }

  @Override
  public void close() {
    wire.close();
  }
}
