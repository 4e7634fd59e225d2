package dev.hearken.words;

import dev.hearken.words.Vocabulary.Use;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The phrases of all uses as one tree, a letter a step. Uses are bits, so that several are looked
/// for at once.
final class PhraseTree {
  static final int ROOT = 0;

  /// No phrase goes on like this.
  static final int NOWHERE = -1;

  private static final int PARENT = 0;
  private static final int LETTER = 1;
  private static final int ENDING = 2;
  private static final int BELOW = 3;
  private static final int KEPT = 4;

  /// How many places there are for each node.
  private static final int SPARSE = 4;

  /// What is looked for everywhere in a line, not only where it begins.
  private static final int EVERYWHERE = bits(Vocabulary.EVERYWHERE);

  private final Beginnings beginnings = new Beginnings();
  private final Sieve sieve = new Sieve();

  /// What is kept of each node, side by side, as they are looked at together: its parent, the
  /// letter that leads to it, the uses of the phrases that end there, and of those that end there
  /// or below.
  private int[] kept = new int[4096];

  private int nodes = 1;

  /// The nodes that do not stand right behind their parents, each where the hash of its parent and
  /// letter says or further on; 0 where there is none. They are few, and stay near the processor.
  private int[] places = new int[1024];

  private int placed;

  PhraseTree(Map<Use, ? extends Collection<String>> words) {
    var sorted = new TreeMap<String, Integer>();
    words.forEach((use, phrases) -> {
      int bit = bits(List.of(use));
      phrases.forEach(phrase -> sorted.merge(phrase, bit, (a, b) -> a | b));
    });
    sorted.forEach(this::add);
  }

  /// A bit for each.
  static int bits(Collection<Use> uses) {
    int bits = 0;
    int bit = 1;
    for (var use : Use.values()) {
      bits |= uses.contains(use) ? bit : 0;
      bit <<= 1;
    }
    return bits;
  }

  /// Are all phrases of these uses looked for everywhere in a line?
  static boolean everywhere(int uses) {
    return (uses & ~EVERYWHERE) == 0;
  }

  /// May a phrase of these uses begin here? Hardly ever it may and does not.
  boolean mayBegin(String lower, int from, int uses) {
    return beginnings.at(lower, from, uses);
  }

  /// The next place from here on where a phrase of these uses may begin, or the end.
  int next(Letters letters, int from, int uses) {
    return beginnings.next(letters, from, uses);
  }

  /// The last place before this one where a phrase of these uses may begin, or -1.
  int last(Letters letters, int end, int uses) {
    return beginnings.last(letters, end, uses);
  }

  /// The uses of the phrases that may begin a text, behind what is drawn in front of its words.
  int beginning(Letters letters, int from, int end) {
    return beginnings.of(letters, from, end);
  }

  /// Where in a line phrases may begin that are looked for everywhere.
  int[] places(Letters letters, int from, int end) {
    return sieve.places(letters, from, end);
  }

  /// Of the uses that are looked for everywhere, those of the phrases that stand in a line or begin
  /// there and may go on in the next one.
  int within(Line line) {
    int uses = 0;
    var places = line.places();
    for (int i = 0; i < places.length; i += 2) {
      uses |= begun(line.lower(), places[i], places[i + 1]);
    }
    return uses;
  }

  /// Which of the uses have the phrases that stand here, and those that the text ends within.
  private int begun(String lower, int from, int start) {
    int found = 0;
    int node = start;
    int i = from + depth(start);
    while (true) {
      int ends = kept[KEPT * node + ENDING] & EVERYWHERE;
      found |= ends != 0 && Bounds.is(lower, i) ? ends : 0;
      if (i == lower.length()) {
        return found | (kept[KEPT * node + BELOW] & EVERYWHERE);
      }
      node = next(node, lower.charAt(i++));
      if (node == NOWHERE || !leads(node, EVERYWHERE)) {
        return found;
      }
    }
  }

  /// Where the longest phrase of these uses ends that begins here, or -1.
  ///
  /// @param start the node to which its first letters lead, or the root
  int longest(String lower, int from, int start, int uses) {
    int found = -1;
    int node = start;
    int i = from + depth(start);
    while (node != NOWHERE && leads(node, uses)) {
      found = ends(node, uses) && Bounds.is(lower, i) ? i : found;
      node = i < lower.length() ? next(node, lower.charAt(i)) : NOWHERE;
      i++;
    }
    return found;
  }

  /// Where the letters of a text lead, from here to there.
  int node(String lower, int from, int end) {
    int node = ROOT;
    for (int i = from; i < end && node != NOWHERE; i++) {
      node = next(node, lower.charAt(i));
    }
    return node;
  }

  /// How many letters lead to a node from which a walk may start.
  private static int depth(int start) {
    return start == ROOT ? 0 : Sieve.LONG;
  }

  /// Where this letter leads from a node.
  int next(int node, char letter) {
    int first = node + 1;
    if (first < nodes && is(first, node, letter)) {
      return first;
    }
    int next = places[place(node, letter)];
    return next == 0 ? NOWHERE : next;
  }

  /// Does a phrase of these uses end here?
  boolean ends(int node, int uses) {
    return (kept[KEPT * node + ENDING] & uses) != 0;
  }

  /// Does one end here or further on?
  boolean leads(int node, int uses) {
    return (kept[KEPT * node + BELOW] & uses) != 0;
  }

  /// They come in their order, so that the first that goes on from a node stands right behind it.
  private void add(String phrase, int use) {
    beginnings.add(phrase, use);
    int node = ROOT;
    int eighth = ROOT;
    kept[BELOW] |= use;
    for (int i = 0; i < phrase.length(); i++) {
      int next = next(node, phrase.charAt(i));
      node = next == NOWHERE ? grow(node, phrase.charAt(i)) : next;
      kept[KEPT * node + BELOW] |= use;
      eighth = i + 1 == Sieve.LONG ? node : eighth;
    }
    if ((use & EVERYWHERE) != 0) {
      sieve.add(phrase, eighth);
    }
    kept[KEPT * node + ENDING] |= use;
  }

  private int grow(int parent, char letter) {
    if (KEPT * nodes == kept.length) {
      kept = Arrays.copyOf(kept, 2 * kept.length);
    }
    int node = nodes++;
    kept[KEPT * node + PARENT] = parent;
    kept[KEPT * node + LETTER] = letter;
    if (node > parent + 1) {
      put(node);
    }
    return node;
  }

  private void put(int node) {
    placed++;
    if (SPARSE * placed > places.length) {
      var all = places;
      places = new int[2 * all.length];
      for (int each : all) {
        if (each != 0) {
          places[place(kept[KEPT * each + PARENT], (char) kept[KEPT * each + LETTER])] = each;
        }
      }
    }
    places[place(kept[KEPT * node + PARENT], (char) kept[KEPT * node + LETTER])] = node;
  }

  private boolean is(int node, int parent, char letter) {
    return kept[KEPT * node + LETTER] == letter && kept[KEPT * node + PARENT] == parent;
  }

  /// Where the node stands to which this letter leads from a parent, or where it would.
  private int place(int parent, char letter) {
    long step = (long) parent << Character.SIZE | letter;
    int place = Eight.place(step, places.length);
    int node = places[place];
    while (node != 0 && !is(node, parent, letter)) {
      place = (place + 1) & (places.length - 1);
      node = places[place];
    }
    return place;
  }
}
