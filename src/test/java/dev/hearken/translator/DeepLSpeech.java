package dev.hearken.translator;

import dev.hearken.translator.StandIn.Heard;
import dev.hearken.translator.StandIn.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// As DeepL speaks.
public record DeepLSpeech(String key) implements StandIn.Speech {
  private static final Set<String> SOURCES = Set.of("EN", "DE", "ES", "FR", "PT", "ZH", "NB");
  private static final Set<String> TARGETS =
      Set.of("EN-US", "EN-GB", "DE", "ES", "FR", "PT-PT", "PT-BR", "ZH-HANS", "ZH-HANT", "NB");

  private static final int MOST_TEXTS = 50;
  private static final int LARGEST_BODY = 128 << 10;

  @Override
  public @Nullable Spoken refusal(Heard call) {
    if (!call.path().equals("/v2/translate") || call.address().getQuery() != null) {
      return refused(404, "Not found");
    }
    if (!("DeepL-Auth-Key " + key).equals(call.headers().get("authorization"))) {
      return new Spoken(403, Map.of(), "");
    }
    if (!String.valueOf(call.headers().get("content-type")).startsWith("application/json")) {
      return refused(400, "Unsupported content type");
    }
    if (call.bytes() > LARGEST_BODY) {
      return refused(413, "The request size exceeds the limit");
    }
    if (texts(call).isEmpty() || texts(call).size() > MOST_TEXTS) {
      return refused(400, "Parameter 'text' not specified or too often");
    }
    if (!SOURCES.contains(call.body().path("source_lang").asText())) {
      return refused(400, "Value for 'source_lang' not supported.");
    }
    return TARGETS.contains(language(call))
        ? null
        : refused(400, "Value for 'target_lang' not supported.");
  }

  private static Spoken refused(int status, String why) {
    return Spoken.json(status, Map.of("message", why));
  }

  @Override
  public List<String> texts(Heard call) {
    var texts = new ArrayList<String>();
    call.body().path("text").forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Override
  public String language(Heard call) {
    return call.body().path("target_lang").asText();
  }

  @Override
  public Object answer(List<Object> texts) {
    return Map.of(
        "translations",
        texts.stream()
            .map(text -> Map.of("detected_source_language", "ES", "text", text))
            .toList());
  }
}
