package dev.hearken.translationbench;

import dev.hearken.language.LanguageDetector;
import dev.hearken.language.Languages;
import dev.hearken.load.Machine;
import dev.hearken.load.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How many sentences are told right by their first words, and what the models cost.
final class DetectionPart {
  /// Of English sentences of five words, so many may be taken for another language.
  static final double ENGLISH_WRONG = 0.005;

  private static final int FEW = 5;
  private static final int[] WORDS = {FEW, 10, Integer.MAX_VALUE};
  private static final String ENGLISH = "en";

  private DetectionPart() {}

  /// @param words of each sentence; 0 for all of them
  /// @param right share that was told right; what is neither right nor wrong was left alone
  /// @param rights the same by language
  /// @param textsASecond on one thread
  record Row(
      int words,
      int texts,
      double right,
      double wrong,
      double englishWrong,
      double textsASecond,
      Map<String, Double> rights) {
    String line() {
      return String.format(
          Locale.ROOT,
          "  %9s  right %.4f  wrong %.4f  left alone %.4f  English taken for another %.4f  %,7.0f texts a second",
          words == 0 ? "all words" : words + " words",
          right,
          wrong,
          1 - right - wrong,
          englishWrong,
          textsASecond);
    }

    String byLanguage() {
      var line = new StringBuilder("             ");
      rights.forEach((language, share) ->
          line.append(String.format(Locale.ROOT, "%s %.3f  ", language, share)));
      return line.toString().stripTrailing();
    }
  }

  /// @param firstMillis what the first text took, with which the models are read
  /// @param heapMib what the models take of the heap
  /// @param residentMib by how much the process grew
  record Result(
      List<String> languages, List<Row> rows, long firstMillis, long heapMib, long residentMib)
      implements Part {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add("detection among " + String.join(", ", languages));
      for (var row : rows) {
        lines.add(row.line());
        lines.add(row.byLanguage());
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "  models: %,d MiB of the heap, the process grew by %,d MiB, the first text took %,d ms",
              heapMib,
              residentMib,
              firstMillis));
      return lines;
    }

    @Override
    public boolean passed() {
      return rows.stream().noneMatch(row -> row.words == FEW && row.englishWrong > ENGLISH_WRONG);
    }
  }

  static Result run(Sentences sentences, Languages languages) {
    long heap = heapMib();
    long resident = Machine.residentMib();
    var detector = LanguageDetector.of(languages);
    long start = System.nanoTime();
    var _ = detector.detect("This is the first sentence, and it needs all of the models.");
    long first = (System.nanoTime() - start) / 1_000_000;
    long models = heapMib() - heap;
    var rows = new ArrayList<Row>();
    for (int words : WORDS) {
      rows.add(measured(sentences, languages, detector, words));
    }
    return new Result(languages.codes(), rows, first, models, Machine.residentMib() - resident);
  }

  private static Row measured(
      Sentences sentences, Languages languages, LanguageDetector detector, int words) {
    var rights = new TreeMap<String, Double>();
    int texts = 0;
    int right = 0;
    int wrong = 0;
    double englishWrong = 0;
    long start = System.nanoTime();
    for (var language : sentences.byLanguage().entrySet()) {
      if (!languages.codes().contains(language.getKey())) {
        continue;
      }
      int rightHere = 0;
      int wrongHere = 0;
      for (var sentence : language.getValue().values()) {
        var found = detector.detect(Sentences.first(words, sentence));
        rightHere += found.filter(language.getKey()::equals).isPresent() ? 1 : 0;
        wrongHere += found.filter(code -> !code.equals(language.getKey())).isPresent() ? 1 : 0;
      }
      int here = language.getValue().size();
      rights.put(language.getKey(), rightHere / (double) here);
      englishWrong = language.getKey().equals(ENGLISH) ? wrongHere / (double) here : englishWrong;
      texts += here;
      right += rightHere;
      wrong += wrongHere;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Row(
        words == Integer.MAX_VALUE ? 0 : words,
        texts,
        right / (double) texts,
        wrong / (double) texts,
        englishWrong,
        texts / seconds,
        rights);
  }

  private static long heapMib() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
