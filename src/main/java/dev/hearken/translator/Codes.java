package dev.hearken.translator;

import java.util.Locale;
import java.util.Map;

/// What a service calls languages. Most have their code of ISO 639-1 everywhere; where a code has a
/// region behind it, which uploaders may send, the language alone counts.
///
/// @param special in small letters, each with the service's name for it
record Codes(Map<String, String> special) {
  String of(String language) {
    var code = language.toLowerCase(Locale.ROOT).replace('_', '-');
    int region = code.indexOf('-');
    var alone = region < 0 ? code : code.substring(0, region);
    return special.getOrDefault(code, special.getOrDefault(alone, alone));
  }
}
