package dev.hearken.translator;

import dev.hearken.translator.StandIn.Heard;
import dev.hearken.translator.StandIn.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// As a LibreTranslate server speaks, with or without keys.
public record LibreTranslateSpeech(@Nullable String key) implements StandIn.Speech {
  private static final Set<String> LANGUAGES =
      Set.of("en", "de", "es", "fr", "pt", "pt-BR", "zh-Hans", "zh-Hant");

  private static final int MOST_CHARACTERS = 10_000;

  @Override
  public @Nullable Spoken refusal(Heard call) {
    if (!call.method().equals("POST")) {
      return refused(405, "The method is not allowed for the requested URL.");
    }
    if (!call.path().equals("/translate") || !call.body().isObject()) {
      return refused(400, "Invalid request format");
    }
    var sent = call.body().path("api_key").asText();
    if (key != null && sent.isEmpty()) {
      return refused(400, "Visit the portal to get an API key");
    }
    if (key != null && !sent.equals(key)) {
      return refused(403, "Invalid API key");
    }
    for (var name : List.of("q", "source", "target")) {
      if (call.body().path(name).isMissingNode()) {
        return refused(400, "Invalid request: missing %s parameter".formatted(name));
      }
    }
    for (var language : List.of(call.body().path("source"), call.body().path("target"))) {
      if (!LANGUAGES.contains(language.asText())) {
        return refused(400, language.asText() + " is not supported");
      }
    }
    return texts(call).stream().anyMatch(text -> text.length() > MOST_CHARACTERS)
        ? refused(400, "Invalid request: request exceeds text limit")
        : null;
  }

  /// What it says of every error.
  static Spoken refused(int status, String why) {
    return Spoken.json(status, Map.of("error", why));
  }

  @Override
  public List<String> texts(Heard call) {
    var texts = new ArrayList<String>();
    call.body().path("q").forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Override
  public String language(Heard call) {
    return call.body().path("target").asText();
  }

  @Override
  public Object answer(List<Object> texts) {
    return Map.of("translatedText", texts);
  }
}
