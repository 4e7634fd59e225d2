package dev.hearken.translationbench;

import dev.hearken.load.Part;
import dev.hearken.translator.Translator;
import dev.hearken.translator.Translator.Answer;
import dev.hearken.translator.TranslatorSettings;
import dev.hearken.translator.TranslatorSettings.Kind;
import dev.hearken.translator.Translators;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Spanish sentences through Apertium, beside what a person made of them.
final class ApertiumPart {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String FROM = "es";
  private static final String TO = "en";

  /// By how much translations must be liker to English than Spanish is.
  private static final double GAIN = 20;

  private ApertiumPart() {}

  /// @param why nothing was measured; empty when it was
  /// @param chrF of the translations
  /// @param untranslated chrF of the Spanish sentences themselves
  record Result(
      String why,
      int sentences,
      int failed,
      double sentencesASecond,
      double chrF,
      double untranslated)
      implements Part {
    static Result skipped(String why) {
      return new Result(why, 0, 0, 0, 0, 0);
    }

    @Override
    public List<String> lines() {
      return why.isEmpty()
          ? List.of(
              "apertium, Spanish into English",
              String.format(
                  Locale.ROOT,
                  "  %,d sentences  failed %d  %,.0f sentences a second  chrF %.1f, untranslated %.1f",
                  sentences,
                  failed,
                  sentencesASecond,
                  chrF,
                  untranslated))
          : List.of("apertium: skipped. " + why);
    }

    @Override
    public boolean passed() {
      return !why.isEmpty() || (failed == 0 && chrF >= untranslated + GAIN);
    }
  }

  static Result run(Sentences sentences) {
    var spanish = sentences.byLanguage().getOrDefault(FROM, Map.of());
    var english = sentences.byLanguage().getOrDefault(TO, Map.of());
    try (var apertium = apertium()) {
      // The first text starts the programs, which is not counted.
      switch (apertium.translate(List.of("Hola"), FROM, TO)) {
        case Answer.Translated _ -> {}
        case Answer.Skipped skipped -> {
          return Result.skipped(skipped.why());
        }
        case Answer.Failed failed -> {
          return Result.skipped(failed.why());
        }
      }
      var translated = new Likeness();
      var untranslated = new Likeness();
      int failed = 0;
      long nanos = 0;
      for (var sentence : spanish.entrySet()) {
        var reference = english.get(sentence.getKey());
        if (reference == null) {
          continue;
        }
        long start = System.nanoTime();
        var answer = apertium.translate(List.of(sentence.getValue()), FROM, TO);
        nanos += System.nanoTime() - start;
        if (answer instanceof Answer.Translated(var texts)) {
          translated.add(texts.getFirst(), reference);
        } else {
          failed++;
        }
        untranslated.add(sentence.getValue(), reference);
      }
      return new Result(
          "",
          spanish.size(),
          failed,
          spanish.size() / (nanos / 1e9),
          translated.chrF(),
          untranslated.chrF());
    }
  }

  private static Translator apertium() {
    var settings =
        new TranslatorSettings(
            Kind.APERTIUM, Optional.empty(), Optional.empty(), Optional.empty(), LIMIT);
    return Translators.of(settings, Clock.systemUTC()).orElseThrow();
  }
}
