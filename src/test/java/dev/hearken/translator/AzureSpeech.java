package dev.hearken.translator;

import dev.hearken.translator.StandIn.Heard;
import dev.hearken.translator.StandIn.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// As Azure Translator speaks, a resource of one region.
public record AzureSpeech(String key, String region, String path) implements StandIn.Speech {
  private static final Set<String> LANGUAGES =
      Set.of("en", "de", "es", "fr", "pt", "pt-pt", "zh-Hans", "zh-Hant", "nb");

  private static final int MOST_TEXTS = 1_000;
  private static final int MOST_CHARACTERS = 50_000;

  @Override
  public @Nullable Spoken refusal(Heard call) {
    if (!call.path().equals(path)) {
      return refused(404_000, "The requested resource is not found.");
    }
    if (!key.equals(call.headers().get("ocp-apim-subscription-key"))
        || !region.equals(call.headers().get("ocp-apim-subscription-region"))) {
      return refused(401_001, "The request is not authorized: credentials are missing or invalid.");
    }
    if (!"3.0".equals(parameter(call, "api-version"))) {
      return refused(400_021, "The API version parameter is missing or invalid.");
    }
    if (!call.body().isArray() || call.body().size() > MOST_TEXTS) {
      return refused(400_000, "One of the request inputs is not valid.");
    }
    if (texts(call).stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
      return refused(400_077, "The maximum request size has been exceeded.");
    }
    if (!LANGUAGES.contains(parameter(call, "from"))) {
      return refused(400_035, "The source language is not valid.");
    }
    return LANGUAGES.contains(language(call))
        ? null
        : refused(400_036, "The target language is not valid.");
  }

  /// What it says of every error.
  ///
  /// @param code the status, and three more digits
  static Spoken refused(int code, String why) {
    return Spoken.json(code / 1_000, error(code, why));
  }

  static Object error(int code, String why) {
    return Map.of("error", Map.of("code", code, "message", why));
  }

  private static String parameter(Heard call, String name) {
    var matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(call.query());
    return matcher.find() ? matcher.group(1) : "";
  }

  @Override
  public List<String> texts(Heard call) {
    var texts = new ArrayList<String>();
    call.body().forEach(element -> texts.add(element.path("Text").asText()));
    return texts;
  }

  @Override
  public String language(Heard call) {
    return parameter(call, "to");
  }

  @Override
  public Object answer(List<Object> texts) {
    return texts.stream()
        .map(text -> Map.of("translations", List.of(Map.of("text", text, "to", "en"))))
        .toList();
  }
}
