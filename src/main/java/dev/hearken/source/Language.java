package dev.hearken.source;

import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.List;
import java.util.Set;

/// The main language of a source, fixed when it is made: `en`, another two-letter code of ISO
/// 639-1, or several at once. Several are called `Multilingual` in the documentation and `xlm`
/// after a model of the vendor's: each is given back as it came, and they are equal in every
/// comparison.
record Language(String wire) {
  private static final String MULTILINGUAL = "Multilingual";
  private static final String XLM = "xlm";

  /// The languages that can be told apart in short texts.
  private static final Set<String> CODES =
      Set.of(
          "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo",
          "es", "et", "eu", "fa", "fi", "fr", "ga", "gu", "he", "hi", "hr", "hu", "hy", "id", "is",
          "it", "ja", "ka", "kk", "ko", "la", "lg", "lt", "lv", "mi", "mk", "mn", "mr", "ms", "nb",
          "nl", "nn", "pa", "pl", "pt", "ro", "ru", "sk", "sl", "sn", "so", "sq", "sr", "st", "sv",
          "sw", "ta", "te", "th", "tl", "tn", "tr", "ts", "uk", "ur", "vi", "xh", "yo", "zh", "zu");

  static final Language ENGLISH = new Language("en");

  Language {
    if (wire.equalsIgnoreCase(MULTILINGUAL)) {
      wire = MULTILINGUAL;
    } else if (!wire.equals(XLM) && !CODES.contains(wire)) {
      throw new Refusal.Invalid(
          "The field 'source.language' is %s; it must be en, Multilingual, xlm or another two-letter code of: %s."
              .formatted(Shown.of(wire), String.join(", ", CODES.stream().sorted().toList())));
    }
  }

  /// The wire forms of this same language.
  List<String> spellings() {
    return wire.equals(MULTILINGUAL) || wire.equals(XLM)
        ? List.of(MULTILINGUAL, XLM)
        : List.of(wire);
  }
}
