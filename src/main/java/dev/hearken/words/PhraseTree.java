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

  /// How many places there are for each node.
  private static final int SPARSE = 4;

  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  /// What is looked for everywhere in a line, not only where it begins.
  private static final int EVERYWHERE =
      bits(List.of(Use.ABOVE, Use.NOTICE, Use.DISCLAIMER, Use.LIST, Use.SENT_FROM));

  private final Beginnings beginnings = new Beginnings(EVERYWHERE);

  /// Of each node, the uses of the phrases that end there, and of those that end there or below.
  private int[] ending = new int[1024];

  private int[] below = new int[1024];
  private int nodes = 1;

  /// The nodes that do not stand right behind their parents, each where the hash of its parent and
  /// letter says or further on; 0 where there is none. They are few, and stay near the processor.
  private int[] places = new int[1024];

  private int placed;

  private int[] parents = new int[1024];
  private char[] letters = new char[1024];

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

  /// The uses of the phrases that may begin a text, behind what is drawn in front of its words.
  int beginning(Letters text) {
    return beginnings.of(text);
  }

  /// Of the uses that are looked for everywhere, those of the phrases that stand in a line or begin
  /// there and may go on in the next one.
  int within(Line line) {
    var letters = line.letters();
    int uses = 0;
    int from = letters.from();
    int end = letters.to();
    for (int i = next(letters, from, EVERYWHERE); i < end; i = next(letters, i + 1, EVERYWHERE)) {
      uses |= begun(line.lower(), i - from, EVERYWHERE);
    }
    for (int i = beginnings.nextBroken(letters, from);
        i < end;
        i = beginnings.nextBroken(letters, i + 1)) {
      uses |= begun(line.lower(), i - from, EVERYWHERE);
    }
    return uses;
  }

  /// Which of the uses have the phrases that stand here, and those that the text ends within.
  private int begun(String lower, int from, int uses) {
    int found = 0;
    int node = ROOT;
    for (int i = from; i < lower.length(); i++) {
      node = next(node, lower.charAt(i));
      if (node == NOWHERE || !leads(node, uses)) {
        return found;
      }
      found |= Bounds.is(lower, i + 1) ? ending[node] & uses : 0;
    }
    return found | (below[node] & uses);
  }

  /// Where this letter leads from a node.
  int next(int node, char letter) {
    int first = node + 1;
    if (first < nodes && letters[first] == letter && parents[first] == node) {
      return first;
    }
    int next = places[place(node, letter)];
    return next == 0 ? NOWHERE : next;
  }

  /// Does a phrase of these uses end here?
  boolean ends(int node, int uses) {
    return (ending[node] & uses) != 0;
  }

  /// Does one end here or further on?
  boolean leads(int node, int uses) {
    return (below[node] & uses) != 0;
  }

  /// They come in their order, so that the first that goes on from a node stands right behind it.
  private void add(String phrase, int use) {
    beginnings.add(phrase, use);
    int node = ROOT;
    for (int i = 0; i < phrase.length(); i++) {
      int next = next(node, phrase.charAt(i));
      node = next == NOWHERE ? grow(node, phrase.charAt(i)) : next;
      below[node] |= use;
    }
    ending[node] |= use;
  }

  private int grow(int parent, char letter) {
    if (nodes == letters.length) {
      ending = Arrays.copyOf(ending, 2 * nodes);
      below = Arrays.copyOf(below, 2 * nodes);
      parents = Arrays.copyOf(parents, 2 * nodes);
      letters = Arrays.copyOf(letters, 2 * nodes);
    }
    int node = nodes++;
    parents[node] = parent;
    letters[node] = letter;
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
          places[place(parents[each], letters[each])] = each;
        }
      }
    }
    places[place(parents[node], letters[node])] = node;
  }

  /// Where the node stands to which this letter leads from a parent, or where it would.
  private int place(int parent, char letter) {
    long step = (long) parent << Character.SIZE | letter;
    int place = (int) ((step * MIX) >>> (Long.numberOfLeadingZeros(places.length) + 1));
    int node = places[place];
    while (node != 0 && (parents[node] != parent || letters[node] != letter)) {
      place = (place + 1) & (places.length - 1);
      node = places[place];
    }
    return place;
  }
}
