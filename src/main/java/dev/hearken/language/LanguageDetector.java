package dev.hearken.language;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells which language a text is in, or that it cannot tell: a text that is taken for another
/// language than its own would be translated into nonsense, one that is left alone is merely read
/// as it was written. Safe for use by several threads.
///
/// Its models are read when the first text comes, which takes some seconds, and stay: some 25 MiB
/// of the heap for each language. Where that would be more than two fifths of the heap, small
/// models take their place, a twentieth of the size, which leave more texts alone.
public final class LanguageDetector {
  /// Fewer letters never decide.
  private static final int FEWEST_LETTERS = 6;

  private static final long MODEL_BYTES = 25L << 20;

  /// Which part of the heap models may take.
  private static final double PART_OF_HEAP = 0.4;

  /// By how much the best language must be likelier than the second, in the sum of all letters:
  /// chosen so that of five words of English less than one in two hundred is taken for another
  /// language (`./hearken bench translation --part detection`).
  private static final double MARGIN = 1.25;

  private static final double MARGIN_OF_SMALL_MODELS = 4;

  private static final String ENGLISH = "en";

  private final Supplier<com.github.pemistahl.lingua.api.LanguageDetector> opening;
  private final double margin;
  private com.github.pemistahl.lingua.api.@Nullable LanguageDetector models;

  private LanguageDetector(Languages languages, boolean small) {
    this.margin = small ? MARGIN_OF_SMALL_MODELS : MARGIN;
    this.opening =
        () -> {
          var builder = LanguageDetectorBuilder.fromIsoCodes639_1(languages.models());
          return (small ? builder.withLowAccuracyMode() : builder).build();
        };
  }

  /// One for these languages, with the models that the heap has room for.
  public static LanguageDetector of(Languages languages) {
    return of(languages, Runtime.getRuntime().maxMemory());
  }

  /// @param heap how large it can become, in bytes
  static LanguageDetector of(Languages languages, long heap) {
    boolean small = languages.codes().size() * MODEL_BYTES > heap * PART_OF_HEAP;
    return new LanguageDetector(languages, small);
  }

  /// The language of a text, an ISO 639-1 code; nothing when it is too short or might as well be
  /// another one. Addresses, numbers and the like do not count.
  public Optional<String> detect(String text) {
    var prose = Prose.of(text);
    int letters = Prose.letters(prose);
    if (letters < FEWEST_LETTERS) {
      return Optional.empty();
    }
    return guess(prose)
        .filter(guess -> guess.sure(letters, margin))
        .map(Guess::code)
        .filter(code ->
            code.equals(ENGLISH) || !Prose.isLatin(prose) || staysWithoutNames(prose, code));
  }

  /// English text is full of names from everywhere. What is no name must say the same; where there
  /// is nothing but names, they tell nothing.
  private boolean staysWithoutNames(String prose, String code) {
    var rest = Prose.withoutCapitals(prose);
    return Prose.letters(rest) == 0
        ? !Prose.hasSmallLetters(prose)
        : guess(rest).filter(guess -> guess.code().equals(code)).isPresent();
  }

  /// @param second how likely the second is beside the best one, from 0 to 1, in the mean of all
  ///   letters; 0 when nothing but the best one comes into question
  private record Guess(String code, double second) {
    boolean sure(int letters, double margin) {
      return second <= 0 || letters * (1 / second - 1) >= margin;
    }
  }

  private Optional<Guess> guess(String prose) {
    var values = models().computeLanguageConfidenceValues(prose);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    var best = values.firstKey();
    double second =
        values.entrySet().stream()
            .filter(entry -> entry.getKey() != best)
            .mapToDouble(entry -> entry.getValue())
            .max()
            .orElse(0);
    return best == Language.UNKNOWN
        ? Optional.empty()
        : Optional.of(new Guess(best.getIsoCode639_1().toString(), second));
  }

  private synchronized com.github.pemistahl.lingua.api.LanguageDetector models() {
    if (models == null) {
      models = opening.get();
    }
    return models;
  }
}
