package dev.hearken.author;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// Looks for any of several words, in small letters or capitals, in one pass that leaps as far as
/// two letters that stand in none of them allow.
final class Signs {
  private static final int PLACES = 1 << 12;

  private final int shortest;

  /// By the hash of the two letters at which the shortest word ends, the words that have them
  /// there.
  private final List<List<String>> words;

  /// How far the end of the shortest word may be from two letters, by their hash.
  private final byte[] leaps = new byte[PLACES];

  /// @param words in small letters, of at least two
  Signs(List<String> words) {
    shortest = words.stream().mapToInt(String::length).min().orElseThrow();
    Arrays.fill(leaps, (byte) (shortest - 1));
    for (var word : words) {
      for (int i = 1; i < shortest; i++) {
        int place = place(word, i);
        leaps[place] = (byte) Math.min(leaps[place], shortest - 1 - i);
      }
    }
    this.words = List.copyOf(byPlace(words));
  }

  private List<List<String>> byPlace(List<String> words) {
    var byPlace = new ArrayList<List<String>>(Collections.nCopies(PLACES, List.of()));
    var places = words.stream().collect(Collectors.groupingBy(word -> place(word, shortest - 1)));
    places.forEach(byPlace::set);
    return byPlace;
  }

  boolean anyIn(String text) {
    int last = shortest - 1;
    while (last < text.length()) {
      int place = place(text, last);
      int leap = leaps[place];
      if (leap == 0 && anyAt(text, last - shortest + 1, words.get(place))) {
        return true;
      }
      last += Math.max(1, leap);
    }
    return false;
  }

  private static boolean anyAt(String text, int start, List<String> words) {
    for (var word : words) {
      if (text.regionMatches(true, start, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  /// Capitals come to the same as small letters.
  private static int place(String text, int second) {
    return (31 * (text.charAt(second - 1) | ' ') + (text.charAt(second) | ' ')) & (PLACES - 1);
  }
}
