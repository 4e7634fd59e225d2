package dev.hearken.words;

import java.util.Arrays;

/// The different phrases that stand in a text, the longest where several begin.
public final class Tally {
  private final PhraseTree tree;
  private final int uses;
  private int[] phrases = new int[8];
  private int count;

  Tally(PhraseTree tree, int uses) {
    this.tree = tree;
    this.uses = uses;
  }

  /// How many of them are among these?
  public int of(Phrases some) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += tree.ends(phrases[i], some.uses()) ? 1 : 0;
    }
    return found;
  }

  /// Takes the one that begins here.
  ///
  /// @param start the node of the tree to which its first letters lead, or the root
  /// @return its end, or -1 where none does
  int take(String lower, int from, int start) {
    int end = tree.longest(lower, from, start, uses);
    if (end >= 0) {
      keep(tree.node(lower, from, end));
    }
    return end;
  }

  private void keep(int phrase) {
    for (int i = 0; i < count; i++) {
      if (phrases[i] == phrase) {
        return;
      }
    }
    if (count == phrases.length) {
      phrases = Arrays.copyOf(phrases, 2 * count);
    }
    phrases[count++] = phrase;
  }
}
