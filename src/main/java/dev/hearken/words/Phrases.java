package dev.hearken.words;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Words and short phrases, looked for at the bounds of words; in scripts that set no blanks
/// between words, anywhere.
public final class Phrases {
  /// Where a phrase stands in a text.
  public record Span(int start, int end) {}

  /// So many letters tell nearly every place where none begins.
  private static final int TELLING = 4;

  private final Set<String> all;
  private final Map<Integer, List<String>> byStart = new HashMap<>();

  /// The starts of the long ones, and of those too short for that.
  private final BitSet starts = new BitSet();

  private final BitSet shortStarts = new BitSet();

  public Phrases(Collection<String> phrases) {
    all = new HashSet<>(phrases);
    for (var phrase : all) {
      boolean tells = phrase.length() >= TELLING;
      int key = tells ? key(phrase, 0) : phrase.charAt(0);
      byStart.computeIfAbsent(key, _ -> new ArrayList<>()).add(phrase);
      (tells ? starts : shortStarts).set(rough(key));
    }
    byStart.values().forEach(list -> list.sort((a, b) -> b.length() - a.length()));
  }

  public boolean is(String lower) {
    return all.contains(lower);
  }

  public boolean begins(String lower) {
    return at(lower, 0) > 0;
  }

  /// Where the longest phrase that begins here ends, or -1.
  public int at(String lower, int from) {
    if (from >= lower.length()) {
      return -1;
    }
    int key = key(lower, from);
    int end = starts.get(rough(key)) ? longest(byStart.get(key), lower, from) : -1;
    char first = lower.charAt(from);
    return end < 0 && shortStarts.get(rough(first))
        ? longest(byStart.get((int) first), lower, from)
        : end;
  }

  public boolean in(String lower) {
    for (int i = 0; i < lower.length(); i++) {
      if (starts(lower, i) && possible(lower, i) && at(lower, i) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Is told of each phrase that stands in the text; the longest where several begin.
  public void forEach(String lower, Consumer<String> found) {
    for (int i = 0; i < lower.length(); i++) {
      int end = starts(lower, i) && possible(lower, i) ? at(lower, i) : -1;
      if (end > 0) {
        found.accept(lower.substring(i, end));
        i = end - 1;
      }
    }
  }

  /// Where the last phrase of the text stands, or null.
  public @Nullable Span last(String lower) {
    for (int i = lower.length() - 1; i >= 0; i--) {
      int end = starts(lower, i) && possible(lower, i) ? at(lower, i) : -1;
      if (end > 0) {
        return new Span(i, end);
      }
    }
    return null;
  }

  private static int longest(@Nullable List<String> candidates, String lower, int from) {
    if (candidates != null) {
      for (var phrase : candidates) {
        int end = from + phrase.length();
        if (lower.startsWith(phrase, from) && ends(lower, end)) {
          return end;
        }
      }
    }
    return -1;
  }

  private static int key(String text, int at) {
    int key = 0;
    int end = Math.min(text.length(), at + TELLING);
    for (int i = at; i < end; i++) {
      key = 31 * key + text.charAt(i);
    }
    return key;
  }

  private boolean possible(String lower, int i) {
    return starts.get(rough(key(lower, i))) || shortStarts.get(rough(lower.charAt(i)));
  }

  private static int rough(int key) {
    return (key * 0x9e3779b1) >>> 16;
  }

  private static boolean starts(String text, int at) {
    return at == 0 || !joined(text.charAt(at - 1)) || !joined(text.charAt(at));
  }

  private static boolean ends(String text, int at) {
    return at >= text.length() || !joined(text.charAt(at)) || !joined(text.charAt(at - 1));
  }

  /// Does this letter stick to its neighbours? Those of Chinese, Japanese and Korean do not.
  private static boolean joined(char c) {
    return c < 128
        ? (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
        : Character.isLetterOrDigit(c) && !(c >= '\u2e80' && c <= '\ud7ff');
  }
}
