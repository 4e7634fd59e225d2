package dev.hearken.translationbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How like translations are to those of a person: chrF, which counts runs of one to six characters
/// that both have, blanks left out, and gives what is missing twice the weight of what is too much.
///
/// M. Popović, chrF: character n-gram F-score for automatic MT evaluation, 2015.
final class Likeness {
  private static final int LONGEST = 6;
  private static final double WEIGHT = 4;

  private final long[] both = new long[LONGEST + 1];
  private final long[] ours = new long[LONGEST + 1];
  private final long[] theirs = new long[LONGEST + 1];

  /// Counts a pair of texts.
  void add(String translation, String reference) {
    var one = characters(translation);
    var other = characters(reference);
    for (int length = 1; length <= LONGEST; length++) {
      var runs = runs(one, length);
      var wanted = runs(other, length);
      for (var run : runs.entrySet()) {
        both[length] += Math.min(run.getValue(), wanted.getOrDefault(run.getKey(), 0));
      }
      ours[length] += Math.max(0, one.size() - length + 1);
      theirs[length] += Math.max(0, other.size() - length + 1);
    }
  }

  /// From 0 to 100, of all pairs together.
  double chrF() {
    double precision = 0;
    double recall = 0;
    for (int length = 1; length <= LONGEST; length++) {
      precision += ours[length] == 0 ? 0 : both[length] / (double) ours[length] / LONGEST;
      recall += theirs[length] == 0 ? 0 : both[length] / (double) theirs[length] / LONGEST;
    }
    return precision + recall == 0
        ? 0
        : 100 * (1 + WEIGHT) * precision * recall / (WEIGHT * precision + recall);
  }

  private static List<Integer> characters(String text) {
    return text.codePoints().filter(each -> !Character.isWhitespace(each)).boxed().toList();
  }

  private static Map<List<Integer>, Integer> runs(List<Integer> characters, int length) {
    var runs = new HashMap<List<Integer>, Integer>();
    for (int i = 0; i + length <= characters.size(); i++) {
      runs.merge(new ArrayList<>(characters.subList(i, i + length)), 1, Integer::sum);
    }
    return runs;
  }
}
