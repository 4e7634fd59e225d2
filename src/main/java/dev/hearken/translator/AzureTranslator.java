package dev.hearken.translator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Azure Translator, version 3.0.
final class AzureTranslator implements Translator, Dialect {
  static final String NAME = "azure";

  /// A call may have 50,000 characters, and no text has more of them than bytes. Older pages say
  /// that a call may have 100 texts only.
  private static final Limits LIMITS = new Limits(100, 48_000, 12_000);

  private static final URI USUAL = URI.create("https://api.cognitive.microsofttranslator.com");

  /// Addresses of one's own resources, under which the service has another path.
  private static final String OWN = ".cognitiveservices.azure.";

  private static final Codes CODES =
      new Codes(
          Map.of(
              "zh", "zh-Hans",
              "zh-tw", "zh-Hant",
              "zh-hant", "zh-Hant",
              "pt", "pt-pt",
              "pt-br", "pt",
              "no", "nb",
              "nn", "nb",
              "tl", "fil",
              "sr", "sr-Latn",
              "mn", "mn-Cyrl"));

  /// Codes of errors that mean a language, or a pair of them, that the service does not know.
  private static final Set<Integer> NO_SUCH_PAIR = Set.of(400_019, 400_023, 400_035, 400_036);

  private final URI base;
  private final Map<String, String> headers;
  private final Wire wire;

  /// @param base where the service is, without a slash at the end; where it usually is unless given
  /// @param region of a resource that is not global
  AzureTranslator(
      Optional<URI> base, Key key, Optional<String> region, Duration timeout, Clock clock) {
    this.base = base.map(AzureTranslator::withPath).orElse(USUAL);
    var sent = new HashMap<String, String>();
    sent.put("Ocp-Apim-Subscription-Key", key.text());
    region.ifPresent(each -> sent.put("Ocp-Apim-Subscription-Region", each));
    this.headers = Map.copyOf(sent);
    this.wire = new Wire("Azure", new Secrets(Optional.of(key)), timeout, clock);
  }

  /// Where a resource of one's own has the service.
  static URI withPath(URI base) {
    boolean own = String.valueOf(base.getHost()).contains(OWN) && base.getPath().isEmpty();
    return own ? URI.create(base + "/translator/text/v3.0") : base;
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
    var body = JsonNodeFactory.instance.arrayNode();
    texts.forEach(text -> body.addObject().put("Text", text));
    var address =
        URI.create(
            "%s/translate?api-version=3.0&from=%s&to=%s&textType=plain"
                .formatted(base, code(from), code(to)));
    return wire.send(new Call(address, headers, body, texts), this);
  }

  private static String code(String language) {
    return URLEncoder.encode(CODES.of(language), StandardCharsets.UTF_8);
  }

  @Override
  public List<String> texts(JsonNode body) throws Nonsense {
    return Texts.of(body, "/translations/0/text");
  }

  @Override
  public String message(JsonNode body) {
    return body.path("error").path("message").asText();
  }

  @Override
  public Optional<Meaning> meaning(int status, JsonNode body, String message) {
    return NO_SUCH_PAIR.contains(body.path("error").path("code").asInt())
        ? Optional.of(Meaning.NO_SUCH_PAIR)
        : Optional.empty();
  }

  @Override
  public void close() {
    wire.close();
  }
}
