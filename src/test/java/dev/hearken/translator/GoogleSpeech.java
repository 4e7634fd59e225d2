package dev.hearken.translator;

import dev.hearken.translator.StandIn.Heard;
import dev.hearken.translator.StandIn.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// As Google Cloud Translation Basic speaks: without `format` it takes texts for HTML.
public record GoogleSpeech(String key) implements StandIn.Speech {
  private static final Set<String> LANGUAGES =
      Set.of("en", "de", "es", "fr", "pt", "zh-CN", "zh-TW", "no");

  private static final int MOST_TEXTS = 128;
  private static final int LARGEST_BODY = 100_000;

  @Override
  public @Nullable Spoken refusal(Heard call) {
    if (!call.path().equals("/language/translate/v2")) {
      return refused(404, "Not found", "notFound");
    }
    if (!key.equals(call.headers().get("x-goog-api-key"))) {
      return refused(403, "The request is missing a valid API key.", "forbidden");
    }
    if (call.bytes() > LARGEST_BODY) {
      return refused(400, "Request payload size exceeds the limit", "badRequest");
    }
    if (texts(call).isEmpty() || texts(call).size() > MOST_TEXTS) {
      return refused(400, "Required Text or too many text segments", "invalid");
    }
    var from = call.body().path("source").asText();
    return LANGUAGES.contains(from) && LANGUAGES.contains(target(call))
        ? null
        : refused(400, "Bad language pair: %s|%s".formatted(from, target(call)), "badRequest");
  }

  /// What it says of every error.
  static Spoken refused(int status, String why, String reason) {
    return Spoken.json(status, error(status, why, reason));
  }

  static Object error(int status, String why, String reason) {
    return Map.of(
        "error",
        Map.of(
            "code",
            status,
            "message",
            why,
            "errors",
            List.of(Map.of("message", why, "domain", "usageLimits", "reason", reason))));
  }

  @Override
  public List<String> texts(Heard call) {
    boolean plain = call.body().path("format").asText().equals("text");
    var texts = new ArrayList<String>();
    call.body()
        .path("q")
        .forEach(text -> texts.add(plain ? text.asText() : text.asText().replace("'", "&#39;")));
    return texts;
  }

  private static String target(Heard call) {
    return call.body().path("target").asText();
  }

  @Override
  public String language(Heard call) {
    return target(call);
  }

  @Override
  public Object answer(List<Object> texts) {
    return Map.of(
        "data",
        Map.of(
            "translations", texts.stream().map(text -> Map.of("translatedText", text)).toList()));
  }
}
