package dev.hearken.words;

import dev.hearken.words.Vocabulary.Use;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Words and short phrases of one use or of several, looked for at the bounds of words.
public final class Phrases {
  /// Where a phrase stands in a text.
  public record Span(int start, int end) {}

  private final PhraseTree tree;
  private final int uses;

  Phrases(PhraseTree tree, Collection<Use> uses) {
    this.tree = tree;
    this.uses = PhraseTree.bits(uses);
  }

  public boolean is(String lower) {
    if (!tree.mayBegin(lower, 0, uses)) {
      return false;
    }
    int node = PhraseTree.ROOT;
    for (int i = 0; i < lower.length() && node != PhraseTree.NOWHERE; i++) {
      node = tree.next(node, lower.charAt(i));
    }
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
    int found = -1;
    int node = PhraseTree.ROOT;
    for (int i = from; i < lower.length(); i++) {
      node = tree.next(node, lower.charAt(i));
      if (node == PhraseTree.NOWHERE || !tree.leads(node, uses)) {
        break;
      }
      if (tree.ends(node, uses) && Bounds.is(lower, i + 1)) {
        found = i + 1;
      }
    }
    return found;
  }

  public boolean in(String lower) {
    for (int i = Bounds.start(lower, 0); i < lower.length(); i = Bounds.start(lower, i + 1)) {
      if (at(lower, i) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Is told of each phrase that stands in the text; the longest where several begin.
  public void forEach(String lower, Consumer<String> found) {
    int i = Bounds.start(lower, 0);
    while (i < lower.length()) {
      int end = at(lower, i);
      if (end > 0) {
        found.accept(lower.substring(i, end));
      }
      i = Bounds.start(lower, Math.max(i + 1, end));
    }
  }

  /// Where the last phrase of the text stands, or null.
  public @Nullable Span last(String lower) {
    for (int i = lower.length() - 1; i >= 0; i--) {
      int end = Bounds.is(lower, i) ? at(lower, i) : -1;
      if (end > 0) {
        return new Span(i, end);
      }
    }
    return null;
  }
}
