package dev.hearken.author;

import java.util.Arrays;
import java.util.List;

/// Looks for any of several words, in small letters or capitals, in one pass that leaps as far as
/// two letters that stand in none of them allow.
final class Signs {
  private static final int PLACES = 1 << 12;

  private final List<String> words;
  private final int shortest;

  /// How far the end of the shortest word may be from two letters, by their hash.
  private final byte[] leaps = new byte[PLACES];

  /// @param words in small letters, of at least two
  Signs(List<String> words) {
    this.words = List.copyOf(words);
    shortest = words.stream().mapToInt(String::length).min().orElseThrow();
    Arrays.fill(leaps, (byte) (shortest - 1));
    for (var word : words) {
      for (int i = 1; i < shortest; i++) {
        int place = place(word, i);
        leaps[place] = (byte) Math.min(leaps[place], shortest - 1 - i);
      }
    }
  }

  boolean anyIn(String text) {
    int last = shortest - 1;
    while (last < text.length()) {
      int leap = leaps[place(text, last)];
      if (leap == 0 && anyAt(text, last - shortest + 1)) {
        return true;
      }
      last += Math.max(1, leap);
    }
    return false;
  }

  private boolean anyAt(String text, int start) {
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
