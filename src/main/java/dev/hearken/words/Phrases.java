package dev.hearken.words;

import dev.hearken.words.Vocabulary.Use;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Words and short phrases of one use or of several, looked for at the bounds of words.
public final class Phrases {
  /// Where a phrase stands in a text.
  public record Span(int start, int end) {}

  private final PhraseTree tree;
  private final int uses;
  private final boolean everywhere;

  Phrases(PhraseTree tree, Collection<Use> uses) {
    this.tree = tree;
    this.uses = PhraseTree.bits(uses);
    everywhere = PhraseTree.everywhere(this.uses);
  }

  /// As bits.
  int uses() {
    return uses;
  }

  /// May this line begin with one, behind what is drawn there?
  public boolean mayBegin(Line line) {
    return (line.beginning() & uses) != 0;
  }

  /// May one begin in this line, and end there or in the next one?
  public boolean mayBeIn(Line line) {
    return !everywhere || (line.within() & uses) != 0;
  }

  public boolean in(Line line) {
    if (!everywhere) {
      return in(line.lower());
    }
    if ((line.within() & uses) != 0) {
      var places = line.places();
      for (int i = 0; i < places.length; i += 2) {
        if (longest(line.lower(), places[i]) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /// Those that stand in these lines, taken as one text with a blank between each two.
  ///
  /// @param text that text in small letters
  public Tally tally(List<Line> lines, String text) {
    var tally = new Tally(tree, uses);
    int start = 0;
    int end = 0;
    for (var line : lines) {
      var places = line.places();
      for (int i = 0; i < places.length; i += 2) {
        int place = start + places[i];
        end = place < end ? end : Math.max(end, tally.take(text, place, places[i + 1]));
      }
      start += line.lower().length() + 1;
    }
    return tally;
  }

  public boolean begins(Line line) {
    return mayBegin(line) && begins(line.lower());
  }

  public boolean is(Line line) {
    return mayBegin(line) && is(line.lower());
  }

  public boolean is(String lower) {
    if (!tree.mayBegin(lower, 0, uses)) {
      return false;
    }
    int node = tree.node(lower, 0, lower.length());
    return node != PhraseTree.NOWHERE && tree.ends(node, uses);
  }

  public boolean begins(String lower) {
    return at(lower, 0) > 0;
  }

  /// Where the longest phrase that begins here ends, or -1.
  public int at(String lower, int from) {
    return tree.mayBegin(lower, from, uses) ? longest(lower, from) : -1;
  }

  private int longest(String lower, int from) {
    return tree.longest(lower, from, PhraseTree.ROOT, uses);
  }

  public boolean in(String lower) {
    var letters = Letters.of(lower);
    int i = tree.next(letters, 0, uses);
    while (i < letters.length() && longest(lower, i) < 0) {
      i = tree.next(letters, i + 1, uses);
    }
    return i < letters.length();
  }

  /// Is told of each phrase that stands in the text; the longest where several begin.
  public void forEach(String lower, Consumer<String> found) {
    var letters = Letters.of(lower);
    int i = tree.next(letters, 0, uses);
    while (i < letters.length()) {
      int end = longest(lower, i);
      if (end > 0) {
        found.accept(lower.substring(i, end));
      }
      i = tree.next(letters, Math.max(i + 1, end), uses);
    }
  }

  /// Where the last phrase of the text stands, or null.
  public @Nullable Span last(String lower) {
    var letters = Letters.of(lower);
    int i = tree.last(letters, letters.length(), uses);
    while (i >= 0) {
      int end = longest(lower, i);
      if (end > 0) {
        return new Span(i, end);
      }
      i = tree.last(letters, i, uses);
    }
    return null;
  }
}
